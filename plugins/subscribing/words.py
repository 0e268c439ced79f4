"""What the offer to subscribe says, in the languages of families."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plugins.common.languages import short_tag


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; a pair of braces stands for an address, a name, a subject."""

    lang: str
    by_mail: str
    address: str
    letters: str
    language: str
    kept: str
    """What the school's own service keeps, and what happens next."""
    kept_by: str
    """The same of a provider, by its name."""
    trap: str
    send: str
    instead: str
    """For whom the form is not: the address to write to."""
    by_hand: str
    """Where there is no form: the address, and the subject."""
    subject: str
    by_feed: str
    reader: str
    everything: str
    get: str
    """At the foot of an issue: the way to the form."""
    follow: str
    """The same where there are feeds alone."""


ENGLISH = Words(
    lang="en",
    by_mail="By e-mail",
    address="Your e-mail address",
    letters="Which letters?",
    language="Language of the letters",
    kept="We keep your address, what you choose here and the day, and nothing of what you read. "
    "Next, a mail asks you to confirm: until you do, you get no letter. Each letter has a link to "
    "leave.",
    kept_by="This form goes to {}, which keeps your address for the school. Look for a mail that "
    "asks you to confirm. Each letter has a link to leave.",
    trap="Leave this field empty",
    send="Sign me up",
    instead="You can also write to {}, and we put you on the list by hand.",
    by_hand="Write to {} with the subject “{}”, and we put you on the list by hand. To leave, "
    "write again; you do not have to say why.",
    subject="Newsletter",
    by_feed="With a feed reader",
    reader="A feed reader is an app that shows you what is new on the sites you choose. It asks "
    "for no address, and nobody learns what you read. Give it the address of one of these feeds:",
    everything="Everything new",
    get="Get this letter by e-mail",
    follow="Follow it with a feed reader",
)

