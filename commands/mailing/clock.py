"""When the computer's clock was wrong: say so, and put it right for the accounts."""

from __future__ import annotations

import sys
import time

from commands.errors import CoachError
from commands.mailing.report import moment, say
from commands.mailing.settings import database, told
from commands.school import School
from commands.terminal import agreed
from mailing.clock import SteadyClock
from mailing.delivery.presence import is_anybody_there
from mailing.store.clock import Ahead, find_ahead, set_back
from mailing.store.database import Database


def clock_words(school: School, data: Database, now: float) -> list[str]:
    """A sentence for each account that has seen a later time than the clock shows: ``now``."""
    return [_words(school, one, now) for one in find_ahead(data, now)]


def warn_of_clock(school: School, data: Database, now: float | None = None) -> None:
    """Say those sentences, before something else is said; ``now`` is the computer's where None."""
    for words in clock_words(school, data, time.time() if now is None else now):
        say(words)


def tell(school: School) -> None:
    """Print how the accounts stand to the clock; exit code 1 where somebody is needed."""
    with database() as data, told():
        words = clock_words(school, data, time.time())
    if words:
        say("\n".join(words))
        sys.exit(1)
    say(
        f"The clock of this computer shows {moment(school, time.time())}, and no account has seen "
        "a later time."
    )


def repair(school: School, *, yes: bool) -> None:
    """Take the clock for right, and count what was sent at later times as sent just now."""
    with database() as data, told():
        ahead = find_ahead(data, time.time())
        if not ahead:
            say("No account has seen a later time than the clock shows. Nothing was changed.")
            return
        for one in ahead:
            say(_words(school, one, time.time()))
        _require_nobody(data)
        question = f"Is it really {moment(school, time.time())} now?"
        if not yes and not agreed(question, "Look at the clock, and add --yes."):
            say("Nothing was changed.")
            return
        set_back(data, time.time())
    count = sum(one.spent for one in ahead)
    mails = "1 mail that is" if count == 1 else f"{count:,} mails that are"
    say(f"Put right. Now {mails} noted at a later time count as sent just now.")


def goes_on(school: School, data: Database, clock: SteadyClock, why: str) -> bool:
    """Ask whoever sits there whether the clock, which jumped, is right now; if so, follow it.

    False where it is not, or where nobody sits there. Raises :class:`CoachError`.
    """
    if not sys.stdin.isatty():
        return False
    told = [f"Nothing more was sent: {why}"]
    if not agreed(f"Is it really {moment(school, clock.shown)} now?", "", told):
        return False
    if clock.jump < 0:
        _require_nobody(data)
        set_back(data, clock.shown)
    clock.follow()
    return True


def _require_nobody(data: Database) -> None:
    """Raise :class:`CoachError` where something still counts by the other time."""
    if is_anybody_there(data.folder):
        raise CoachError(
            "Something of Hallway is still running: newsletter.send, newsletter.due or "
            "subscribers.serve. It goes by the old time. Stop it, and try again."
        )


def _words(school: School, one: Ahead, now: float) -> str:
    return (
        f"The clock of this computer shows {moment(school, now)}, and {one.account} was last used "
        f"at {moment(school, one.last_seen)}. Until then it sends nothing. If the clock is right "
        "now, type: python3 tasks.py newsletter.clock --set-back"
    )
