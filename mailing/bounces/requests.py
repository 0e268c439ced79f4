"""A mail that asks to be taken off the list, in the plain words of many languages. Pure."""

from __future__ import annotations

import re
import unicodedata

from mailing.bounces.opened import Opened

WORDS = {
    "en": ("unsubscribe", "unsubscribe me", "stop", "stop it", "remove", "remove me", "opt out"),
    "de": ("abmelden", "abbestellen", "abmeldung", "austragen", "bitte abmelden"),
    "es": ("darse de baja", "darme de baja", "dar de baja", "baja", "cancelar suscripcion"),
    "fr": ("desabonner", "se desabonner", "me desabonner", "desinscription", "desinscrire"),
    "pt": ("cancelar inscricao", "cancelar assinatura", "descadastrar", "remover"),
    "it": ("cancellami", "disiscrivimi", "cancella iscrizione", "annulla iscrizione"),
    "nl": ("afmelden", "uitschrijven"),
    "pl": ("wypisz", "wypisz mnie", "rezygnuje"),
    "tr": ("abonelikten cik", "abonelikten cikmak istiyorum"),
    "ht": ("dezabone", "dezabonnen"),
    "vi": ("huy dang ky",),
    "ru": ("отписаться", "отписать", "отпишите меня"),
    "uk": ("відписатися", "відписати"),
    "ar": ("الغاء الاشتراك", "إلغاء الاشتراك"),
    "zh": ("退订", "取消订阅", "退訂", "取消訂閱"),
    "ko": ("수신거부", "구독 취소"),
    "ja": ("配信停止", "購読解除"),
}
"""Each as :func:`_plain` leaves it, or as it is written."""

_AROUND = re.compile(
    r"^(please|pls|bitte|por favor|s il vous plait|hello|hi|hola|hallo)\s+"
    r"|\s+(please|pls|bitte|por favor|thanks|thank you|danke|gracias|merci)$"
    r"|\s+(me )?(from|off|of) (this|the|your|all)( mailing)?"
    r" (list|newsletter|letter|mails?|emails?)s?$"
    r"|\s+me$"
)
_REPLY = re.compile(r"(?i)^\s*((re|aw|fwd?|wg|sv|rv|antw)\s*(\[\d+\])?\s*:\s*)+")
_QUOTED = (">", "|", "--", "__", "On ", "Am ", "El ", "Le ", "From:", "Von:", "De:")
_LONGEST = 120
_WHOLE = str.maketrans("ıđłø", "idlo")  # letters that are no letter with an accent


def is_request(mail: Opened) -> bool:
    """True where its subject, or the first line that its writer wrote, says just that."""
    return says_stop(_REPLY.sub("", mail.header("subject"))) or says_stop(_first_line(mail.text))


def says_stop(line: str) -> bool:
    """True for ``Please unsubscribe me.`` and not for ``How do I unsubscribe?``."""
    if len(line) > _LONGEST or line.rstrip().endswith("?"):
        return False
    words = _plain(line)
    while words:
        if words in _KNOWN:
            return True
        less = _AROUND.sub("", words).strip()
        if less == words:
            return False
        words = less
    return False


def _first_line(text: str) -> str:
    for line in text.splitlines():
        if line.strip():
            return "" if line.strip().startswith(_QUOTED) else line
    return ""


def _plain(line: str) -> str:
    """Small letters without accents and signs, one space between words."""
    text = unicodedata.normalize("NFKD", line.casefold().translate(_WHOLE))
    letters = "".join(one for one in text if not unicodedata.combining(one))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


_KNOWN = {_plain(word) for words in WORDS.values() for word in words}
