"""Send by itself what is due: for cron and systemd timers. One line a run, and an exit code.

0: nothing is due, or it is sent, or it waits for its turn. 1: somebody is needed, and the line says
for what.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime

from filelock import FileLock, Timeout

from commands import stopping
from commands.errors import CoachError
from commands.mailing.clock import clock_words
from commands.mailing.letters import Seal, seal_sent
from commands.mailing.report import IF_JUMPED, moment, say
from commands.mailing.sending import sending_options
from commands.mailing.settings import database, post, told
from commands.mailing.withdrawn import leave_out_withdrawn
from commands.school import School
from commands.terminal import counted
from commands.withdrawals import Watch
from mailing.addresses import mask_addresses
from mailing.clock import SteadyClock
from mailing.delivery.post_office import PostOffice
from mailing.errors import MailingError
from mailing.outbox import read_closed, read_letters
from mailing.schedule import MOST_LATE, Plan, plan_due
from mailing.store.begun import read_begun, read_handed_over
from mailing.store.database import Database
from mailing.store.report import read_report
from mailing.store.withdrawing import find_withdrawn, shown_words
from plugins.newsletter.outbox import OUTBOX

LOCK = "due.lock"
_TYPE = "python3 tasks.py"


def due(
    school: School,
    *,
    hours: int,
    yes: bool,
    wait: bool,
    seal: Seal,
    clock: Callable[[], float] | None = None,
) -> None:
    """Begin what is due, go on with what was begun; without ``yes`` only say what that would be.

    ``seal`` is called with each issue once all of it is out; after a rehearsal it is not.
    """
    if not 1 <= hours <= MOST_LATE:
        raise CoachError(f"--most-late takes a number of hours from 1 to {MOST_LATE}.")
    now = clock or SteadyClock()
    settings = post()  # a mistake in them is told at once, and not in the night when it is due
    frozen_by = None if settings.is_rehearsal else seal
    with database() as data, told():
        try:
            with FileLock(data.folder / LOCK, timeout=0, mode=0o600):
                run = _Run(school, data, settings.office(data, now), now, frozen_by)
                run.go(hours, yes=yes, wait=wait)
        except Timeout:
            say(_line(school, now(), ["another newsletter.due is at work."]))
            sys.exit(0)
    say(_line(school, now(), run.words))
    sys.exit(1 if run.needs_somebody else 0)


class _Run:
    """One run: what it did, in words, and whether somebody is needed."""

    def __init__(
        self,
        school: School,
        data: Database,
        office: PostOffice,
        clock: Callable[[], float],
        seal: Seal | None,
    ) -> None:
        self.words: list[str] = []
        self.needs_somebody = False
        self._school, self._data, self._office, self._clock = school, data, office, clock
        self._seal = seal
        self._learn = Watch(school, data)

    def go(self, hours: int, *, yes: bool, wait: bool) -> None:
        """Everything, in the order of the weeks."""
        for words in clock_words(self._school, self._data, self._clock()):
            self._need(words)
        if self.needs_somebody:
            return
        if cut_off := self._office.recover():
            self._need(
                f"{counted(cut_off, 'message')} may have gone out or not when a sender was cut "
                f"off. See: {_TYPE} newsletter.status all"
            )
        self._learn()
        outbox = self._school.work / OUTBOX
        closed, handed = read_closed(outbox), read_handed_over(self._data)
        begun = read_begun(self._data)
        plan = plan_due(
            {issue: one.at for issue, one in closed.items()},
            begun,
            [issue for issue, one in closed.items() if one.letters <= handed],
            self._clock(),
            hours,
            [
                name
                for name, one in begun.items()
                if name in closed and not closed[name].letters <= one.letters | handed
            ],
        )
        self._tell(plan, hours)
        if not yes:
            for issue in sorted({*plan.begin, *plan.resume}):
                self.words.append(f"{issue} would be sent; add --yes.")
            return
        ready = {*plan.resume}
        # All of them are begun before any is sent: one that has to wait is not late for that.
        for issue in plan.begin:
            try:
                letters = read_letters(outbox, issue)
                if shown := find_withdrawn(self._data, letters):
                    raise MailingError(shown_words(shown))
                self._office.queue(issue, letters)
                ready.add(issue)
            except MailingError as error:
                self._need(f"{issue} was not begun. {error}")
        for issue in sorted(ready):
            if not self._send(issue, wait=wait):
                break  # a wrong password said for each issue locks the account

    def _tell(self, plan: Plan, hours: int) -> None:
        if plan.ahead:
            self._need(
                f"nothing was sent: by the clock of this computer {plan.ahead}, which is in the "
                "outbox, is more than a month ahead. Put the clock right."
            )
        for issue in plan.late:
            self._need(
                f"{issue} is more than {_hours(hours)} late and was not begun for everybody. "
                f"Send it all the same: {_TYPE} newsletter.send {issue}"
            )
        for issue in plan.stuck:
            self._need(
                f"{issue} was begun, and nothing of it was sent for more than a day. "
                f"Go on: {_TYPE} newsletter.resume {issue}"
            )
        if not (self.words or plan.begin or plan.resume):
            then = f" The next issue: {moment(self._school, plan.next)}." if plan.next else ""
            self.words.append(f"nothing is due.{then}")

    def _send(self, issue: str, *, wait: bool) -> bool:
        """False where no account can send any more before somebody has put it right."""
        try:
            if told := leave_out_withdrawn(self._school, self._office, issue):
                self.words.append(told)
        except CoachError as error:
            self._need(str(error))
            return True
        before = read_report(self._data, issue).states
        try:
            ended = self._office.run(issue, "", sending_options(wait=wait, learn=self._learn))
        except stopping.Stopped as stop:
            stop.outcome = f"Nothing is lost; the next run goes on with {issue}."
            raise
        states = read_report(self._data, issue).states
        words = [f"{states['sent'] - before['sent']:,} sent"]
        for state, name in (
            ("queued", "still to be sent"),
            ("failed", "failed"),
            ("uncertain", "uncertain"),
        ):
            if states[state]:
                words.append(f"{states[state]:,} {name}")
        told = f"{issue}: {', '.join(words)}."
        if ended.until:
            told += f" It goes on from {moment(self._school, ended.until)}."
        elif ended.how == "jumped":
            told += f" Stopped, with a question: {ended.why} {IF_JUMPED}."
        elif ended.how != "done":
            told += f" {ended.how.capitalize()}: {mask_addresses(ended.why)}."
        for name, how, why in ended.notes:
            told += f" The account {name} {how}: {mask_addresses(why)}."
        more = any(states[one] > before[one] for one in ("failed", "uncertain"))
        if more:
            told += f" See: {_TYPE} newsletter.status {issue}"
        if self._seal and ended.how == "done":
            told = " ".join((told, *seal_sent(self._school, self._data, issue, self._seal)))
        if more or not (ended.well or ended.how == "paused"):
            self._need(told)
        else:
            self.words.append(told)
        return ended.how not in ("stopped", "jumped")

    def _need(self, words: str) -> None:
        self.needs_somebody = True
        self.words.append(words)


def _line(school: School, at: float, words: list[str]) -> str:
    zone = school.run("preview").zone
    when = datetime.fromtimestamp(at, UTC).astimezone(zone)
    return f"{when:%Y-%m-%d %H:%M} {' '.join(words)}"


def _hours(count: int) -> str:
    return "an hour" if count == 1 else f"{count} hours"
