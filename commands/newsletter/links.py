"""Links of letters to other sites, opened once each from the coach's own computer if asked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from pathlib import Path

import httpx

from plugins.newsletter.review import Finding

AT_ONCE, SECONDS = 4, 10.0
"""So many sites are asked at the same time, and waited for so long."""

_HEADERS = {"User-Agent": "Hallway (looks once whether a link of a school's newsletter works)"}
_SHUT = frozenset({401, 403, 405, 406, 418, 429, 451, 999})
"""Answers of sites that do not talk to programs, whatever they say to people."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What each address answered, as a finding. ``offline``: no site at all could be reached."""

    findings: Mapping[str, Finding]
    offline: bool = False


def open_links(places: Mapping[str, str], seconds: float = SECONDS) -> Opened:
    """Ask each address of ``places``; they tell where it is written (``newsletter/x.md:12``).

    No trouble with an address or the network raises.
    """
    if not places:
        return Opened({})
    with (
        httpx.Client(headers=_HEADERS, timeout=seconds, follow_redirects=True) as client,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        answers = dict(zip(places, pool.map(lambda url: _ask(client, url), places), strict=True))
    if all(answer is None for answer in answers.values()):
        return Opened({}, offline=True)
    missing = Finding("bad", "cannot be reached: is its name spelled right?")
    findings = {
        url: Finding((answer or missing).grade, _said(url, places[url], answer or missing))
        for url, answer in answers.items()
    }
    return Opened(findings)


def find_places(urls: Iterable[str], content: Path, paths: Iterable[str]) -> dict[str, str]:
    """Where each of ``urls`` is written in the texts ``paths``: ``posts/x.md:12``, or nowhere."""
    lines = [
        (f"{path}:{number}", line)
        for path in dict.fromkeys(paths)
        for number, line in enumerate(_read(content / path), 1)
    ]
    return {
        url: next((place for place, line in lines if url in line or escape(url) in line), "")
        for url in urls
    }


def _ask(client: httpx.Client, url: str) -> Finding | None:
    """What the site says; None where there is no way to it at all."""
    try:
        answer = client.head(url)
        if answer.status_code >= 400:
            # Many sites answer nothing but whole requests; the body is never read.
            with client.stream("GET", url) as whole:
                answer = whole
        return _judged(answer)
    except httpx.ConnectError as error:
        if "CERTIFICATE" in str(error).upper():
            return Finding("bad", "has no valid certificate; browsers warn of it.")
        return None
    except httpx.TimeoutException:
        return Finding("look", "did not answer in time. Open it yourself.")
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        return Finding("bad", f"cannot be opened ({type(error).__name__}).")


def _judged(answer: httpx.Response) -> Finding:
    code = answer.status_code
    if code in _SHUT:
        return Finding("look", f"lets no program look ({code}). Open it yourself.")
    if code >= 500:
        return Finding("look", f"is out of order just now ({code}). Try again later.")
    if code >= 400:
        return Finding("bad", f"is not there ({code}).")
    if any(step.status_code in (301, 308) for step in answer.history):
        return Finding("look", f"has moved to {answer.url}.")
    return Finding("good", "opens.")


def _said(url: str, place: str, answer: Finding) -> str:
    return f"{f'{place}: ' if place else ''}{url} {answer.words}"


def _read(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
