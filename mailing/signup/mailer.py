"""Whoever sends the mails of the service: a thread beside the pages, one for each database.

It sends by the school's accounts within their limits, like the newsletter, and by the same rules:
claimed before it is sent, settled after the answer, never twice.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from filelock import FileLock, Timeout

from mailing.addresses import mask_addresses
from mailing.delivery.delivering import Delivery
from mailing.delivery.line import Ended, Line
from mailing.delivery.post_office import MailAccount
from mailing.delivery.presence import is_gone, present
from mailing.errors import MailingError
from mailing.signup.batch import Batch
from mailing.store.account import AccountBook
from mailing.store.clock import find_ahead
from mailing.store.database import Database
from mailing.store.notices import NoticeQueue

_LOCK = "notices.lock"
_LOOK = 30.0
"""Seconds until the queue is looked at without anybody having called."""

_AGAIN = 60.0
"""Seconds until the next try where a server or the database could not be reached."""

_SWEEP = 3_600.0
_WORTH_TELLING = 3_600.0
"""Seconds of waiting for a limit from which on somebody might wonder."""


class _StoppedError(Exception):
    """The thread is to end, and was about to wait."""


@dataclass
class NoticeMailer:
    """Sends notices until it is told to stop. ``clock`` gives seconds since 1970.

    ``sweep`` forgets what is too old, and is called about once an hour. ``tell`` hears what
    somebody has to put right, without any address.
    """

    database: Database
    queue: NoticeQueue
    accounts: Sequence[MailAccount]
    sender: str
    clock: Callable[[], float]
    sweep: Callable[[float], object]
    tell: Callable[[str], object]

    def __post_init__(self) -> None:
        self._bell, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)
        self._ways = [
            (one.transport, AccountBook(self.database, one.transport.account, one.limits))
            for one in self.accounts
        ]
        self._swept = 0.0
        self._said = ""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something to send."""
        self._bell.set()

    def stop(self, patience: float = 30.0) -> None:
        """End after the mail that is under way, or after ``patience`` seconds without one."""
        self._stop.set()
        self._bell.set()
        self._thread.join(patience)

    def _run(self) -> None:
        lock = FileLock(self.database.folder / _LOCK)
        while not self._stop.is_set():
            try:
                with lock.acquire(timeout=0), present(self.database.folder) as name:
                    self._work(name)
            except Timeout:
                self._rest(_LOOK)  # another service sends; this one does once that is gone
            except MailingError as error:
                self._say(str(error))
                self._rest(_AGAIN)
            except Exception as error:  # noqa: BLE001 - a thread that died would tell nobody
                self._say(f"No mail goes out: {type(error).__name__}: {error}")
                self._rest(_AGAIN)

    def _work(self, name: str) -> None:
        self._recover()
        while not self._stop.is_set():
            self._bell.clear()
            now = self.clock()
            if now - self._swept > _SWEEP:
                self.sweep(now)
                self._recover()
                self._is_behind(now)
                self._swept = now
            try:
                pause = self._round(name)
            except _StoppedError:
                return
            if pause:
                self._rest(pause)
            elif pause is None:
                self._bell.wait(_LOOK)

    def _round(self, name: str) -> float | None:
        """Send a batch: the seconds to rest then, whoever calls; None where nothing is left."""
        books = [book for _, book in self._ways]
        if not books or self.queue.look(books, self.clock()) is None:
            return None
        batch = Batch(self.queue, self._stop)
        delivery = Delivery(
            batch,
            [Line(*way) for way in self._ways],
            _rendered_already,
            name,
            self.sender,
            self.clock,
            self._sleep,
            patience=0.0,
        )
        ended = delivery.run("")
        if ended.how == "done":
            self._said = ""
            return 0.0
        self._let_go(ended)
        now = self.clock()
        if ended.until > now + _WORTH_TELLING and not self._is_behind(now):
            self._say(f"Mails of the sign-up service wait. {ended.why}")
        if ended.until:
            return min(_AGAIN, max(1.0, ended.until - now))
        return _AGAIN

    def _is_behind(self, now: float) -> bool:
        """True, and said, where an account has seen a later time: then nothing goes out."""
        ahead = find_ahead(self.database, now)
        if ahead:
            self._say(
                "The clock of this computer is behind: the mail account was used at a later time "
                "already, and no mail goes out until then. Is the clock wrong, put it right and "
                "start the service again. Is it right now, stop the service, type: python3 "
                "tasks.py newsletter.clock --set-back, and start it again."
            )
        return bool(ahead)

    def _let_go(self, ended: Ended) -> None:
        """Say why a batch ended. Who refused us is not asked again: that locks accounts."""
        if ended.how == "jumped":
            self._say(
                f"No mail goes out: {ended.why} Is the clock wrong, put it right. Is it right now, "
                "start the service again. All pages work in the meantime."
            )
            return
        notes = ended.notes or tuple((book.name, ended.how, ended.why) for _, book in self._ways)
        for account, how, why in notes:
            if how == "stopped":
                self._ways = [way for way in self._ways if way[1].name != account]
                self._say(
                    f"{account} takes no mail from us: {why}. Put that right and start the "
                    "service again. Until then nobody gets a mail to confirm; all pages work."
                )
            elif how == "unreachable":
                self._say(f"{account} cannot be reached: {why}. It is tried again every minute.")

    def _recover(self) -> None:
        now = self.clock()
        if self._ways:
            self.queue.recover(
                [book for _, book in self._ways],
                lambda name, claimed_at: is_gone(self.database.folder, name, claimed_at, now),
                now,
            )

    def _sleep(self, seconds: float) -> None:
        if self._stop.wait(seconds):
            raise _StoppedError

    def _rest(self, seconds: float) -> None:
        self._stop.wait(seconds)

    def _say(self, text: str) -> None:
        if text != self._said:
            self._said = text
            self.tell(mask_addresses(text))


def _rendered_already(_: bytes, __: str, ___: str, ____: str, _____: float) -> bytes:
    """The queue renders its notices itself."""
    raise AssertionError
