"""Which letters show the photos of one person: in the outboxes, and as files for mail programs."""

from __future__ import annotations

import email
import email.policy
import json
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from mailing.outbox import photos_noted
from plugins.common.files import remove_lasting
from plugins.newsletter.outbox import INDEX, MAILS, OUTBOX, PREVIEWS

_TEXTS = frozenset({".html", ".txt", ".json"})


class ReadyIssue(NamedTuple):
    """An issue that lies ready to be sent; ``source`` is its file in the content."""

    issue: str
    subject: str
    source: str


@dataclass(slots=True)
class LetterTraces:
    """``letters``: folders of the outboxes, and files ``.eml``; ``unread``: what was not looked
    into, and why.
    """

    letters: list[Path] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def list_issues(letters: Iterable[Path]) -> Iterator[ReadyIssue]:
    """The issues of ``letters`` for publishing, each once."""
    seen: set[str] = set()
    for letter in letters:
        issue = letter.parent.name
        if letter.parent.parent.name == OUTBOX and issue not in seen:
            seen.add(issue)
            yield ReadyIssue(issue, *_index_of(letter))


def find_letters(work: Path, stems: Collection[str], paths: Collection[str]) -> LetterTraces:
    """The letters under the work folder that name one of ``stems``, or a photo at ``paths``."""
    found = LetterTraces()
    if not stems and not paths:
        return found
    for outbox in (OUTBOX, PREVIEWS):
        for letter in sorted((work / outbox).glob("*/*/")):
            bodies = [one for one in letter.iterdir() if one.suffix in _TEXTS]
            noted = any(path in paths for path, _ in photos_noted(letter / INDEX))
            if noted or any(_tells(_read(one, found), stems) for one in bodies):
                found.letters.append(letter)
    for file in sorted((work / MAILS).glob("*.eml")):
        try:
            mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            texts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
            if any(_tells(str(part.get_content()), stems) for part in texts):
                found.letters.append(file)
        except (OSError, LookupError, ValueError) as error:
            found.unread.append(f"{file}: {error}")
    return found


def remove_letter(letter: Path) -> None:
    """Remove what :func:`find_letters` found, so that nobody sends half of it meanwhile."""
    if letter.is_file():
        remove_lasting(letter)
        return
    remove_lasting(letter / INDEX)  # without its index it is no letter any more
    shutil.rmtree(letter, ignore_errors=True)


def _tells(text: str, stems: Collection[str]) -> bool:
    return any(stem in text for stem in stems)


def _read(file: Path, found: LetterTraces) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError as error:
        found.unread.append(f"{file}: {error.strerror}")
        return ""


def _index_of(letter: Path) -> tuple[str, str]:
    """Subject and source of an issue in the outbox; empty where its index is not written yet."""
    try:
        index = json.loads((letter / INDEX).read_text("utf-8"))
        return str(index["subject"]), str(index["source"])
    except (OSError, ValueError, KeyError, TypeError):
        return "unfinished", ""
