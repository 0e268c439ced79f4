"""The guide to sending names what the mailing reads from outside, and what it says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from commands.mailing.report import _STATES
from mailing.message import checked_signup, parse_sender, unsubscribe_url
from mailing.quota import PRESETS, limits_for
from mailing.store.database import DEFAULT_URL
from mailing.transport.url import EXAMPLE
from plugins.newsletter.feed import PATH
from tests.docs.guides import ROOT, SENDING, code_in, first_code, section_of, tables_in

GUIDE = SENDING.read_text("utf-8")
ACCOUNT = section_of(GUIDE, "The mail account")


def variables_in(folder: Path) -> set[str]:
    """Every name of a variable of the environment in the code of ``folder``."""
    words = {
        node.value
        for file in folder.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {
        word for word in words if word.startswith("HALLWAY_") and word.replace("_", "").isupper()
    }


def test_every_variable_is_explained_and_no_other() -> None:
    """What the commands and the mailing read, each in one row."""
    told = [first_code(row[0]) for row in tables_in(ACCOUNT)[0]]
    read = variables_in(ROOT / "commands") | variables_in(ROOT / "mailing")
    assert sorted(told) == sorted(read)


def test_the_examples_can_be_used_as_they_are() -> None:
    """Server, sender, sign-up, limits: the code takes each."""
    codes = code_in(ACCOUNT)
    assert EXAMPLE in codes
    (sender,) = [one for one in codes if "<" in one]
    assert parse_sender(sender).address.text in sender
    (signup,) = [one for one in codes if one == "https://news.school.example"]
    assert unsubscribe_url(checked_signup(signup), "...") in codes
    assert {*PRESETS} <= {*codes}
    (own,) = [one for one in codes if "/day" in one]
    assert limits_for(own, "mail.example").words == own.replace("/day, ", " a day and ").replace(
        "/minute", " a minute"
    )


def test_the_list_lies_where_the_guide_says() -> None:
    """The default database and the feed for services."""
    assert f"`{DEFAULT_URL.removeprefix('sqlite:///')}`" in GUIDE
    assert f"`/{PATH}`" in GUIDE


@pytest.mark.parametrize("words", [words.partition(":")[0] for words in _STATES.values()])
def test_every_state_that_a_report_prints_is_explained(words: str) -> None:
    """In the words of the report; what lasts for a moment only needs none."""
    told = [row[0] for row in tables_in(section_of(GUIDE, "When something came in between"))[0]]
    assert words in told or words == "being sent right now"
