"""What stands beside the photos of a page and of a ``media.yaml``, held against the register."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from plugins.common.problems import ProblemLog
from plugins.media.captions import NAME, Caption
from plugins.media.consent.beside import (
    Beside,
    first_words,
    photos_named,
    plain_words,
    words_beside,
)
from plugins.media.consent.desk import ReleaseDesk
from plugins.media.consent.guard import NameGuard, Told
from plugins.media.consent.release import Channel

_CALLED = {
    "title": "the title",
    "summary": "the summary",
    "slug": "the address of the page",
    "save_as": "the address of the page",
    "tags": "the tags",
    "authors": "the line of authors",
    "image_alt": "its description",
    "location": "the place of the event",
    "materials": "the list of materials",
    "aliases": "an old address of the page",
    "alt": "its description",
    "caption": "its caption",
    "credit": "its credit",
    "place": "its place",
    "event": "its event",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One field of front matter: its text and its line, 0 where it comes from elsewhere."""

    name: str
    text: str
    line: int


Found = tuple[Told, Wording, str]
"""A name that may not stand there, in which words, and a photo that it stands beside."""


@dataclass(frozen=True, slots=True)
class Page:
    """A text as the reader left it. ``image`` stands for it; ``folder`` is that of a gallery.

    ``sheet``: so short that all of it stands beside each of its photos, as in a letter; ``mailed``:
    it goes out by mail as well.
    """

    path: str
    html: str
    image: str
    folder: str
    words: tuple[Wording, ...]
    sheet: bool = False
    mailed: bool = False


def check_page(page: Page, desk: ReleaseDesk, problems: ProblemLog) -> None:
    """Report each name that may not stand beside a photo of ``page``; nothing without photos."""
    guard = NameGuard(desk.register, desk.today)
    if not guard:
        return
    found = list(_on_page(page, desk, guard, "site"))
    _tell(page, found, "site", guard, problems)
    told = [(one, wording) for one, wording, _ in found]
    if page.mailed:
        more = _on_page(page, desk, guard, "newsletter")
        fresh = [one for one in more if one[:2] not in told]
        _tell(page, fresh, "newsletter", guard, problems)


def check_beside(
    photos: Iterable[str],
    wording: Wording,
    path: str,
    channels: Iterable[Channel],
    desk: ReleaseDesk,
    problems: ProblemLog,
) -> None:
    """Report each name in ``wording`` of the file ``path``, beside ``photos`` in ``channels``.

    The name of ``wording`` says where it stands, in words. A photo that is not in a channel has
    nothing beside it there.
    """
    guard = NameGuard(desk.register, desk.today)
    if not guard:
        return
    seen: set[Told] = set()
    for channel in channels:
        shown = [one for one in photos if _stands(one, channel, desk)]
        people = {one for photo in shown for one in desk.caption(photo).people or ()}
        for told in guard.names_in(wording.text, people, channel) if shown else ():
            if told not in seen:
                seen.add(told)
                name = PurePosixPath(shown[0]).name
                problem = guard.problem(told, path, wording.line, name, wording.name, channel)
                problems.extend([problem])


def check_sheets(desk: ReleaseDesk, problems: ProblemLog) -> None:
    """Report each name in ``media.yaml``, or in a file's name, of the photos that were shown."""
    guard = NameGuard(desk.register, desk.today)
    for path in desk.shown if guard else ():
        if desk.is_gone(path):
            continue
        said, place = desk.caption(path), PurePosixPath(path)
        fields = ("title", "alt", "caption", "credit", "place", "event")
        texts = [(name, getattr(said, name), said.lines.get(name, 0)) for name in fields]
        texts.append(("tags", " \n ".join(said.tags), said.lines.get("tags", 0)))
        for name, text, line in texts:
            for told in guard.names_in(text, said.people):
                where, sheet = _CALLED[name], str(place.with_name(NAME))
                problems.extend([guard.problem(told, sheet, line, place.name, where)])
        # The photo library calls its events by their folders. A name there is the name itself: it
        # is not repeated.
        for name, where in (
            (place.stem, "the name of its file"),
            (place.parent.name, "the name of its folder"),
        ):
            for told in guard.names_in(name, said.people):
                problems.extend([guard.problem(told, str(place.with_name(NAME)), 0, "", where)])


def _stands(photo: str, channel: Channel, desk: ReleaseDesk) -> bool:
    """On the site a photo without release is a problem; out of a mail it is left in silence."""
    if channel == "site":
        return not desk.is_gone(photo)
    return desk.verdict(photo, channel).released


def _tell(
    page: Page, found: Iterable[Found], channel: Channel, guard: NameGuard, problems: ProblemLog
) -> None:
    problems.extend(
        guard.problem(
            told, page.path, wording.line, PurePosixPath(photo).name, wording.name, channel
        )
        for told, wording, photo in found
    )


def _on_page(page: Page, desk: ReleaseDesk, guard: NameGuard, channel: Channel) -> Iterator[Found]:
    shown = dict.fromkeys(photos_named(page.html))
    if page.image:
        shown[page.image] = None
    if page.folder:
        shown.update(dict.fromkeys(desk.hanging_in(page.folder)))
    # Where a photo was taken back, no words stand beside it any more.
    shown = {path: None for path in shown if _stands(path, channel, desk)}
    if not shown:
        return
    everybody = {one for path in shown for one in desk.caption(path).people or ()}
    first = page.image if page.image in shown else next(iter(shown))
    for wording in page.words:
        for told in guard.names_in(wording.text, everybody, channel):
            yield told, replace(wording, name=_CALLED[wording.name]), first
    around = [] if page.folder else list(_around(page, shown, desk, guard, channel))
    yield from around
    if page.folder or page.sheet:
        where = "the text of the gallery" if page.folder else "the text of the letter"
        for told in guard.names_in(plain_words(page.html), everybody, channel):
            if told not in (one for one, _, _ in around):
                yield told, Wording(where, "", 0), first
    # What media.yaml says is looked at for the site wherever the photo is shown.
    for path in shown if channel != "site" and not page.folder else ():
        said = desk.caption(path)
        for told in guard.names_in(_drawn(said), said.people, channel):
            yield told, Wording("its caption", "", 0), path


def _around(
    page: Page, shown: Collection[str], desk: ReleaseDesk, guard: NameGuard, channel: Channel
) -> Iterator[Found]:
    """The same for the text right around each of the photos ``shown``."""
    found = list(words_beside(page.html))
    # Above its first words a page shows the photo that stands for it, if not among them.
    if page.image and not any(one.path == page.image and one.line for one in found):
        found.append(Beside(page.image, 0, first_words(page.html)))
    for beside in found:
        if beside.path in shown:
            people = desk.caption(beside.path).people
            for told in guard.names_in(beside.words, people, channel):
                yield told, Wording("the text around it", beside.words, beside.line), beside.path


def _drawn(said: Caption) -> str:
    return " \n ".join((said.alt, said.caption, said.credit))
