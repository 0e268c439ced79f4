"""Spanish."""

from __future__ import annotations

from mailing.signup.words import Words

WORDS = Words(
    name="Español",
    skip="Ir al texto",
    site="Ir al sitio web",
    write="Escríbanos",
    form="Suscribirse a las cartas",
    title="Reciba nuestras cartas por correo electrónico",
    lead="{newsletter} es el boletín de {school}.",
    address="Su dirección de correo electrónico",
    letters="¿Qué cartas?",
    language="Idioma de las cartas",
    trap="Deje este campo vacío",
    send="Quiero suscribirme",
    kept="Guardamos su dirección, lo que elija aquí y la fecha, y nada de lo que lea. Después le "
    "llegará un mensaje para que confirme: hasta entonces no recibirá ninguna carta. Cada carta "
    "lleva un enlace para darse de baja.",
    again="Por favor, revise esto",
    no_address="Escriba aquí su dirección de correo electrónico.",
    bad_address="Esta dirección no está completa. Escríbala así: mia@school.example.",
    no_letter="Elija al menos una.",
    sent_title="Mire en su buzón",
    sent="Si se pueden enviar cartas a la dirección que escribió, un mensaje va en camino. Pulse "
    "el botón de ese mensaje: solo entonces llegarán las cartas.",
    sent_spam="¿No hay ningún mensaje después de diez minutos? Mire en el correo no deseado o "
    "suscríbase otra vez.",
    sent_settings="Un mensaje con el enlace a sus preferencias va en camino.",
    confirm_title="¿Quiere que le escribamos?",
    confirm="Se pidieron estas cartas para {address}:",
    confirm_button="Sí, las quiero",
    confirm_stranger="¿No fue usted? Cierre esta página. No llegará nada, y la dirección se "
    "olvidará después de siete días.",
    welcome_title="Ya está en la lista",
    welcome="La próxima carta llegará a {address}. Cada una lleva un enlace para darse de baja.",
    settings_title="Sus cartas",
    settings="Esto es lo que enviamos a {address}.",
    save="Guardar",
    saved="Guardado.",
    gone="Se ha dado de baja: no llega ninguna carta a {address}.",
    back="Volver a la lista",
    held_title="Lo que guardamos de usted",
    held="Su dirección, lo que eligió y qué cartas se le enviaron. No si las abrió: eso no lo "
    "sabemos nunca.",
    held_link="Descargarlo como archivo",
    delete_title="Borrar todo",
    delete="Entonces solo queda un código hecho a partir de su dirección, del que nadie puede "
    "leerla. Gracias a él, ninguna lista que se importe volverá a incluirle. Puede suscribirse de "
    "nuevo cuando quiera.",
    delete_sure="Sí, borren todo sobre mí",
    delete_button="Borrar",
    delete_unsure="Marque primero la casilla, si está seguro.",
    deleted_title="Todo está borrado",
    deleted="No llegarán más cartas. Una que esté en camino en este mismo momento aún puede "
    "llegar.",
    leave_title="¿No quiere más cartas?",
    leave="Ahora llegan a {address}.",
    leave_button="Darme de baja",
    leave_instead="¿Le vendrían mejor otras cartas u otro idioma?",
    leave_settings="Envíenme el enlace a mis preferencias",
    left_title="Se ha dado de baja",
    left="No llegarán más cartas a {address}. Una que esté en camino en este mismo momento aún "
    "puede llegar.",
    undo="Fue un error: quiero volver a la lista",
    returned_title="Está de nuevo en la lista",
    returned="La próxima carta llegará a {address} como antes.",
    lost_title="Este enlace no lleva a ninguna parte",
    lost="Es demasiado antiguo o le falta una parte. Ábralo otra vez desde el mensaje. Un enlace "
    "para confirmar funciona durante siete días; después, suscríbase de nuevo.",
    busy_title="Demasiado a la vez",
    busy="Alguien en su red, o mucha gente al mismo tiempo, acaba de usar este formulario muy a "
    "menudo. Por favor, inténtelo de nuevo después de las {time}.",
    stranger_title="Este formulario venía de otro lugar",
    stranger="Por su seguridad, solo aceptamos formularios de nuestras propias páginas. Por favor, "
    "use este:",
    wrong_title="No ha funcionado",
    wrong="No se entiende lo que llegó aquí. Por favor, vuelva al formulario e inténtelo de nuevo.",
    closed_title="En este momento no",
    closed="Algo falla por nuestra parte. Por favor, inténtelo de nuevo en unos minutos; no se ha "
    "cambiado nada.",
    mail_confirm_subject="Por favor, confirme: cartas de {newsletter}",
    mail_confirm="Alguien, esperamos que usted, pidió cartas de {newsletter} para esta dirección:",
    mail_confirm_how="Si las quiere, pulse aquí, y otra vez en la página que se abre:",
    mail_confirm_button="Quiero estas cartas",
    mail_confirm_until="El enlace funciona durante siete días. Si no fue usted, no haga nada: no "
    "llegará ninguna carta y olvidaremos su dirección.",
    mail_settings_subject="Sus cartas de {newsletter}",
    mail_settings="Alguien, esperamos que usted, usó con esta dirección el formulario de las "
    "cartas de {newsletter}. Ya la conocemos. Aquí puede elegir qué cartas llegan, o darse de "
    "baja:",
    mail_settings_button="Mis preferencias",
    mail_settings_secret="No comparta el enlace: quien lo tiene no necesita contraseña. Si no fue "
    "usted, no haga nada: todo queda como está.",
    mail_sign="{newsletter}, {school}",
)