WORDS: Mapping[str, Words] = {
    "en": ENGLISH,
    "es": Words(
        lang="es",
        by_mail="Por correo electrónico",
        address="Su dirección de correo electrónico",
        letters="¿Qué cartas?",
        language="Idioma de las cartas",
        kept="Guardamos su dirección, lo que elija aquí y la fecha, y nada de lo que lea. Después "
        "le llegará un mensaje para que confirme: hasta entonces no recibirá ninguna carta. Cada "
        "carta lleva un enlace para darse de baja.",
        kept_by="Este formulario va a {}, que guarda su dirección por encargo de la escuela. "
        "Busque un mensaje que le pida que confirme. Cada carta lleva un enlace para darse de "
        "baja.",
        trap="Deje este campo vacío",
        send="Quiero suscribirme",
        instead="También puede escribir a {}, y le pondremos en la lista.",
        by_hand="Escriba a {} con el asunto «{}», y le pondremos en la lista. Para darse de baja, "
        "escriba de nuevo; no tiene que decir por qué.",
        subject="Boletín",
        by_feed="Con un lector de feeds",
        reader="Un lector de feeds es una aplicación que le muestra las novedades de los sitios "
        "que usted elija. No le pide ninguna dirección, y nadie sabe lo que lee. "
        "Dele la dirección de uno de estos feeds:",
        everything="Todo lo nuevo",
        get="Recibir esta carta por correo electrónico",
        follow="Seguirla con un lector de feeds",
    ),
    "fr": Words(
        lang="fr",
        by_mail="Par courriel",
        address="Votre adresse électronique",
        letters="Quelles lettres ?",
        language="Langue des lettres",
        kept="Nous gardons votre adresse, vos choix et la date, et rien de ce que vous lisez. "
        "Vous recevrez ensuite un message pour confirmer : d’ici là, aucune lettre n’est "
        "envoyée. Chaque lettre contient un lien pour se désabonner.",
        kept_by="Ce formulaire est envoyé à {}, qui garde votre adresse pour l’école. Un message "
        "vous demandera de confirmer. Chaque lettre contient un lien pour se désabonner.",
        trap="Laissez ce champ vide",
        send="Je m’abonne",
        instead="Vous pouvez aussi écrire à {} : nous vous inscrirons sur la liste.",
        by_hand="Écrivez à {} avec l’objet « {} », et nous vous inscrirons sur la liste. Pour la "
        "quitter, écrivez de nouveau ; vous n’avez pas à dire pourquoi.",
        subject="Lettre d’information",
        by_feed="Avec un lecteur de flux",
        reader="Un lecteur de flux est une application qui vous montre les nouveautés des sites "
        "que vous choisissez. Il ne demande aucune adresse, et personne ne sait ce que vous lisez. "
        "Donnez-lui l’adresse d’un de ces flux :",
        everything="Toutes les nouveautés",
        get="Recevoir cette lettre par courriel",
        follow="La suivre avec un lecteur de flux",
    ),
    "de": Words(
        lang="de",
        by_mail="Per E-Mail",
        address="Ihre E-Mail-Adresse",
        letters="Welche Briefe?",
        language="Sprache der Briefe",
        kept="Wir speichern Ihre Adresse, Ihre Auswahl und den Tag, und nichts davon, was Sie "
        "lesen. Danach bittet Sie eine E-Mail um Bestätigung: Bis dahin bekommen Sie keinen "
        "Brief. In jedem Brief steht ein Link zum Abmelden.",
        kept_by="Dieses Formular geht an {}. Dort wird Ihre Adresse im Auftrag der Schule "
        "gespeichert. Eine E-Mail bittet Sie um Bestätigung. In jedem Brief steht ein Link zum "
        "Abmelden.",
        trap="Dieses Feld bitte leer lassen",
        send="Anmelden",
        instead="Sie können auch an {} schreiben; wir setzen Sie dann auf die Liste.",
        by_hand="Schreiben Sie an {} mit dem Betreff „{}“, und wir setzen Sie auf die Liste. Zum "
        "Abmelden schreiben Sie noch einmal; einen Grund brauchen Sie nicht zu nennen.",
        subject="Newsletter",
        by_feed="Mit einem Feedreader",
        reader="Ein Feedreader ist eine App, die Ihnen zeigt, was es auf den Seiten Ihrer Wahl "
        "Neues gibt. Er fragt nach keiner Adresse, und niemand erfährt, was Sie lesen. Geben Sie "
        "ihm die Adresse eines dieser Feeds:",
        everything="Alles Neue",
        get="Diesen Brief per E-Mail bekommen",
        follow="Mit einem Feedreader folgen",
    ),
    "zh": Words(
        lang="zh",
        by_mail="通过电子邮件",
        address="您的电子邮件地址",
        letters="想收到哪些信？",
        language="信件语言",
        kept="我们只保存您的邮箱地址、您在此处的选择和日期，不记录您阅读的内容。"
        "接下来您会收到一封确认邮件：确认之前，不会收到任何信件。每封信里都有退订链接。",
        kept_by="此表单由 {} 接收，它代学校保存您的地址。请留意要求确认的邮件。"
        "每封信里都有退订链接。",
        trap="请将此栏留空",
        send="我要订阅",
        instead="您也可以写信给 {}，由我们为您登记。",
        by_hand="请写信给 {}，主题写“{}”，由我们为您登记。想退订时再写一封信即可，不必说明原因。",
        subject="订阅",
        by_feed="使用订阅阅读器",
        reader="订阅阅读器是一种应用，会显示您所选网站的新内容。它不需要您的地址，也没有人知道您读了什么。"
        "请把以下任一订阅源的地址交给它：",
        everything="全部新内容",
        get="通过电子邮件接收这封信",
        follow="用订阅阅读器关注",
    ),
}


def words_for(lang: str) -> Words:
    """The words for a language tag: those of ``es`` for ``es-MX``, English ones for a stranger."""
    return WORDS.get(short_tag(lang), ENGLISH)
