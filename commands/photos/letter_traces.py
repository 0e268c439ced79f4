"""Which letters show the photos of one person: in the outboxes, and as files for mail programs."""

from __future__ import annotations

import email
import email.policy
import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from mailing.errors import MailingError
from mailing.outbox import WITHDRAWN, read_withdrawn
from plugins.common.files import remove_lasting, write_lasting
from plugins.newsletter.outbox import INDEX, MAILS, OUTBOX, PREVIEWS

_TEXTS = frozenset({".html", ".txt", ".json"})


def list_issues(letters: Iterable[Path], sent: Mapping[str, str]) -> Iterator[str]:
    """The issues of ``letters`` for publishing in words; ``sent``: when one was mailed, by file."""
    seen: set[str] = set()
    for letter in letters:
        issue = letter.parent.name
        if letter.parent.parent.name == OUTBOX and issue not in seen:
            seen.add(issue)
            subject, source = _index_of(letter)
            mailed = f"mailed on {sent[source]}" if source in sent else "not marked as mailed"
            yield f"{issue}: {subject} ({mailed})"


def find_letters(work: Path, stems: set[str]) -> Iterator[Path]:
    """The letters under the work folder that name one of ``stems``: folders, and files ``.eml``."""
    if not stems:
        return
    for outbox in (OUTBOX, PREVIEWS):
        for letter in sorted((work / outbox).glob("*/*/")):
            bodies = (one for one in letter.iterdir() if one.suffix in _TEXTS)
            if any(_tells(one.read_text("utf-8", "replace"), stems) for one in bodies):
                yield letter
    for file in sorted((work / MAILS).glob("*.eml")):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        texts = (part for part in mail.walk() if part.get_content_maintype() == "text")
        if any(_tells(str(part.get_content()), stems) for part in texts):
            yield file


def remove_letter(letter: Path) -> None:
    """Remove what :func:`find_letters` found, so that nobody sends half of it meanwhile."""
    if letter.is_file():
        remove_lasting(letter)
        return
    remove_lasting(letter / INDEX)  # without its index it is no letter any more
    shutil.rmtree(letter, ignore_errors=True)


def note_withdrawn(work: Path, stems: Collection[str]) -> None:
    """Tell whoever sends: what was begun with one of these photos must not go out with it.

    A mail that waits for its turn is no more in the outbox, so there is nothing to remove.
    """
    outbox = work / OUTBOX
    try:
        before = read_withdrawn(outbox)
    except MailingError:
        before = frozenset()
    told = json.dumps({"photos": sorted({*before, *stems})}) + "\n"
    write_lasting(outbox / WITHDRAWN, told.encode())


def _tells(text: str, stems: set[str]) -> bool:
    return any(stem in text for stem in stems)


def _index_of(letter: Path) -> tuple[str, str]:
    """Subject and source of an issue in the outbox; empty where its index is not written yet."""
    try:
        index = json.loads((letter / INDEX).read_text("utf-8"))
        return str(index["subject"]), str(index["source"])
    except (OSError, ValueError, KeyError, TypeError):
        return "unfinished", ""
