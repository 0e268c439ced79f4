"""The privacy guide says of the register, its levels and its marks what the code does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plugins.common.problems import ProblemLog
from plugins.media.config import MediaSettings
from plugins.media.consent.cells import parse_level
from plugins.media.consent.marks import build_badge, build_withdrawn
from plugins.media.consent.register import Register, load_register
from plugins.media.consent.release import CHANNELS, Level
from plugins.media.consent.rows import COLUMNS
from tests.docs.guides import (
    COACH,
    PRIVACY,
    blocks_in,
    code_in,
    first_code,
    prose_of,
    section_of,
    tables_in,
)

GUIDE = PRIVACY.read_text("utf-8")
REGISTER = section_of(GUIDE, "The register")


def example(folder: Path) -> tuple[Register, ProblemLog]:
    """The register that the guide shows, read as a build reads it."""
    (block,) = [one for one in blocks_in(GUIDE) if one.language == "csv"]
    file = folder / "consent.csv"
    file.write_text(block.code, "utf-8")
    problems = ProblemLog()
    return load_register(file, file.name, problems), problems


def test_every_column_is_explained() -> None:
    """In the order in which the example has them."""
    assert tuple(first_code(row[0]) for row in tables_in(REGISTER)[0]) == COLUMNS


def test_every_level_is_explained() -> None:
    """From nothing to everything, each in the word that a row takes."""
    told = [first_code(row[0]) for row in tables_in(REGISTER)[1]]
    assert [parse_level(word) for word in told] == [*Level]


def test_every_channel_is_named() -> None:
    """Where a release may hold."""
    assert set(CHANNELS) <= set(code_in(REGISTER))


def test_the_example_is_a_register_without_a_problem(tmp_path: Path) -> None:
    """Whoever types it off has three rows that count as they look."""
    register, problems = example(tmp_path)
    assert [*problems] == []
    day = date(2026, 11, 23)
    assert {one.id: one.level_on("site", day) for one in register.releases.values()} == {
        "s-017": Level.FIRST_NAME,
        "s-023": Level.IMAGE,
        "s-031": Level.NONE,
    }
    assert register.releases["s-023"].level_on("newsletter", day) is Level.NONE
    assert len(register.names.by_id) == len(register.releases)


def test_the_register_lies_where_the_guides_say() -> None:
    """The default of the setting, in both guides."""
    assert f"`{MediaSettings().consent}`" in GUIDE
    assert f"`{MediaSettings().consent}`" in COACH.read_text("utf-8")


def test_the_marks_of_a_preview_are_those_of_the_coachs_table() -> None:
    """What a coach sees on a photo can be looked up."""
    told = prose_of(COACH.read_text("utf-8"))
    assert "*Not reviewed*" in told
    assert "<strong>Not reviewed</strong>" in build_badge("", "")
    assert "*Photo left out*" in told
    assert "<strong>Photo left out</strong>" in build_withdrawn("")
