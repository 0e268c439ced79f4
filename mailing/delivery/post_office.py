"""Queue an issue and send it: the parts of the mailing put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from email.utils import make_msgid

from mailing.addresses import Address
from mailing.delivery.delivering import Delivery
from mailing.delivery.line import Ended, Line
from mailing.delivery.presence import is_gone, present
from mailing.message import Sender, build_frame, fill_frame, unsubscribe_url
from mailing.outbox import Letter
from mailing.quota import Limits, forecast_together
from mailing.store.account import AccountBook, Wait
from mailing.store.database import Database
from mailing.store.ledger import Ledger
from mailing.store.rewording import Reworded
from mailing.transport import Envelope, Kind, Transport, Verdict

_TEST_TOKEN = "this-is-a-test"


@dataclass(frozen=True, slots=True)
class Options:
    """How one run sends; as in :class:`mailing.delivery.delivering.Delivery`."""

    sleep: Callable[[float], object]
    patience: float = 900.0
    shield: Callable[[], AbstractContextManager[None]] = nullcontext
    told: Callable[[Kind], object] = str  # nobody listens
    waits: Callable[[Wait], object] = str
    learn: Callable[[], bool] = bool


@dataclass(frozen=True, slots=True)
class MailAccount:
    """A way out and what its provider allows."""

    transport: Transport
    limits: Limits


class PostOffice:
    """Everything that it takes to send: the database, the accounts and their limits, who writes.

    ``sign`` gets each finished message and gives it back with a signature.
    """

    def __init__(
        self,
        database: Database,
        accounts: Sequence[MailAccount],
        sender: Sender,
        signup: str,
        clock: Callable[[], float],
        sign: Callable[[bytes], bytes] | None = None,
    ) -> None:
        self._database = database
        self._sender = sender
        self._signup = signup
        self._clock = clock
        self._sign = sign
        self._ways = [
            (one.transport, AccountBook(database, one.transport.account, one.limits))
            for one in accounts
        ]
        self.ledger = Ledger(database)

    @property
    def books(self) -> list[AccountBook]:
        """What each account has sent and may still send."""
        return [book for _, book in self._ways]

    def forecast(self, count: int) -> float:
        """When the last of ``count`` more recipients is written to."""
        now = self._clock()
        return forecast_together(
            count,
            [(one.spent(now), one.limits, one.starts(now)) for one in self.books],
        )

    def queue(self, issue: str, letters: Sequence[Letter], audience: str = "") -> int:
        """Write down who (of one audience) gets which letter; how many had nothing of it yet."""
        for book in self.books:
            book.forget(self._clock())
        frames = [(one, build_frame(one, self._sender)) for one in letters]
        return self.ledger.queue(issue, frames, self._domain, self._clock(), audience)

    def leave_out(self, issue: str, letters: Sequence[Letter]) -> Reworded:
        """Give the letters that are held for a photo that was taken back the wording without."""
        frames = [(one, build_frame(one, self._sender)) for one in letters]
        return self.ledger.reword(issue, frames)

    def recover(self) -> int:
        """Find what senders that died have left; how many messages are uncertain by that."""
        now = self._clock()
        return self.ledger.recover(
            lambda name, claimed_at: is_gone(self._database.folder, name, claimed_at, now), now
        )

    def run(self, issue: str, audience: str, options: Options) -> Ended:
        """Send what is queued of ``issue`` (to one audience)."""
        with present(self._database.folder) as name:
            self.recover()
            delivery = Delivery(
                self.ledger,
                [Line(*way) for way in self._ways],
                self._render,
                name,
                self._sender.address.text,
                self._clock,
                options.sleep,
                options.patience,
                options.shield,
                options.told,
                options.waits,
                options.learn,
            )
            return delivery.run(issue, audience)

    def send_test(self, letter: Letter, to: Address, account: int = 0) -> Verdict | Wait:
        """One message to look at; it counts for the provider and for nothing else.

        ``account`` is the number of the one to send it by.
        """
        self.ledger.refuse_withdrawn(letter)
        transport, book = self._ways[account]
        trouble = transport.open()
        if trouble is not None:
            return trouble
        try:
            reserved = book.reserve(self._clock())
            if isinstance(reserved, Wait):
                return reserved
            frame = build_frame(letter, self._sender)
            message_id = make_msgid(domain=self._domain)
            body = self._render(frame, to.text, message_id, _TEST_TOKEN, self._clock())
            verdict = transport.send(Envelope(self._sender.address.text, to.text, body))
            book.count_from(reserved, self._clock())
            return verdict
        finally:
            transport.close()

    @property
    def _domain(self) -> str:
        return self._sender.address.text.rpartition("@")[2]

    def _render(self, frame: bytes, to: str, message_id: str, token: str, at: float) -> bytes:
        url = unsubscribe_url(self._signup, token)
        message = fill_frame(frame, to, message_id, url, at)
        return self._sign(message) if self._sign else message
