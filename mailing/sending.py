"""Queue an issue and send it: the parts of the mailing put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from email.utils import make_msgid

from mailing.addresses import Address
from mailing.delivery import Delivery, Ended
from mailing.handover import Letter
from mailing.message import Sender, build_frame, fill_frame, unsubscribe_url
from mailing.presence import is_gone, present
from mailing.quota import Limits
from mailing.store.account import AccountBook, Wait
from mailing.store.database import Database
from mailing.store.ledger import Ledger
from mailing.transport import Envelope, Kind, Transport, Verdict

_TEST_TOKEN = "this-is-a-test"


@dataclass(frozen=True, slots=True)
class Options:
    """How one run sends; as in :class:`mailing.delivery.Delivery`."""

    sleep: Callable[[float], object]
    patience: float = 900.0
    shield: Callable[[], AbstractContextManager[None]] = nullcontext
    told: Callable[[Kind], object] = str  # nobody listens


class PostOffice:
    """Everything that it takes to send: the database, an account and its limits, who writes."""

    def __init__(
        self,
        database: Database,
        transport: Transport,
        limits: Limits,
        sender: Sender,
        signup: str,
        clock: Callable[[], float],
    ) -> None:
        self._database = database
        self._transport = transport
        self._sender = sender
        self._signup = signup
        self._clock = clock
        self.book = AccountBook(database, transport.account, limits)
        self.ledger = Ledger(database, self.book)

    def queue(self, issue: str, letters: Sequence[Letter]) -> int:
        """Write down who gets which letter; how many had nothing of this issue yet."""
        frames = [(one, build_frame(one, self._sender)) for one in letters]
        return self.ledger.queue(issue, frames, self._domain, self._clock())

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
                self.book,
                self._transport,
                self._render,
                name,
                self._sender.address.text,
                self._clock,
                options.sleep,
                options.patience,
                options.shield,
                options.told,
            )
            return delivery.run(issue, audience)

    def send_test(self, letter: Letter, to: Address) -> Verdict | Wait:
        """One message to look at; it counts for the provider and for nothing else."""
        trouble = self._transport.open()
        if trouble is not None:
            return trouble
        try:
            reserved = self.book.reserve(self._clock())
            if isinstance(reserved, Wait):
                return reserved
            frame = build_frame(letter, self._sender)
            message_id = make_msgid(domain=self._domain)
            body = self._render(frame, to.text, message_id, _TEST_TOKEN, self._clock())
            return self._transport.send(Envelope(self._sender.address.text, to.text, body))
        finally:
            self._transport.close()

    @property
    def _domain(self) -> str:
        return self._sender.address.text.rpartition("@")[2]

    def _render(self, frame: bytes, to: str, message_id: str, token: str, at: float) -> bytes:
        return fill_frame(frame, to, message_id, unsubscribe_url(self._signup, token), at)
