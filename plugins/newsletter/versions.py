"""One text in several languages: which of its versions a letter tells. Pure.

Versions know one another by ``translations``, as Pelican leaves it on each. The site's own language
leads, then the path, so that it does not matter which of them is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from plugins.newsletter.issue import Telling


def leading(candidates: Iterable[Any], language: str) -> list[Any]:
    """``candidates`` without those that translate another one: a text is one entry, not several."""
    found = list(candidates)
    here = {id(one) for one in found}

    def leads(article: Any) -> bool:
        others = (one for one in _versions(article) if id(one) in here)
        return min(others, key=lambda one: _order(one, language)) is article

    return [one for one in found if leads(one)]


def version_in(article: Any, lang: str, language: str) -> Any:
    """``article`` as a letter in ``lang`` tells it: in that language if there is a public version.

    Else in ``language``, the site's.
    """
    public = [one for one in _versions(article) if one.status == "published"] or [article]
    return min(public, key=lambda one: (one.lang.lower() != lang.lower(), _order(one, language)))


def in_versions(tellings: Iterable[Telling], lang: str, language: str) -> list[Telling]:
    """The tellings of another letter of the week for one in ``lang``.

    A blurb is in the language of the version that it was written for, and stays with it.
    """
    found = []
    for one in tellings:
        version = version_in(one.article, lang, language)
        blurb = one.blurb if version is one.article else ""
        found.append(replace(one, article=version, blurb=blurb))
    return found


def _versions(article: Any) -> list[Any]:
    return [article, *(getattr(article, "translations", None) or ())]


def _order(article: Any, language: str) -> tuple[bool, str]:
    return (article.lang.lower() != language.lower(), str(article.relative_source_path))
