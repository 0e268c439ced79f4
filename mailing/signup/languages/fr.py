"""French."""

from __future__ import annotations

from mailing.signup.words import Words

WORDS = Words(
    name="Français",
    skip="Aller au texte",
    site="Vers le site",
    write="Nous écrire",
    form="S’abonner aux lettres",
    title="Recevez nos lettres par courriel",
    lead="{newsletter} est la lettre d’information de {school}.",
    address="Votre adresse électronique",
    letters="Quelles lettres ?",
    language="Langue des lettres",
    trap="Laissez ce champ vide",
    send="Je m’abonne",
    kept="Nous gardons votre adresse, vos choix et la date, et rien de ce que vous lisez. Vous "
    "recevrez ensuite un message pour confirmer : d’ici là, aucune lettre n’est envoyée. Chaque "
    "lettre contient un lien pour se désabonner.",
    again="Merci de revoir ceci",
    no_address="Écrivez ici votre adresse électronique.",
    bad_address="Cette adresse n’est pas complète. Écrivez-la ainsi : mia@school.example.",
    no_letter="Choisissez-en au moins une.",
    sent_title="Regardez dans votre boîte aux lettres",
    sent="Si des lettres peuvent être envoyées à l’adresse indiquée, un message est en route. "
    "Appuyez sur le bouton qu’il contient : les lettres ne viennent qu’ensuite.",
    sent_spam="Aucun message après dix minutes ? Regardez parmi les indésirables, ou "
    "inscrivez-vous encore une fois.",
    sent_settings="Un message avec le lien vers vos préférences est en route.",
    confirm_title="Pouvons-nous vous écrire ?",
    confirm="Ces lettres ont été demandées pour {address} :",
    confirm_button="Oui, je les veux",
    confirm_stranger="Ce n’était pas vous ? Fermez cette page. Rien ne viendra, et l’adresse sera "
    "oubliée après sept jours.",
    welcome_title="Vous êtes sur la liste",
    welcome="La prochaine lettre arrivera à {address}. Chacune contient un lien pour se "
    "désabonner.",
    settings_title="Vos lettres",
    settings="Voici ce qui est envoyé à {address}.",
    save="Enregistrer",
    saved="Enregistré.",
    gone="Vous êtes désabonné : aucune lettre n’est envoyée à {address}.",
    back="Me remettre sur la liste",
    held_title="Ce que nous gardons de vous",
    held="Votre adresse, vos choix, et quelles lettres vous ont été envoyées. Pas si vous les avez "
    "ouvertes : nous ne l’apprenons jamais.",
    held_link="Télécharger le tout dans un fichier",
    delete_title="Tout supprimer",
    delete="Il ne restera qu’un code tiré de votre adresse, dans lequel personne ne peut la lire. "
    "Grâce à lui, aucune liste importée ne vous ajoutera de nouveau. Vous pouvez vous inscrire à "
    "nouveau à tout moment.",
    delete_sure="Oui, supprimez tout ce qui me concerne",
    delete_button="Supprimer",
    delete_unsure="Cochez d’abord la case, si c’est bien votre intention.",
    deleted_title="Tout est supprimé",
    deleted="Plus aucune lettre ne viendra. Une lettre en route en ce moment même peut encore "
    "arriver.",
    leave_title="Plus de lettres ?",
    leave="Elles arrivent maintenant à {address}.",
    leave_button="Me désabonner",
    leave_instead="D’autres lettres, ou une autre langue, vous conviendraient-elles mieux ?",
    leave_settings="M’envoyer le lien vers mes préférences",
    left_title="Vous êtes désabonné",
    left="Plus aucune lettre n’arrivera à {address}. Une lettre en route en ce moment même peut "
    "encore arriver.",
    undo="C’était une erreur : me remettre sur la liste",
    returned_title="Vous êtes de nouveau sur la liste",
    returned="La prochaine lettre arrivera à {address} comme avant.",
    lost_title="Ce lien ne mène nulle part",
    lost="Il est trop ancien, ou il en manque une partie. Ouvrez-le encore une fois depuis le "
    "message. Un lien de confirmation fonctionne sept jours ; ensuite, inscrivez-vous à nouveau.",
    busy_title="Trop à la fois",
    busy="Quelqu’un sur votre réseau, ou beaucoup de monde en même temps, vient d’utiliser ce "
    "formulaire très souvent. Merci de réessayer après {time}.",
    stranger_title="Ce formulaire venait d’ailleurs",
    stranger="Pour votre sécurité, nous n’acceptons que les formulaires de nos propres pages. "
    "Merci d’utiliser celui-ci :",
    wrong_title="Cela n’a pas fonctionné",
    wrong="Ce qui est arrivé ici ne se comprend pas. Merci de revenir au formulaire et de "
    "réessayer.",
    closed_title="Pas en ce moment",
    closed="Quelque chose ne va pas de notre côté. Merci de réessayer dans quelques minutes ; rien "
    "n’a été changé.",
    mail_confirm_subject="Merci de confirmer : lettres de {newsletter}",
    mail_confirm="Quelqu’un, vous-même nous l’espérons, a demandé pour cette adresse des lettres "
    "de {newsletter} :",
    mail_confirm_how="Si vous les voulez, appuyez ici, puis encore une fois sur la page qui "
    "s’ouvre :",
    mail_confirm_button="Je veux ces lettres",
    mail_confirm_until="Le lien fonctionne sept jours. Si ce n’était pas vous, ne faites rien : "
    "aucune lettre ne viendra, et votre adresse sera oubliée.",
    mail_settings_subject="Vos lettres de {newsletter}",
    mail_settings="Quelqu’un, vous-même nous l’espérons, a utilisé le formulaire des lettres de "
    "{newsletter} avec cette adresse. Nous la connaissons déjà. Ici, vous choisissez les lettres "
    "qui viennent, ou vous vous désabonnez :",
    mail_settings_button="Mes préférences",
    mail_settings_secret="Gardez ce lien pour vous : il remplace un mot de passe. Si ce n’était "
    "pas vous, ne faites rien : tout reste comme avant.",
    mail_sign="{newsletter}, {school}",
)
