"""What became of an issue, and what a coach decides about the rest: status, retry, resolve."""

from __future__ import annotations

import time

from commands.errors import CoachError
from commands.mailing.clock import warn_of_clock
from commands.mailing.letters import Seal, week_of
from commands.mailing.report import (
    print_overview,
    print_report,
    print_uncertain,
    say,
)
from commands.mailing.sending import resume
from commands.mailing.settings import database, post, told
from commands.school import School
from commands.terminal import counted
from mailing.store.deciding import resolve, retry_failed
from mailing.store.report import read_overview, read_report


def status(school: School, issue: str) -> None:
    """Print what became of an issue, or in a line each of all of them."""
    issue = issue and week_of(issue)
    with database() as data, told():
        warn_of_clock(school, data)
        if issue:
            print_report(school, read_report(data, issue))
        else:
            print_overview(read_overview(data))


def retry(
    school: School, issue: str, seal: Seal, *, failed: bool, wait: bool, again: bool = False
) -> None:
    """Queue the failed messages of an issue again, and send them."""
    if not failed:
        raise CoachError(
            "Say what to try again: add --failed. newsletter.status tells the reasons."
        )
    issue = week_of(issue)
    post()  # before anything is changed
    with database() as data, told():
        count = retry_failed(data, issue)
    if not count:
        say(f"No message of {issue} has failed.")
        return
    say(f"{counted(count, 'message')} queued again.")
    resume(school, issue, "", seal, wait=wait, again=again)


def settle(school: School, issue: str, *, arrived: bool, again: bool, only: str) -> None:
    """List the uncertain messages of an issue, or decide about them."""
    issue = week_of(issue)
    if arrived and again:
        raise CoachError("Either --arrived or --again, not both.")
    numbers = [one for one in only.replace(",", " ").split() if one]
    if not all(one.isdecimal() for one in numbers):
        raise CoachError("--only takes the numbers that newsletter.resolve lists, like --only 3,7.")
    with database() as data, told():
        if not (arrived or again):
            print_uncertain(school, read_report(data, issue))
            return
        chosen = {int(one) for one in numbers}
        if unknown := chosen - {one.number for one in read_report(data, issue).uncertain}:
            raise CoachError(
                f"--only: no uncertain message of {issue} has the number "
                f"{', '.join(str(one) for one in sorted(unknown))}. Nothing was changed. "
                f"The list: python3 tasks.py newsletter.resolve {issue}"
            )
        count = resolve(data, issue, "again" if again else "arrived", chosen, time.time())
    decided = counted(count, "message")
    if not count:
        say(f"No message of {issue} is uncertain.")
    elif again:
        say(f"{decided} queued. Send with: python3 tasks.py newsletter.resume {issue}")
    else:
        say(f"{decided} noted as arrived.")
