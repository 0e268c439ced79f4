"""A mangled report is about the reader of its letter, or about nobody."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.mailing.bounces.returned import LETTER, message_ids, sent, take
from tests.mailing.bounces.test_understanding import MANGLED
from tests.mailing.builders import database

MIA, BEN = "mia@smith.example", "ben@jones.example"
BOTH = (MIA, BEN)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(MANGLED)
def test_no_mangled_report_ends_the_subscription_of_somebody_else(
    tmp_path: Path, raw: bytes
) -> None:
    """Cut, doubled, filled with junk: it is about Mia's letter, or about nobody."""
    there = (tmp_path / "private").exists()
    data = database(tmp_path) if there else sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)
    (taken,) = take(data, raw.replace(f"<{LETTER}>".encode(), known.encode()), dry=True)

    assert taken.who in ("", "m…@s….example")
    data.close()
