"""The hand-over folder, read and checked: the letters of an issue that may be sent."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mailing.addresses import JOINERS, has_control
from mailing.errors import MailingError
from mailing.withdrawals import Photo

FORMAT = 2
EVERYBODY = "everybody"
"""The audience of the one letter of an issue that names none."""

UNSUBSCRIBE = "%%UNSUBSCRIBE_URL%%"
INDEX, HTML, TEXT = "issue.json", "message.html", "message.txt"
WITHDRAWN = "withdrawn.json"
"""The file beside the issues that names photos which families took back."""
CLIPPED = 100_000
"""Bytes of encoded HTML above which Gmail cuts the end off, the way to unsubscribe with it."""

_LONGEST = 64
"""Signs of an edition or an audience."""

_WEEK = re.compile(r"\d{4}-W\d{2}")
_PUBLISH = "Publish the site anew: python3 tasks.py publish --url https://your.site"


@dataclass(frozen=True, slots=True)
class Letter:
    """One issue in one language for one audience. ``digest`` is of all that readers get.

    ``edition`` is the folder (``2026-W47-es``), ``site`` the host of the website, ``photos`` what
    it shows or links to; a letter of an older Hallway does not tell them.
    """

    edition: str
    audience: str
    lang: str
    subject: str
    html: str
    text: str
    site: str
    digest: str
    photos: tuple[Photo, ...] = ()

    @property
    def name(self) -> str:
        """``2026-W47/families``."""
        return f"{self.edition}/{self.audience}"


@dataclass(frozen=True, slots=True)
class Closed:
    """A published issue: when it closed, in seconds since 1970, and the names of its letters."""

    at: float
    letters: frozenset[str]


def read_letters(outbox: Path, issue: str) -> list[Letter]:
    """All letters of ``issue`` (``2026-W47``), the site's own language first, by audience.

    Raises :class:`MailingError` where there is none, or one that is not complete or not to be sent.
    """
    if not _WEEK.fullmatch(issue):
        raise MailingError(f'"{issue}" is no issue. Name its week, like 2026-W47.')
    editions = sorted(
        one.name
        for one in (outbox.iterdir() if outbox.is_dir() else ())
        if one.is_dir() and (one.name == issue or one.name.startswith(f"{issue}-"))
    )
    letters = [
        _read_letter(folder, edition)
        for edition in editions
        for folder in sorted((outbox / edition).iterdir())
        if (folder / INDEX).is_file()
    ]
    if not letters:
        raise MailingError(f"There is no letter of {issue} in {outbox}. {_PUBLISH}")
    return letters


def read_closed(outbox: Path) -> dict[str, Closed]:
    """The published issues in ``outbox``, by their week; nothing of them is checked.

    What cannot be read, or says no moment, is not there.
    """
    found: dict[str, Closed] = {}
    for index in outbox.glob(f"*/*/{INDEX}"):
        folder = index.parent
        week = folder.parent.name[:8]
        try:
            facts = json.loads(index.read_bytes())
            if facts["mode"] != "publish" or facts["status"] != "published":
                continue
            moment = datetime.fromisoformat(facts["cutoff"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if _WEEK.fullmatch(week) and moment.tzinfo is not None:
            known = found.get(week, Closed(0.0, frozenset()))
            name = f"{folder.parent.name}/{folder.name}"
            found[week] = Closed(max(known.at, moment.timestamp()), known.letters | {name})
    return found


def photos_noted(index: Path) -> list[Photo]:
    """What a letter shows by its ``index``, complete or not; nothing where that does not tell."""
    try:
        photos = json.loads(index.read_bytes()).get("photos", ())
        return [Photo(str(one["path"]), str(one["stem"])) for one in photos]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def read_withdrawn(outbox: Path) -> frozenset[str]:
    """How the names of photos begin that families took back: no letter with one may go out.

    Raises :class:`MailingError` where that cannot be read.
    """
    file = outbox / WITHDRAWN
    try:
        names = json.loads(file.read_bytes())["photos"]
        return frozenset(str(one) for one in names if one)
    except FileNotFoundError:
        return frozenset()
    except (OSError, ValueError, KeyError, TypeError):
        raise MailingError(
            f"{file} cannot be read, and says which photos may not be mailed. Delete it, and type "
            "media.withdraw again for whom you did last."
        ) from None


def _read_letter(folder: Path, edition: str) -> Letter:
    try:
        index = json.loads((folder / INDEX).read_bytes())
        bodies = {name: (folder / name).read_bytes() for name in (HTML, TEXT)}
        _check_index(index, folder)
        for name, data in bodies.items():
            if sha256(data).hexdigest() != index["files"][name]["sha256"]:
                raise MailingError(f"{folder / name} was changed or is half written. {_PUBLISH}")
        html, text = bodies[HTML].decode(), bodies[TEXT].decode()
        subject, lang = str(index["subject"]), str(index["lang"])
        site = urlsplit(str(index["site"])).hostname or ""
        photos = tuple(Photo(str(one["path"]), str(one["stem"])) for one in index.get("photos", ()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise MailingError(f"{folder} is not complete. {_PUBLISH}") from None
    if max(len(edition), len(folder.name)) > _LONGEST:
        raise MailingError(f"The name of {folder} is too long. {_PUBLISH}")
    if has_control(subject, JOINERS) or has_control(lang):
        raise MailingError(f"The subject in {folder} holds an invisible character. {_PUBLISH}")
    for name, body in ((HTML, html), (TEXT, text)):
        if UNSUBSCRIBE not in body:
            raise MailingError(
                f"{folder / name} has no place for the link to unsubscribe. {_PUBLISH}"
            )
    told = "\0".join((subject, lang, html, text))
    digest = sha256(told.encode()).hexdigest()
    return Letter(edition, folder.name, lang, subject, html, text, site, digest, photos)


def _check_index(index: Any, folder: Path) -> None:
    version = index["format"]
    if not isinstance(version, int) or version < FORMAT:
        raise MailingError(f"{folder} was made by an older Hallway. {_PUBLISH}")
    if index["mode"] != "publish":
        raise MailingError(f"{folder} is a preview, whose links lead nowhere. {_PUBLISH}")
    if index["status"] != "published":
        raise MailingError(
            f'{folder} has the status {index["status"]}. Set "status: published" in '
            f"{index['source']} and publish the site."
        )
    if unknown := set(index["placeholders"]) - {UNSUBSCRIBE}:
        raise MailingError(
            f"{folder} has places that this Hallway cannot fill: {', '.join(sorted(unknown))}. "
            f"It was made by another version. {_PUBLISH}"
        )
    if index["files"][HTML].get("encoded", 0) > CLIPPED:
        raise MailingError(
            f"{folder} is larger than {CLIPPED:,} bytes: Gmail would cut its end off, the link "
            "to unsubscribe with it. Shorten the issue and publish the site."
        )
