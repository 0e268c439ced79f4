"""What the plugin author's guide says of the photos is what the media library offers."""

from __future__ import annotations

import inspect
import re

from plugins.media.consent.release import CHANNELS
from plugins.media.library import MediaLibrary
from tests.docs.guides import EXTENDING, code_in, first_code, section_of, tables_in

SECTION = section_of(EXTENDING.read_text("utf-8"), "How to show a photo")


def test_every_question_can_be_asked_as_it_is_written() -> None:
    """The names, and their arguments from the first one on."""
    for row in tables_in(SECTION)[0]:
        found = re.fullmatch(r"(\w+)\((.*)\)", first_code(row[0]))
        assert found, row
        (_, *taken) = inspect.signature(getattr(MediaLibrary, found[1])).parameters
        assert [*found[2].split(", ")] == taken[: found[2].count(",") + 1], row


def test_every_channel_is_named() -> None:
    """Where a photo may be published."""
    assert set(CHANNELS) <= set(code_in(SECTION))
