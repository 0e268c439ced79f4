"""What a coach reads after an import, and about the photos that need somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path, PurePosixPath

from commands.terminal import counted, out
from plugins.media.captions import NAME, Caption
from plugins.media.importing.bringing import Brought, ImportOrder
from plugins.media.importing.kinds import Sort
from plugins.media.importing.plan import Copy
from plugins.media.importing.status import PhotoStatus
from plugins.media.playing.tracks import tracks_beside

_MOST = 5
"""Names in one line; `media.status` lists them all."""


def print_brought(brought: Brought, order: ImportOrder, content: Path) -> None:
    """What was copied, what was not and why, what is still to do."""
    place = content / brought.folder
    _say(f"{_sorts(brought.copied)} copied into {place}.", bold=True)
    if brought.plan.here:
        _say(f"{_sorts(brought.plan.here)} there already from an earlier import.")
    if not brought.findings.usable:
        _say(f"No photo was found in {order.source}.")
    _print_same(brought)
    _print_alike(brought)
    _print_left(brought)
    undated = [copy for copy in brought.copied if not copy.found.taken.by_camera]
    if undated:
        title = "without a date from the camera; the name has the date of the file"
        _list(f"{_sorts(undated)} {title}", [copy.name for copy in undated])
    _print_still_to_do(brought, place)


def print_status(found: PhotoStatus, least: int) -> None:
    """Counts first, then the names, by folder."""
    lists: Sequence[tuple[str, Sequence[str], str]] = (
        ("not reviewed", found.not_reviewed, 'nobody has written who is there ("people:")'),
        ("without alt text", found.without_alt, "nothing says what they show"),
        ("not used", found.not_used, "in no text and no gallery"),
        ("too small", found.too_small, f"the long side has fewer than {least} pixels"),
        ("not usable", [one.path for one in found.unusable], "the site cannot show them"),
    )
    played = ((found.clips, "clip"), (found.recordings, "recording"))
    shelved = [(found.photos, "photo"), *(one for one in played if one[0])]
    _say(_joined([counted(number, name) for number, name in shelved]), bold=True)
    for name, paths, meaning in lists:
        out.print(f"  {len(paths):>5}  {name:<17} {meaning}", markup=False)
    reasons = {one.path: f"  {one.message} {one.hint}" for one in found.unusable}
    for name, paths, _ in lists:
        if paths:
            _say(f"\n{name[:1].upper()}{name[1:]}", bold=True)
            for folder, names in _by_folder(paths):
                out.print(f"  {folder}", markup=False)
                for path in names:
                    reason = reasons.get(path, "") if name == "not usable" else ""
                    out.print(f"    {PurePosixPath(path).name}{reason}", markup=False)


def _print_same(brought: Brought) -> None:
    same = brought.plan.elsewhere
    if not same:
        return
    _say(f"\n{counted(len(same), 'file')} left out, being there already:")
    for one in same:
        out.print(f"  {one.path} is the same as {one.other}", markup=False)


def _print_alike(brought: Brought) -> None:
    if not brought.plan.alike:
        return
    camera = {copy.path: copy.found.path for copy in brought.plan.copies}

    def called(path: str) -> str:
        return f"{path} (was {camera[path]})" if path in camera else path

    _say("\nThese look alike. All of them are kept; delete what you do not need:")
    for group in brought.plan.alike:
        out.print(f"  {called(group.first)}", markup=False)
        for name in group.names:
            out.print(f"    {called(name)}", markup=False)


def _print_left(brought: Brought) -> None:
    found = brought.findings
    refused = sorted(found.refused, key=attrgetter("rule"))
    for _, some in groupby(refused, key=attrgetter("rule")):
        problems = list(some)
        title = f"Not copied: {problems[0].message.rstrip('.')}"
        _list(title, [one.path for one in problems])
        _say(f"  {problems[0].hint}")
    _list(
        "Not copied: they changed or vanished meanwhile. Type the same command again",
        brought.changed,
    )
    _list("Not copied: a folder that may not be opened. Check who owns it", found.closed)
    _list("Not copied: a link to another place. Copy what it leads to into the folder", found.links)
    _list("Not copied: raw files of the camera. Export them as JPEG", found.raw)
    _list(f"{counted(len(found.foreign), 'other file')} left alone", found.foreign)


def _print_still_to_do(brought: Brought, place: Path) -> None:
    if brought.sheet_problem:
        where = f", line {brought.sheet_line}" if brought.sheet_line else ""
        _say(f"\nNothing could be added to {place / NAME}{where}: {brought.sheet_problem}.")
        _say("What stands there is untouched. Put it right and type the same command again.")
    files = [(copy, brought.captions[copy.path]) for copy in (*brought.plan.here, *brought.copied)]
    alt = [copy for copy, said in files if not (said.alt or said.decorative)]
    people = [
        copy for copy, said in files if said.people is None and copy.found.sort != "recording"
    ]
    words = [copy for copy, said in files if _needs_words(copy, said, place)]
    if not (alt or people or words):
        return
    _say(f"\nStill to do in {place / NAME}:", bold=True)
    if alt:
        title = f"{_sorts(alt)} without alt text: write what each shows"
        _list(title, [copy.name for copy in alt], "  ")
    if people:
        title = f"{_sorts(people)} not reviewed: write people: none, or who is there"
        _list(title, [copy.name for copy in people] if people != alt else (), "  ")
    if words:
        title = f"{_sorts(words)} without words: a clip needs captions, a recording a transcript"
        _list(title, [copy.name for copy in words], "  ")
    _say("All of them at any time: python3 tasks.py media.status")


def _needs_words(copy: Copy, said: Caption, place: Path) -> bool:
    """A clip with sound and no captions yet, or a recording whose transcript nobody named."""
    if copy.found.sort == "recording":
        return not said.transcript
    if copy.found.sort == "photo" or not copy.found.has_sound:
        return False
    return not (said.captions or tracks_beside(copy.name, [one.name for one in place.iterdir()]))


def _sorts(copies: Iterable[Copy]) -> str:
    """``3 photos, 2 clips and 1 recording``; ``0 photos`` for nothing."""
    found = Counter(copy.found.sort for copy in copies)
    names: tuple[Sort, ...] = ("photo", "clip", "recording")
    return _joined([counted(found[name], name) for name in names if found[name]] or ["0 photos"])


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _list(title: str, names: Iterable[str], indent: str = "") -> None:
    """The title and the first few names; nothing where there is no name and no indent."""
    some = list(names)
    if not some and not indent:
        return
    _say(f"{indent}{title}{':' if some else '.'}" if indent else f"\n{title}:")
    for name in some[:_MOST]:
        out.print(f"{indent}  {name}", markup=False)
    if len(some) > _MOST:
        out.print(f"{indent}  and {len(some) - _MOST} more", markup=False)


def _by_folder(paths: Iterable[str]) -> list[tuple[str, list[str]]]:
    folders: dict[str, list[str]] = {}
    for path in paths:
        folders.setdefault(PurePosixPath(path).parent.as_posix(), []).append(path)
    return sorted(folders.items())


def _say(text: str, *, bold: bool = False) -> None:
    out.print(text, markup=False, style="bold" if bold else None)
