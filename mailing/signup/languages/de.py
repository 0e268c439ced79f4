"""German."""

from __future__ import annotations

from mailing.signup.words import Words

WORDS = Words(
    name="Deutsch",
    skip="Zum Text",
    site="Zur Website",
    write="Schreiben Sie uns",
    form="Für die Briefe anmelden",
    title="Unsere Briefe per E-Mail",
    lead="{newsletter} ist der Newsletter von {school}.",
    address="Ihre E-Mail-Adresse",
    letters="Welche Briefe?",
    language="Sprache der Briefe",
    trap="Dieses Feld bitte leer lassen",
    send="Anmelden",
    kept="Wir speichern Ihre Adresse, Ihre Auswahl und den Tag, und nichts davon, was Sie lesen. "
    "Danach bittet Sie eine E-Mail um Bestätigung: Bis dahin bekommen Sie keinen Brief. In jedem "
    "Brief steht ein Link zum Abmelden.",
    again="Bitte sehen Sie hier noch einmal nach",
    no_address="Schreiben Sie hier Ihre E-Mail-Adresse hinein.",
    bad_address="Das ist keine vollständige E-Mail-Adresse. Schreiben Sie sie so: "
    "mia@school.example.",
    no_letter="Wählen Sie mindestens einen.",
    sent_title="Sehen Sie in Ihr Postfach",
    sent="Wenn an die angegebene Adresse Briefe geschickt werden können, ist eine E-Mail "
    "unterwegs. Drücken Sie auf den Knopf darin: Erst dann kommen Briefe.",
    sent_spam="Nach zehn Minuten noch keine E-Mail? Sehen Sie im Spam nach, oder melden Sie sich "
    "noch einmal an.",
    sent_settings="Eine E-Mail mit dem Link zu Ihren Einstellungen ist unterwegs.",
    confirm_title="Dürfen wir Ihnen schreiben?",
    confirm="Diese Briefe wurden für {address} bestellt:",
    confirm_button="Ja, ich möchte sie haben",
    confirm_stranger="Das waren nicht Sie? Schließen Sie diese Seite. Es kommt nichts, und die "
    "Adresse wird nach sieben Tagen vergessen.",
    welcome_title="Sie stehen auf der Liste",
    welcome="Der nächste Brief kommt an {address}. In jedem steht ein Link zum Abmelden.",
    settings_title="Ihre Briefe",
    settings="Das geht an {address}.",
    save="Speichern",
    saved="Gespeichert.",
    gone="Sie haben sich abgemeldet: An {address} kommen keine Briefe.",
    back="Wieder auf die Liste setzen",
    held_title="Was wir über Sie speichern",
    held="Ihre Adresse, Ihre Auswahl und welche Briefe an Sie gingen. Nicht, ob Sie sie geöffnet "
    "haben: Das erfahren wir nie.",
    held_link="Als Datei herunterladen",
    delete_title="Alles löschen",
    delete="Dann bleibt nur ein Code, der aus Ihrer Adresse gemacht ist und aus dem niemand sie "
    "lesen kann. Durch ihn nimmt keine eingelesene Liste Sie wieder auf. Neu anmelden können Sie "
    "sich jederzeit.",
    delete_sure="Ja, löschen Sie alles über mich",
    delete_button="Löschen",
    delete_unsure="Setzen Sie erst das Häkchen, wenn Sie es so wollen.",
    deleted_title="Alles ist gelöscht",
    deleted="Es kommen keine Briefe mehr. Einer, der gerade unterwegs ist, kann noch ankommen.",
    leave_title="Keine Briefe mehr?",
    leave="Jetzt kommen sie an {address}.",
    leave_button="Abmelden",
    leave_instead="Passen andere Briefe oder eine andere Sprache besser?",
    leave_settings="Link zu meinen Einstellungen schicken",
    left_title="Sie sind abgemeldet",
    left="An {address} kommen keine Briefe mehr. Einer, der gerade unterwegs ist, kann noch "
    "ankommen.",
    undo="Das war ein Versehen: wieder auf die Liste",
    returned_title="Sie stehen wieder auf der Liste",
    returned="Der nächste Brief kommt wie bisher an {address}.",
    lost_title="Dieser Link führt nirgendwohin",
    lost="Er ist zu alt, oder ein Teil davon fehlt. Öffnen Sie ihn noch einmal aus der E-Mail. Ein "
    "Link zum Bestätigen gilt sieben Tage; danach melden Sie sich bitte neu an.",
    busy_title="Zu viel auf einmal",
    busy="Jemand in Ihrem Netz, oder viele Leute zur gleichen Zeit, haben dieses Formular gerade "
    "sehr oft benutzt. Bitte versuchen Sie es nach {time} Uhr noch einmal.",
    stranger_title="Dieses Formular kam von woanders",
    stranger="Zu Ihrer Sicherheit nehmen wir Formulare nur von unseren eigenen Seiten an. Bitte "
    "benutzen Sie dieses:",
    wrong_title="Das hat nicht geklappt",
    wrong="Was hier ankam, ist nicht zu verstehen. Bitte gehen Sie zum Formular zurück und "
    "versuchen Sie es noch einmal.",
    closed_title="Gerade nicht",
    closed="Bei uns stimmt etwas nicht. Bitte versuchen Sie es in ein paar Minuten noch einmal; es "
    "wurde nichts geändert.",
    mail_confirm_subject="Bitte bestätigen: Briefe von {newsletter}",
    mail_confirm="Jemand, hoffentlich Sie selbst, hat für diese Adresse Briefe von {newsletter} "
    "bestellt:",
    mail_confirm_how="Wenn Sie sie haben möchten, drücken Sie hier, und noch einmal auf der Seite, "
    "die sich öffnet:",
    mail_confirm_button="Ich möchte diese Briefe",
    mail_confirm_until="Der Link gilt sieben Tage. Wenn das nicht Sie waren, tun Sie nichts: Es "
    "kommt kein Brief, und Ihre Adresse wird vergessen.",
    mail_settings_subject="Ihre Briefe von {newsletter}",
    mail_settings="Jemand, hoffentlich Sie selbst, hat das Formular für Briefe von {newsletter} "
    "mit dieser Adresse benutzt. Wir kennen sie schon. Hier wählen Sie, welche Briefe kommen, oder "
    "melden sich ab:",
    mail_settings_button="Meine Einstellungen",
    mail_settings_secret="Geben Sie den Link nicht weiter: Wer ihn hat, braucht kein Passwort. "
    "Wenn das nicht Sie waren, tun Sie nichts: Alles bleibt, wie es ist.",
    mail_sign="{newsletter}, {school}",
)
