"""The release desk: one judgement a photo, one problem a photo, no name in it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plugins.common.problems import ProblemLog
from plugins.media.captions import Caption
from plugins.media.consent.desk import ReleaseDesk
from plugins.media.consent.names import NameIndex, read_name
from plugins.media.consent.register import Register
from plugins.media.consent.release import Level, Release

TODAY = date(2026, 11, 23)


def desk(people: tuple[str, ...] | None, *, publishing: bool = False) -> ReleaseDesk:
    """A desk for which every photo shows ``people``; s-1 is released for the site alone."""
    releases = {
        "s-1": Release("s-1", Level.IMAGE, frozenset({"site"}), TODAY),
        "s-2": Release("s-2", withdrawn=True),
    }
    register = Register(releases, NameIndex({"s-1": read_name("Ada Lovelace")}))
    caption = Caption(name="a.jpg", people=people, lines={"": 2, "people": 4})
    return ReleaseDesk(register, lambda _: caption, TODAY, publishing, lambda _: [])


@pytest.mark.parametrize("people", [("Ada Lovelace",), ("Mia Berg",), ("lovelace",)])
def test_a_name_in_the_place_of_an_id_is_not_repeated(people: tuple[str, ...]) -> None:
    """Known to the register or not."""
    found, problems = desk(people), ProblemLog()
    verdict = found.show("media/a.jpg")
    found.report(problems)
    told = f"{found.reason(verdict)} {[one.as_dict() for one in problems]}"
    assert len(problems) == 1
    assert people[0] not in told
    assert "…" in told


def test_a_photo_shown_often_is_one_problem_at_its_first_line() -> None:
    """A use whose line is known helps more than one without; else the line in media.yaml."""
    found, problems = desk(None), ProblemLog()
    for place in (("posts/b.md", 9), ("posts/a.md", 0), ("posts/b.md", 7), None):
        found.show("media/a.jpg", place)
    found.show("media/b.jpg")
    found.report(problems)
    assert [(one.path, one.line, one.value) for one in problems] == [
        ("media/media.yaml", 4, "media/b.jpg"),
        ("posts/b.md", 7, "media/a.jpg"),
    ]


def test_what_is_only_asked_about_is_no_problem() -> None:
    """Another plugin may ask before it shows anything."""
    found, problems = desk(None), ProblemLog()
    found.verdict("media/a.jpg")
    assert found.report(problems) == {}
    assert not problems


def test_what_is_left_out_without_a_problem_is_counted() -> None:
    """Taken back, or not for this channel."""
    kept, gone, problems = desk(("s-1",)), desk(("s-2",)), ProblemLog()
    assert not kept.offer("media/a.jpg", "newsletter")
    assert kept.offer("media/a.jpg", "site")
    gone.show("media/a.jpg")
    assert kept.report(problems) == {"newsletter": 1}
    assert gone.report(problems) == {"withdrawn": 1}
    assert not problems


@pytest.mark.parametrize("publishing", [False, True])
def test_a_photo_nobody_looked_at_is_shown_in_a_preview_alone(publishing: bool) -> None:
    """So that somebody can look at it."""
    found = desk(None, publishing=publishing)
    assert found.bars(found.show("media/a.jpg")) is publishing
    assert desk(("s-9",)).bars(desk(("s-9",)).show("media/a.jpg"))
    assert not desk(()).bars(desk(()).show("media/a.jpg"))


@pytest.mark.parametrize(
    ("ends", "told"), [(0, TODAY), (30, TODAY + timedelta(days=30)), (31, None), (-1, None)]
)
def test_a_release_that_ends_soon_is_told_of(ends: int, told: date | None) -> None:
    """P1: the site stays up as it is; whoever publishes it knows until when it may."""
    day = TODAY + timedelta(days=ends)
    people = {"media/a.jpg": ("s-1", " S-3 "), "media/b.jpg": ("s-3",), "media/c.jpg": ("s-1",)}
    site = frozenset({"site"})
    releases = {
        "s-1": Release("s-1", Level.IMAGE, site, TODAY + timedelta(days=200)),
        "s-3": Release("s-3", Level.IMAGE, site, day),
    }
    found = ReleaseDesk(
        Register(releases), lambda one: Caption(people=people[one]), TODAY, True, lambda _: []
    )
    for path in people:
        found.show(path)

    assert found.ending() == ((told, 2) if told else None)
