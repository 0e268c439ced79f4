"""The tasks that send the newsletter: all of it, the rest of it, or a letter to look at."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import NoReturn

from commands import stopping
from commands.errors import CoachError
from commands.mailing.clock import goes_on, warn_of_clock
from commands.mailing.letters import (
    Seal,
    chosen_of,
    letters_of,
    seal_sent,
    tell_letters,
    week_of,
    why_nobody,
)
from commands.mailing.report import (
    moment,
    print_end,
    print_forecast,
    print_handed,
    print_report,
    say,
)
from commands.mailing.settings import database, post, told
from commands.mailing.withdrawn import leave_out_withdrawn
from commands.school import School
from commands.terminal import agreed, counted, err, progress_display
from commands.withdrawals import Watch
from mailing.addresses import AddressError, mask_addresses, parse_address
from mailing.clock import SteadyClock
from mailing.delivery.line import Ended
from mailing.delivery.post_office import Options, PostOffice
from mailing.quota import DAY
from mailing.store.account import Wait
from mailing.store.begun import read_begun
from mailing.store.database import Database
from mailing.store.handovers import tell_handed
from mailing.store.report import read_report
from mailing.store.withdrawing import find_withdrawn, shown_words
from mailing.transport import Kind

_FOREVER = 10.0 * DAY
_WORTH_A_WORD = 90.0
"""Seconds; a limit a minute makes a run pause all the time."""


def send(
    school: School,
    issue: str,
    audience: str,
    seal: Seal,
    *,
    dry: bool,
    yes: bool,
    wait: bool,
    clock: Callable[[], float] | None = None,
    again: bool = False,
) -> None:
    """Queue an issue for whoever has none yet, ask, and send; exit code 1 if not all is well.

    Here and below, ``seal`` is called once all of it is out; after a rehearsal it is not. ``clock``
    is the computer's where none is given. With ``again`` a login that was refused before is tried
    once more.
    """
    issue = week_of(issue)
    with told():
        letters = letters_of(school, issue)
        chosen = chosen_of(letters, issue, audience)
    with _opened(school, seal, clock or SteadyClock(), again=again) as run:
        office = run.office
        handed = tell_handed(run.data, issue)
        print_handed(handed)
        waiting = office.ledger.waiting(issue, letters, audience)
        tell_letters(school, issue, chosen)
        print_forecast(school, office, waiting)
        if changed := office.ledger.changed(issue, letters):
            say(f"Queued before in another wording, which is sent: {', '.join(changed)}.")
        if not waiting:
            say(why_nobody(run.data, issue, chosen))
            if issue in read_begun(run.data) and not (dry or handed):
                run.freeze(issue)
            return
        if dry or not (yes or _agreed(waiting, issue)):
            say("Nothing was sent.")
            return
        run.leave_out_withdrawn(issue)
        if shown := find_withdrawn(run.data, chosen):
            raise CoachError(shown_words(shown))
        office.queue(issue, letters, audience)
        run.go(issue, audience, waiting, wait=wait)


def send_test(
    school: School, issue: str, audience: str, to: str, *, dry: bool = False, again: bool = False
) -> None:
    """Send each letter of an issue to one address, to look at. Nobody else gets anything."""
    if dry:
        raise CoachError("--test sends a mail, and --dry-run sends none: type one of them.")
    issue = week_of(issue)
    with told():
        letters = chosen_of(letters_of(school, issue), issue, audience)
        try:
            address = parse_address(to)
        except AddressError as error:
            raise CoachError(f"--test: {error}") from None
    settings = post()
    with database() as data, told():
        Watch(school, data).learn()
        office = settings.office(data, SteadyClock(), again=again)
        # By each account: what is wrong with one of them is better known before than after.
        for number, letter in product(range(len(settings.accounts)), letters):
            verdict = office.send_test(letter, address, number)
            if isinstance(verdict, Wait):
                raise CoachError(f"{verdict.why} Next at {moment(school, verdict.until)}.")
            if verdict.kind is not Kind.SENT:
                raise CoachError(f"{letter.name} was not sent: {mask_addresses(verdict.reply)}")
            say(f"{letter.name} is on its way to {address}.")


def resume(
    school: School,
    issue: str,
    audience: str,
    seal: Seal,
    *,
    wait: bool,
    clock: Callable[[], float] | None = None,
    again: bool = False,
) -> None:
    """Go on with an issue that was begun; nobody is added."""
    issue = week_of(issue)
    with _opened(school, seal, clock or SteadyClock(), again=again) as run:
        waiting = read_report(run.data, issue).states["queued"]
        run.leave_out_withdrawn(issue)
        run.go(issue, audience, waiting, wait=wait)


def sending_options(
    *,
    wait: bool,
    told_of: Callable[[Kind], object] = str,
    waits: Callable[[Wait], object] = str,
    learn: Callable[[], bool] = bool,
) -> Options:
    """How the tasks send: in real time, and no message is cut in two by a request to stop."""
    patience = _FOREVER if wait else 900.0
    return Options(time.sleep, patience, stopping.held, told_of, waits, learn)


def _agreed(waiting: int, issue: str) -> bool:
    question = f"Send {counted(waiting, 'message')} of {issue} now?"
    return agreed(question, "Add --yes to send without a question.")


def _tell_pause(school: School, pause: Wait) -> None:
    if pause.until - time.time() < _WORTH_A_WORD:
        return
    err.print(  # where the progress bar is, which makes room for it
        f"{mask_addresses(pause.why)} It goes on {moment(school, pause.until)}. "
        "Ctrl-C ends it; nothing is lost.",
        markup=False,
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """One run, ready to send. ``seal`` is None for a rehearsal."""

    school: School
    data: Database
    office: PostOffice
    clock: Callable[[], float]
    seal: Seal | None

    def go(self, issue: str, audience: str, waiting: int, *, wait: bool) -> NoReturn:
        """Send what is queued, tell what became of it, and exit."""
        school = self.school
        try:
            ended = self._send(issue, audience, waiting, wait=wait)
            while ended.how == "jumped" and self._goes_on(ended.why):
                waiting = read_report(self.data, issue).states["queued"]
                ended = self._send(issue, audience, waiting, wait=wait)
        except stopping.Stopped as stop:
            stop.outcome = (
                f"Nothing is lost. Go on with: python3 tasks.py newsletter.resume {issue}"
            )
            raise
        report = read_report(self.data, issue)
        print_report(school, report)
        print_end(school, ended, issue)
        if ended.how == "done":
            self.freeze(issue)
        sys.exit(0 if ended.well and not report.states["failed"] else 1)

    def _send(self, issue: str, audience: str, waiting: int, *, wait: bool) -> Ended:
        with progress_display("sending", waiting) as advance:
            options = sending_options(
                wait=wait,
                told_of=lambda kind: advance(kind in (Kind.SENT, Kind.REFUSED, Kind.UNCERTAIN)),
                waits=lambda pause: _tell_pause(self.school, pause),
                learn=Watch(self.school, self.data),
            )
            return self.office.run(issue, audience, options)

    def _goes_on(self, why: str) -> bool:
        """True where somebody says that the clock, which jumped, is right now."""
        clock = self.clock
        return isinstance(clock, SteadyClock) and goes_on(self.school, self.data, clock, why)

    def leave_out_withdrawn(self, issue: str) -> None:
        """What was begun with a photo that was taken back goes out without it, or not at all."""
        if told_of := leave_out_withdrawn(self.school, self.office, issue):
            say(told_of)

    def freeze(self, issue: str) -> None:
        """Seal the issue, if all of it is out and this is no rehearsal."""
        for sentence in seal_sent(self.school, self.data, issue, self.seal) if self.seal else ():
            say(sentence)


@contextmanager
def _opened(
    school: School, seal: Seal, clock: Callable[[], float], *, again: bool
) -> Iterator[_Run]:
    settings = post()
    with database() as data, told():
        office = settings.office(data, clock, again=again)
        office.recover()
        warn_of_clock(school, data, clock())
        Watch(school, data).learn()
        yield _Run(school, data, office, clock, None if settings.is_rehearsal else seal)
