"""A mail to look at: it counts for the provider, and for nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailing.addresses import parse_address
from mailing.delivery.post_office import Options
from mailing.quota import DAY, Limits, Window
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import (
    START,
    Clock,
    letter,
    office,
    queued,
    recipients,
)

pytestmark = pytest.mark.usefixtures("databases")
WEEK = "2026-W47"


def test_a_test_mail_counts_from_when_the_answer_came(tmp_path: Path) -> None:
    """As any other does: the provider knows no difference."""
    clock = Clock()

    def slow(_: Envelope) -> Verdict:
        clock.now += 600
        return Verdict(Kind.SENT)

    limits = Limits("ours", (Window(DAY, 1),))
    post = queued(tmp_path, 1, MemoryTransport(slow), clock, limits)
    post.send_test(letter(), parse_address("coach@school.example"))

    assert post.run(WEEK, "", Options(clock.sleep)).until == START + 600 + DAY + 1


def test_a_test_mail_counts_for_the_provider_alone(tmp_path: Path) -> None:
    """One message, no row in the ledger; beyond the limit it has to wait."""
    clock, out = Clock(), MemoryTransport()
    post = office(tmp_path, out, clock, Limits("ours", (Window(DAY, 1),)))

    first = post.send_test(letter(), parse_address("coach@school.example"))
    second = post.send_test(letter(), parse_address("coach@school.example"))

    assert first == Verdict(Kind.SENT, "250 kept")
    assert not isinstance(second, Verdict)
    assert recipients(out) == ["coach@school.example"]
