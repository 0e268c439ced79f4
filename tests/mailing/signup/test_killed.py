"""M1 for the mails of the service: kill it as often as you like, nobody is lost or asked twice."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mailing.addresses import parse_address
from mailing.store.attempts import TryLimits
from mailing.store.signups import Wish
from tests.docs.guides import ROOT
from tests.mailing.builders import people
from tests.mailing.signup.service import serving, until
from tests.mailing.sink import Sink, listening

pytestmark = pytest.mark.slow

KILLS, MAILS = 12, 120


def test_a_service_that_is_killed_asks_nobody_twice(tmp_path: Path) -> None:
    """At random moments while it sends; uncertain are at most as many as there were kills."""

    def slowly(*_: object) -> None:
        time.sleep(0.01)  # so that there is mail left, however fast the computer

    with listening(Sink(on_rcpt=slowly)) as sink, serving(tmp_path, limits=TryLimits()) as service:
        service.clock.now = time.time()  # noqa: TID251 - the sender has a clock of its own
        for number, address in enumerate(people(MAILS)):
            wish = Wish(parse_address(address), ("families",), "en")
            service.signups.ask(f"198.51.100.{number % 250}", wish, service.clock())
        command = [sys.executable, "-m", "tests.mailing.signup.sender", str(tmp_path)]
        chance = random.Random(47)
        kills = 0
        while service.notices("queued", "claimed"):
            had = sink.accepted.total()
            with subprocess.Popen([*command, str(sink.port)], cwd=ROOT) as process:
                until(
                    lambda had=had: (  # type: ignore[misc]
                        sink.accepted.total() > had or not service.notices("queued", "claimed")
                    )
                )
                if kills < KILLS:
                    time.sleep(chance.uniform(0.0, 0.12))
                else:
                    until(lambda: not service.notices("queued", "claimed"), 60)
                process.kill()
                kills += 1

        sent, uncertain = service.notices("sent"), service.notices("uncertain")
        assert kills > KILLS // 2
        assert set(sink.accepted.values()) == {1}
        assert sent + uncertain == MAILS
        assert uncertain <= kills
        assert sent <= len(sink.accepted) <= MAILS
