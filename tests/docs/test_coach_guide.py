"""The coach's guide names every key, word and service that the code knows, and no other."""

from __future__ import annotations

import re

import pytest

from plugins.common.moments import Week
from plugins.common.problems import ProblemLog
from plugins.content.embeds import PROVIDERS
from plugins.content.kinds import KINDS, FrontMatter
from plugins.content.vocabulary import GROUPS
from plugins.media.captions import NAME
from plugins.media.entries import READERS
from plugins.media.playing.refusals import _REASONS as REFUSED
from plugins.media.playing.tracks import read_track
from plugins.media.sheets import SheetReader
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.summary import tell_week
from tests.docs.guides import COACH, blocks_in, first_code, section_of, tables_in

GUIDE = COACH.read_text("utf-8")


def rows_of(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading; none where it has no table."""
    tables = tables_in(section_of(GUIDE, heading))
    return tables[0] if tables else []


@pytest.mark.parametrize("kind", ["Every kind", *KINDS])
def test_every_key_of_every_kind_is_explained(kind: str) -> None:
    """In the order of the model, in the words that ``new`` writes, with what is needed."""
    common = FrontMatter.model_fields
    if kind == "Every kind":
        fields = common
    else:
        fields = {
            name: field for name, field in KINDS[kind].model_fields.items() if name not in common
        }

    told = [
        (first_code(key), needed.startswith("yes"), meaning)
        for key, needed, meaning in rows_of(kind.capitalize())
    ]

    assert told == [
        (name, field.is_required(), field.description) for name, field in fields.items()
    ]


def test_every_kind_has_its_folder_explained() -> None:
    """The table of folders is that of the code."""
    assert [first_code(row[0]) for row in rows_of("The kinds and their front matter")] == [*KINDS]


def test_every_key_of_media_yaml_is_explained() -> None:
    """What may stand in ``media.yaml``."""
    rows = rows_of("What you know about a photo: media.yaml")
    assert {first_code(row[0]) for row in rows} == set(READERS)


def test_every_service_that_may_be_framed_is_named() -> None:
    """Whoever reads the guide knows which links become a card."""
    told = section_of(GUIDE, "Films and slides")
    assert [one.name for one in PROVIDERS if one.name not in told] == []


def test_every_list_of_the_vocabulary_is_named() -> None:
    """Grades, subjects and so on."""
    told = section_of(GUIDE, "Your school's own words")
    assert [name for name in GROUPS if name not in told] == []


def test_the_summary_reads_as_the_guide_says() -> None:
    """The line about the newsletter is the one that the build prints."""
    line = tell_week(Week(2026, 48), 2, 0, has_file=False, tag="newsletter")
    assert f"Newsletter: {line}\n" in GUIDE


def test_the_examples_of_media_yaml_are_read_without_a_problem() -> None:
    """Each photo in them taken for one that is there."""
    sheets = [one.code for one in blocks_in(GUIDE) if one.code.startswith("photos:\n")]
    assert len(sheets) > 3
    for sheet in sheets:
        problems = ProblemLog()
        said = SheetReader(NAME, problems).read(
            sheet, re.findall(r"^  ([\w-]+\.\w+):", sheet, re.MULTILINE)
        )
        assert [*problems] == []
        assert said.photos


def test_the_captions_of_the_guide_are_read_without_a_flaw() -> None:
    """Whoever types them off has two captions."""
    (block,) = [one for one in blocks_in(GUIDE) if one.code.startswith("WEBVTT")]
    text, flaws = read_track(block.code, 10)
    assert flaws == []
    assert text.count("-->") == 2


def test_every_sort_of_clip_and_recording_is_named() -> None:
    """The list is the one that a refusal gives."""
    told = section_of(GUIDE, "Clips and recordings")
    refused = REFUSED["recording-format"][0]
    for name in re.findall(r"\b[A-Z][A-Za-z0-9]*[A-Z0-9]\b", refused):
        assert name in told


def test_the_letters_audiences_are_those_of_the_guide() -> None:
    """One letter for each, in the order of the settings."""
    assert f"`audience: [{', '.join(NewsletterSettings().audiences)}]`" in GUIDE
