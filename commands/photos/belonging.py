"""Whether the database of readers is that of this school: two may be on one computer.

Both have a ``media/fair/photo.jpg`` and an ``s-001``, and the settings for mailing in a window may
be those of the other one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from commands.school import School
from mailing.store.database import Database
from mailing.store.withdrawing import find_hosts
from plugins.newsletter.outbox import INDEX, OUTBOX

_MAP = "sitemap.xml"
_FIRST = re.compile(rb"<loc>([^<]+)</loc>")


def find_stranger(school: School, sites: Iterable[Path], database: Database) -> str:
    """Why ``database`` is another school's, in words; "" where it is not known to be.

    Its letters and the site of this school are compared by the address that they lead to. Ask
    before anything is removed.
    """
    ours, theirs = _hosts_of(school, sites), find_hosts(database)
    if not ours or not theirs or ours & theirs:
        return ""
    return (
        f"its letters lead to {', '.join(sorted(theirs))}, and this school is at "
        f"{', '.join(sorted(ours))}, so it is the list of another school, and nothing of it was "
        "touched"
    )


def _hosts_of(school: School, sites: Iterable[Path]) -> set[str]:
    found: set[str] = set()
    for index in (school.work / OUTBOX).glob(f"*/*/{INDEX}"):
        try:
            found.add(urlsplit(str(json.loads(index.read_bytes())["site"])).hostname or "")
        except (OSError, ValueError, KeyError, TypeError):
            continue
    for site in sites:
        try:
            first = _FIRST.search((site / _MAP).read_bytes())
        except OSError:
            continue
        if first:
            found.add(urlsplit(first[1].decode("utf-8", "replace")).hostname or "")
    return found - {""}
