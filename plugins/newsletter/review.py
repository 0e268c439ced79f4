"""A letter looked through before it is sent: sizes, links, pictures, dates. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from plugins.newsletter.limits import CLIPPED, HEAVY, encoded_size
from plugins.newsletter.message import PLACEHOLDERS
from plugins.newsletter.spelling import check_dates

SUBJECT, PREVIEW = 60, 110
"""Letters that a phone shows of a subject and of the words after it."""

Grade = Literal["good", "look", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``bad`` should not be sent, ``look`` wants a thought."""

    grade: Grade
    words: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A letter as it was handed over. ``base`` is the site's address, without a last slash."""

    subject: str
    preview: str
    html: str
    text: str
    base: str
    lang: str
    day: date


def review_letter(
    letter: Handed,
    has_file: Callable[[str], bool],
    opened: Mapping[str, Finding] | None = None,
) -> list[Finding]:
    """What there is to say about ``letter``, the worst first.

    ``has_file`` tells whether the finished site has a file at a site-relative path; ``opened``
    holds what other sites answered, by address.
    """
    soup = BeautifulSoup(letter.html, "html5lib")
    found = [
        *_sizes(letter),
        *_links(letter, soup, has_file, opened or {}),
        *_pictures(letter, soup, has_file),
        *(Finding("bad", words) for words in _dates(letter)),
    ]
    order = ("bad", "look", "good")
    return sorted(found, key=lambda one: order.index(one.grade))


def _sizes(letter: Handed) -> Iterator[Finding]:
    size = encoded_size(letter.html)
    words = f"The HTML has {size:,} bytes in a mail; Gmail cuts off what is beyond {CLIPPED:,}."
    yield Finding("bad" if size > CLIPPED else "look" if size > HEAVY else "good", words)
    yield _length("subject", letter.subject, SUBJECT)
    yield _length("preview text", letter.preview, PREVIEW)


def _length(name: str, text: str, most: int) -> Finding:
    if not text:
        return Finding("look", f"There is no {name}.")
    grade: Grade = "look" if len(text) > most else "good"
    return Finding(grade, f"The {name} has {len(text)} letters; phones show about {most}.")


def links_out(html: str, base: str) -> list[str]:
    """The addresses of other sites that a letter leads to, each once, as they stand in it."""
    soup = BeautifulSoup(html, "html5lib")
    return [
        url
        for url in _urls(soup)
        if urlsplit(url).scheme in ("http", "https") and not url.startswith(f"{base}/")
    ]


def _urls(soup: BeautifulSoup) -> list[str]:
    urls = dict.fromkeys(str(link["href"]) for link in soup.find_all("a", href=True))
    return [url for url in urls if url not in PLACEHOLDERS]


def _links(
    letter: Handed,
    soup: BeautifulSoup,
    has_file: Callable[[str], bool],
    opened: Mapping[str, Finding],
) -> Iterator[Finding]:
    urls = _urls(soup)
    outside = closed = 0
    for url in urls:
        if url not in letter.text:
            yield Finding("bad", f"{url} is not in the plain text.")
        parts = urlsplit(url)
        if url.startswith(f"{letter.base}/"):
            if not has_file(_path(url, letter.base)):
                yield Finding("bad", f"{url} leads to no page of the site.")
        elif parts.scheme in ("http", "https"):
            outside += 1
            if "." not in parts.netloc:
                yield Finding("bad", f"{url} is no address that others can open.")
            if url in opened:
                yield opened[url]
            else:
                closed += 1
    looked = f"{closed} not opened" if closed else "all opened"
    yield Finding(
        "good",
        f"{_count(len(urls), 'link')}; {outside or 'none'} of them to other sites"
        f"{f', {looked}' if outside else ''}.",
    )


def _pictures(
    letter: Handed, soup: BeautifulSoup, has_file: Callable[[str], bool]
) -> Iterator[Finding]:
    images = soup.find_all("img")
    for image in images:
        url = str(image.get("src") or "")
        if not url.startswith(f"{letter.base}/") or not has_file(_path(url, letter.base)):
            yield Finding("bad", f"The picture {url} is not on the site.")
        if not urlsplit(url).path.lower().endswith((".jpg", ".jpeg", ".png")):
            yield Finding("bad", f"The picture {url} is no JPEG or PNG.")
        if image.get("alt") is None or not image.get("width"):
            yield Finding("bad", f"The picture {url} has no words or no width.")
    yield Finding("good", f"{_count(len(images), 'picture')}.")


def _count(number: int, one: str) -> str:
    return f"1 {one}" if number == 1 else f"{number} {one}s"


def _path(url: str, base: str) -> str:
    path = unquote(urlsplit(url.removeprefix(base)).path).lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path


def _dates(letter: Handed) -> Iterator[str]:
    text = " ".join([letter.subject, letter.preview, " ".join(letter.text.split())])
    yield from dict.fromkeys(check_dates(text, letter.day, letter.lang))
