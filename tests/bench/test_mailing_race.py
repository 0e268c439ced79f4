"""The race of the mailing: the server counts right, and the table says what was measured."""

from __future__ import annotations

import smtplib
from pathlib import Path

import pytest

from bench.common.timing import RunFailedError
from bench.mailing import race
from bench.mailing.letter import make_letter
from bench.mailing.race import Outcome, run, sink
from bench.mailing.report import HEADER, middle, rows
from mailing.outbox import UNSUBSCRIBE

pytestmark = pytest.mark.slow

OUTCOME = Outcome(
    messages=1000,
    wall=2.0,
    cpu=1.0,
    server_cpu=0.5,
    bookkeeping=0.8,
    bookkeeping_cpu=0.4,
    rendering=0.1,
    peak=80_000_000,
    prepared=1.0,
)


def test_the_sink_counts_messages_and_readers() -> None:
    """A message in one piece or in many, a dot alone in it, the same reader twice."""
    with sink() as (port, taken):
        with smtplib.SMTP("127.0.0.1", port) as smtp:
            for to in ("a@b.example", "c@b.example", "c@b.example"):
                smtp.sendmail(
                    "n@b.example", [to], b"Subject: x\r\n\r\n.\r\n" + b"long\r\n" * 50_000
                )
        assert taken == []

    assert taken == [3, 2]


@pytest.mark.parametrize("program", ["send", "floor", "merge"])
def test_every_program_reaches_everybody(tmp_path: Path, program: str) -> None:
    """Once; and its time is told, that of bookkeeping where there is any."""
    url = f"sqlite:///{tmp_path}/mailing.sqlite3" if program == "send" else ""

    outcome = run(program, 20, url, tmp_path)

    assert outcome.messages == 20
    assert 0 < outcome.rendering < outcome.wall
    assert (0 < outcome.bookkeeping < outcome.wall) is (program == "send")


def test_a_program_that_leaves_somebody_out_has_no_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However fast it was."""
    monkeypatch.setattr(race, "_expected", lambda messages: [messages + 1, messages + 1])

    with pytest.raises(RunFailedError, match="instead of"):
        run("floor", 3, "", tmp_path)


def test_the_letter_is_a_long_one_with_a_place_for_the_link() -> None:
    """About what a full issue is; more would be cut off by some mail programs."""
    letter = make_letter()

    assert 50_000 < len(letter.html.encode()) < 70_000
    assert letter.html.count(UNSUBSCRIBE) == letter.text.count(UNSUBSCRIBE) == 1


def test_the_table_adds_the_database_to_the_message() -> None:
    """Milliseconds for each, shares of the time."""
    (cells,) = rows({"Hallway": OUTCOME})

    assert dict(zip(HEADER, cells, strict=True)) == {
        "Program": "Hallway",
        "Messages": "1,000",
        "Messages/s": "500",
        "CPU ms each": "1.50",
        "database's": "0.500",
        "Bookkeeping": "40%",
        "ms each": "0.800",
        "of the CPU": "60%",
        "Rendering ms": "0.100",
        "Peak MB": "80.0",
    }


def test_of_several_rounds_the_middle_one_counts() -> None:
    """By its time."""
    rounds = [Outcome(1000, wall, 1.0, 0.0, 0.1, 0.1, 0.1, 1, 0.0) for wall in (9.0, 2.0, 3.0)]

    assert middle(rounds).wall == 3.0
