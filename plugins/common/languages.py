"""Languages by their tags: ``es``, ``es-MX``, ``zh-Hant``. Pure."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


def short_tag(tag: str) -> str:
    """``es`` for ``es-MX`` and ``es_MX``: by what tables of words know a language."""
    return tag.replace("_", "-").partition("-")[0].lower()


def locale_of(tag: str) -> Locale | None:
    """How a language writes dates and names; None for one that nobody knows."""
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


def own_name(tag: str) -> str:
    """A language as its speakers call it, ``español``; the tag for one that nobody knows."""
    locale = locale_of(tag)
    return str(locale.get_display_name() or tag) if locale else tag


def direction_of(tag: str) -> str:
    """``rtl`` for Arabic, Hebrew and their like, else ``ltr``."""
    locale = locale_of(tag)
    return str(locale.text_direction) if locale else "ltr"
