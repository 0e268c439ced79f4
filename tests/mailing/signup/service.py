"""The sign-up service as families reach it: a real server, a real database, mails to read."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import httpx
import uvicorn
from sqlalchemy import func, select

from mailing.delivery.post_office import MailAccount
from mailing.message import parse_sender
from mailing.signup.app import build_app
from mailing.signup.config import SignupConfig
from mailing.signup.letters import NoticeWriter
from mailing.signup.mailer import NoticeMailer
from mailing.store.attempts import Attempts
from mailing.store.database import Database
from mailing.store.forgetting import forget_old
from mailing.store.models import Departure, Notice, Subscriber
from mailing.store.notices import NoticeQueue
from mailing.store.secret import Secret, load_secret
from mailing.store.signups import Signups
from mailing.transport import Transport
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import PLENTY, Clock, database

SIGNUP = "https://news.school.example"
SITE = "https://hallway.school.example"
SENDER = parse_sender("Technology coach <news@school.example>")
DOMAIN = "school.example"

CONFIG = SignupConfig(
    school="Maple Street School",
    newsletter="The Hallway",
    site=SITE,
    signup=SIGNUP,
    contact="hallway@school.example",
    audiences={"families": "Families", "teachers": "Teachers"},
    languages=("en", "es"),
    answer_after=0.0,
)


@dataclass
class Service:
    """One service. ``transport`` takes its mails; ``told`` is what it said in its terminal."""

    data: Database
    secret: Secret
    config: SignupConfig
    clock: Clock
    transport: Transport
    url: str = ""
    told: list[str] = field(default_factory=list)
    woken: threading.Event = field(default_factory=threading.Event)

    @property
    def signups(self) -> Signups:
        return Signups(self.data, self.secret, Attempts(self.secret, self.config.limits), DOMAIN)

    def mailer(self, accounts: Sequence[MailAccount] = ()) -> NoticeMailer:
        """Somebody who sends the mails; not started."""
        return NoticeMailer(
            self.data,
            NoticeQueue(self.data, self.secret, NoticeWriter(self.config, SENDER)),
            accounts or [MailAccount(self.transport, PLENTY)],
            SENDER.address.text,
            self.clock,
            self.sweep,
            self.told.append,
        )

    def sweep(self, now: float) -> None:
        """Forget what is too old."""
        forget_old(self.data, Attempts(self.secret, self.config.limits), now)

    def deliver(self) -> None:
        """Have everything sent that may go."""
        mailer = self.mailer()
        mailer.start()
        until(lambda: not self.notices("queued") and not self.notices("claimed"))
        mailer.stop()

    def mails(self) -> list[EmailMessage]:
        """All mails that were sent, after everything was."""
        self.deliver()
        assert isinstance(self.transport, MemoryTransport)
        return [read_mail(one.body) for one in self.transport.accepted]

    def notices(self, *states: str) -> int:
        """How many mails there are in these states; in any if none is named."""
        query = select(func.count()).select_from(Notice)
        with self.data.begin() as connection:
            return (
                connection.scalar(query.where(Notice.state.in_(states)) if states else query) or 0
            )

    def status(self, address: str) -> str:
        """How somebody is on the list; empty where nobody has the address."""
        return str(self.entry(address, "status"))

    def entry(self, address: str, column: str) -> object:
        """A column of somebody's row; empty where nobody has the address."""
        with self.data.begin() as connection:
            return (
                connection.scalar(
                    select(getattr(Subscriber, column)).where(Subscriber.key == address)
                )
                or ""
            )

    def departures(self) -> int:
        """How many have left."""
        with self.data.begin() as connection:
            return connection.scalar(select(func.count()).select_from(Departure)) or 0

    def browser(self, **headers: str) -> httpx.Client:
        """Somebody's browser, on the address that families type; it follows no redirect."""
        own = {"Host": "news.school.example", "Accept-Language": "en"}
        return httpx.Client(base_url=self.url, headers={**own, **headers}, timeout=60)

    def sign_up(self, address: str, *audiences: str, **more: str) -> httpx.Response:
        """Fill in the form on the page of the service itself."""
        fields = {"address": address, "audience": list(audiences or ("families",)), "lang": "en"}
        with self.browser(Origin=SIGNUP) as browser:
            return browser.post("/", data={**fields, "website": "", **more})

    def join(self, address: str, *audiences: str) -> str:
        """Sign somebody up and have them confirm; their token."""
        assert self.sign_up(address, *audiences).status_code == 303
        assert self.post(path_in(self.mails()[-1])).status_code == 200
        return str(self.entry(address, "token"))

    def get(self, path: str, **headers: str) -> httpx.Response:
        with self.browser(**headers) as browser:
            return browser.get(path)

    def post(self, path: str, data: dict[str, str] | None = None, **headers: str) -> httpx.Response:
        with self.browser(**{"Origin": SIGNUP, **headers}) as browser:
            return browser.post(path, data=data or {})


def read_mail(body: bytes) -> EmailMessage:
    """A mail as a mail program reads it."""
    return message_from_bytes(body, policy=policy.default)


def part_of(mail: EmailMessage, kind: str) -> str:
    """The text or the HTML of a mail."""
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def links_in(mail: EmailMessage) -> list[str]:
    """Every address of a mail, in both of its parts."""
    found = [address for kind in ("plain", "html") for address in urls_in(part_of(mail, kind))]
    assert found
    return found


def urls_in(text: str) -> list[str]:
    """Whatever looks like an address of the web."""
    return re.findall(r"https?://[^\s\"'<>]+", text)


def path_in(mail: EmailMessage) -> str:
    """The path of the one link of the service in a mail."""
    (link,) = {one for one in links_in(mail) if one.startswith(SIGNUP)}
    return link.removeprefix(SIGNUP)


def until(condition: Callable[[], bool], patience: float = 30.0) -> None:
    """Wait for ``condition``."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.01)


@contextmanager
def serving(
    folder: Path,
    transport: Transport | None = None,
    data: Database | None = None,
    **changes: object,
) -> Iterator[Service]:
    """The service of ``folder`` on a free port; ``changes`` are of its configuration."""
    data = data or database(folder)
    config = replace(CONFIG, **changes)  # type: ignore[arg-type]
    made = Service(data, load_secret(data), config, Clock(), transport or MemoryTransport())
    app = build_app(
        config, data, made.secret, DOMAIN, made.clock, wake=made.woken.set, tell=made.told.append
    )
    with listening(app) as url:
        made.url = url
        yield made


@contextmanager
def listening(app: Callable[..., object]) -> Iterator[str]:
    """An application on a free port of this computer; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        options = uvicorn.Config(
            app,  # type: ignore[arg-type]
            log_level="critical",
            lifespan="off",
            proxy_headers=False,
            server_header=False,
            date_header=False,
        )
        server = uvicorn.Server(options)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            until(lambda: server.started)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
