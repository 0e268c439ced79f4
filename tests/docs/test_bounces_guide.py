"""The guide to what came back says of reports, numbers and words what the code does."""

from __future__ import annotations

import re

from commands.mailing.bounces import _FEWEST, _SHARE, IMAP, Wishes
from commands.mailing.bounces_report import _SENTENCES
from mailing.bounces.opened import LARGEST
from mailing.bounces.requests import WORDS, says_stop
from mailing.bounces.server import EXAMPLE
from mailing.bounces.severity import _HARD, judge
from mailing.store.outcomes import Rules
from tests.docs.guides import ROOT, blocks_in, code_in, section_of, tables_in

PAGE = (ROOT / "docs" / "bounces.md").read_text("utf-8")
TABLE = tables_in(section_of(PAGE, "What happens to whom"))[0]


def test_the_example_is_what_is_printed() -> None:
    """Each of its lines is one of the report's, in its order."""
    (block,) = [one for one in blocks_in(PAGE) if "mails read." in one.code]
    shown = re.findall(r"^ {2,}\d+  (.+)$", block.code, re.MULTILINE)
    assert shown == [words for words in _SENTENCES.values() if words in shown]


def test_the_statuses_are_judged_as_the_table_says() -> None:
    """Gone for good, for now, or about the sender."""
    hard, soft, ours = (re.findall(r"\b\d\.\d+\.\d+\b", row[0]) for row in TABLE[:3])
    assert set(hard) == _HARD - {"5.4.310"}
    assert {judge(one, "")[0] for one in soft} == {"soft"}
    assert ours == []
    assert {judge(one, "")[0] for one in ("5.7.1", "5.7.26", "5.6.0")} == {"blocked"}


def test_the_numbers_are_those_of_the_code() -> None:
    """In a row, within days, how old, how many at once, how much of a mail."""
    rules, wishes = Rules(), Wishes()
    assert (rules.soft, rules.days) == (wishes.soft, wishes.days) == (3, 30)
    assert "three issues in a row within 30 days" in TABLE[1][1]
    assert f"in the last {rules.oldest} days" in PAGE
    assert (_SHARE, _FEWEST) == (10, 10)
    assert LARGEST == 1_000_000
    assert len(WORDS) == 17


def test_the_words_of_the_guide_are_understood() -> None:
    """And the address and the word for a mail server are as the code has them."""
    words = code_in(TABLE[4][0])
    assert len(words) > 3
    assert [one for one in words if not says_stop(one)] == []
    assert any(EXAMPLE in one.code for one in blocks_in(PAGE))
    assert f"type `{IMAP}`" in PAGE
