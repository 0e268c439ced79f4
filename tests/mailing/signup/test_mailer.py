"""M1, M3-M5 for the mails of the service: sent once, within limits, and never lost by a stop."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import update

from mailing.delivery.post_office import MailAccount
from mailing.quota import DAY, Limits, Window
from mailing.signup.letters import NoticeWriter
from mailing.signup.mailer import NoticeMailer
from mailing.store.account import AccountBook
from mailing.store.claims import Claim
from mailing.store.database import DatabaseFailedError
from mailing.store.logins import RefusedLogins
from mailing.store.models import Confirmation
from mailing.store.notices import NoticeQueue
from mailing.store.share import PREFIX
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import parse_server
from tests.mailing.builders import PLENTY, Clock, people
from tests.mailing.certificates import client_side, make_certificate, server_side
from tests.mailing.signup.service import (
    CONFIG,
    SENDER,
    SIGNUP,
    Service,
    links_in,
    read_mail,
    serving,
    until,
)
from tests.mailing.sink import Sink, listening

pytestmark = pytest.mark.slow

MIA = "mia@school.example"


def smtp(sink: Sink) -> SmtpTransport:
    """The way to a server without encryption on this computer."""
    return SmtpTransport(parse_server(f"smtp://127.0.0.1:{sink.port}"), patience=5)


def answering(kind: Kind, reply: str = "") -> MemoryTransport:
    """Says the same to everything."""
    return MemoryTransport(lambda _: Verdict(kind, reply))


def settled(service: Service, mailer: NoticeMailer, *states: str) -> None:
    """Let ``mailer`` work until a notice is in one of ``states``, then stop it."""
    mailer.start()
    until(lambda: service.notices(*states) > 0)
    mailer.stop()


def test_a_real_server_gets_each_mail_once(tmp_path: Path) -> None:
    """Over SMTP, whole, with links that work."""
    with listening(Sink()) as sink, serving(tmp_path, smtp(sink)) as service:
        for address in people(30):
            service.sign_up(address)
        service.deliver()

        assert set(sink.accepted.values()) == {1}
        assert set(sink.accepted) == set(people(30))
        for body in sink.bodies:
            assert len({one for one in links_in(read_mail(body)) if SIGNUP in one}) == 1
        assert service.notices("sent") == 30
        assert service.told == []


@pytest.mark.usefixtures("databases")
def test_what_waits_survives_a_stop(tmp_path: Path) -> None:
    """Stopped in the middle of it all: none is lost, none goes twice."""
    with listening(Sink()) as sink, serving(tmp_path, smtp(sink)) as service:
        for address in people(25):
            service.sign_up(address)
        for _ in range(4):
            mailer = service.mailer()
            mailer.start()
            had = sink.accepted.total()
            until(lambda had=had: sink.accepted.total() > had + 1)  # type: ignore[misc]
            mailer.stop()
        service.deliver()

        assert sink.accepted.total() == 25
        assert set(sink.accepted.values()) == {1}


@pytest.mark.usefixtures("databases")
def test_a_mail_whose_sender_died_is_uncertain_and_stays_so(tmp_path: Path) -> None:
    """It may have arrived: nobody sends it again by itself, and its recipient stays counted."""
    with serving(tmp_path) as service:
        service.sign_up(MIA)
        queue = NoticeQueue(service.data, service.secret, NoticeWriter(CONFIG, SENDER))
        book = AccountBook(service.data, "memory", PLENTY)
        assert queue.claim([book], "elsewhere:dead", service.clock()) is not None
        service.clock.now += 2 * 3600

        settled(service, service.mailer(), "uncertain")

        assert service.notices("uncertain") == 1
        assert isinstance(service.transport, MemoryTransport)
        assert service.transport.accepted == []
        assert len(book.spent(service.clock())) == 2


def test_a_lost_answer_is_not_asked_for_again(tmp_path: Path) -> None:
    """The connection broke after the message was handed over."""
    with serving(tmp_path, answering(Kind.UNCERTAIN, "gone")) as service:
        service.sign_up(MIA)
        settled(service, service.mailer(), "uncertain")
        service.clock.now += DAY
        service.deliver()

        assert service.notices("uncertain") == 1


def test_not_now_is_tried_again_later(tmp_path: Path) -> None:
    """After five minutes and not before; with the same bytes."""
    bodies: list[bytes] = []

    def moody(envelope: Envelope) -> Verdict:
        bodies.append(envelope.body)
        return Verdict(Kind.LATER if len(bodies) == 1 else Kind.SENT, "450 try later")

    with serving(tmp_path, MemoryTransport(moody)) as service:
        service.sign_up(MIA)
        mailer = service.mailer()
        mailer.start()
        until(lambda: len(bodies) == 1 and service.notices("queued") == 1)
        mailer.wake()
        time.sleep(0.2)
        assert len(bodies) == 1
        mailer.stop()
        service.clock.now += 301
        service.deliver()

        assert len(bodies) == 2
        assert len({*bodies}) == 1
        assert service.notices("sent") == 1


@pytest.mark.usefixtures("databases")
def test_the_account_is_shared_with_the_newsletter(tmp_path: Path) -> None:
    """What it has sent counts, whoever sent it, and never one too many goes."""
    limits = Limits("few", (Window(DAY, 12),))
    with serving(tmp_path) as service:
        book = AccountBook(service.data, "memory", limits)
        for _ in range(10):
            assert isinstance(book.reserve(service.clock()), int)
        for address in people(4):
            service.sign_up(address)
        accounts = [MailAccount(service.transport, limits)]
        mailer = service.mailer(accounts)
        mailer.start()
        until(lambda: service.notices("sent") == 2)
        time.sleep(0.2)
        mailer.stop()
        assert service.notices("queued") == 2
        service.clock.now += DAY + 2
        settled(service, service.mailer(accounts), "sent")
        service.deliver()

        assert service.notices("sent") == 4


@pytest.mark.usefixtures("databases")
def test_sign_ups_never_take_more_than_a_quarter_of_a_day(tmp_path: Path) -> None:
    """Whoever types addresses of strangers does not keep the newsletter from going out.

    Counted durably: another start, or mails that the server refused, make no difference.
    """
    limits = Limits("few", (Window(DAY, 12), Window(60, 12)))
    refused = "reader2@school.example"

    def judge(envelope: Envelope) -> Verdict:
        return Verdict(Kind.REFUSED if envelope.recipient == refused else Kind.SENT, "550 5.1.1")

    with serving(tmp_path, MemoryTransport(judge)) as service:
        accounts = [MailAccount(service.transport, limits)]
        for address in people(5):
            service.sign_up(address)
        for _ in range(2):
            mailer = service.mailer(accounts)
            mailer.start()
            until(lambda: bool(service.told))
            mailer.stop()
            assert (service.notices("sent"), service.notices("failed")) == (2, 1)
            assert "for sign-ups allows 3 a day" in service.told.pop()
        book = AccountBook(service.data, "memory", limits)
        assert len(book.spent(service.clock())) == 3
        newsletter = [book.reserve(service.clock()) for _ in range(10)]
        assert [isinstance(one, int) for one in newsletter] == [True] * 9 + [False]

        service.clock.now += DAY + 2
        service.deliver()
        assert service.notices("sent") == 4
        assert len(AccountBook(service.data, f"{PREFIX}memory", limits).spent(service.clock())) == 2


def test_a_clock_that_is_behind_is_told(tmp_path: Path) -> None:
    """Nothing goes out, and whoever looks at the terminal reads why and what to do."""
    with serving(tmp_path) as service:
        AccountBook(service.data, "memory", PLENTY).reserve(service.clock() + DAY)
        service.sign_up(MIA)
        mailer = service.mailer()
        mailer.start()
        until(lambda: bool(service.told))
        mailer.stop()

        assert service.notices("queued") == 1
        (told,) = service.told
        assert "clock of this computer is behind" in told
        assert "newsletter.clock --set-back" in told


def test_a_quota_reply_pauses_everything(tmp_path: Path) -> None:
    """For a day; it is asked once."""
    asked: list[str] = []

    def over(envelope: Envelope) -> Verdict:
        asked.append(envelope.recipient)
        return Verdict(Kind.QUOTA, "550 5.4.5 Daily sending limit")

    with serving(tmp_path, MemoryTransport(over)) as service:
        for address in people(3):
            service.sign_up(address)
        mailer = service.mailer()
        mailer.start()
        until(lambda: len(asked) == 1)
        mailer.wake()
        time.sleep(0.3)
        mailer.stop()

        assert len(asked) == 1
        assert service.notices("queued") == 3


def test_a_wrong_password_is_said_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tried again it locks accounts. The pages go on, and somebody is told what to do."""
    monkeypatch.setattr("mailing.signup.mailer._AGAIN", 0.02)
    certificate = make_certificate(tmp_path)
    with (
        listening(Sink(password=b"other"), server_side(certificate)) as sink,
        serving(tmp_path) as service,
    ):
        server = parse_server(f"smtp+starttls://coach:right@localhost:{sink.port}")
        wrong = SmtpTransport(server, client_side(certificate))
        mailer = service.mailer([MailAccount(wrong, PLENTY)])
        mailer.start()
        service.sign_up(MIA)
        mailer.wake()
        until(lambda: bool(service.told))
        for address in people(3):
            service.sign_up(address)
            mailer.wake()
        time.sleep(0.3)
        mailer.stop()

        assert sink.logins == 1
        assert len(service.told) == 1
        assert "start the service again" in service.told[0]
        assert "coach:right" not in service.told[0]
        assert service.notices("queued") == 4


def test_a_wrong_password_is_not_said_again_after_a_new_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """systemd starts a service again and again."""
    monkeypatch.setattr("mailing.signup.mailer._AGAIN", 0.02)
    certificate = make_certificate(tmp_path)
    with (
        listening(Sink(password=b"other"), server_side(certificate)) as sink,
        serving(tmp_path) as service,
    ):
        server = parse_server(f"smtp+starttls://coach:right@localhost:{sink.port}")
        service.sign_up(MIA)
        for number in range(1, 4):
            wrong = SmtpTransport(server, client_side(certificate))
            wrong.remember(RefusedLogins(service.data, "", Clock()))
            mailer = service.mailer([MailAccount(wrong, PLENTY)])
            mailer.start()
            mailer.wake()
            until(lambda: len(service.told) == number)  # noqa: B023 - asked at once
            mailer.stop()

        assert sink.logins == 1
        assert "535" in service.told[2]
        assert service.notices("queued") == 1


def test_addresses_that_strangers_invent_stop_nobody(tmp_path: Path) -> None:
    """Forty refused in a row: each fails for itself, and the next one is sent."""

    def judge(envelope: Envelope) -> Verdict:
        real = envelope.recipient == MIA
        return Verdict(Kind.SENT if real else Kind.REFUSED, "550 5.1.1 no such user")

    with serving(tmp_path, MemoryTransport(judge)) as service:
        for address in people(40):
            service.sign_up(address)
        service.sign_up(MIA)
        service.deliver()

        assert service.notices("failed") == 40
        assert service.notices("sent") == 1
        assert service.told == []


@pytest.mark.usefixtures("databases")
def test_two_services_send_each_mail_once(tmp_path: Path) -> None:
    """One of them sends; the other waits until it is gone."""
    with listening(Sink()) as sink, serving(tmp_path, smtp(sink)) as service:
        for address in people(20):
            service.sign_up(address)
        mailers = [service.mailer([MailAccount(smtp(sink), PLENTY)]) for _ in range(3)]
        for one in mailers:
            one.start()
        until(lambda: service.notices("sent") == 20)
        for one in mailers:
            one.stop()

        assert set(sink.accepted.values()) == {1}
        assert len(sink.accepted) == 20


def test_a_mail_that_cannot_be_written_holds_up_no_other(tmp_path: Path) -> None:
    """It fails, and says why in the database."""
    with serving(tmp_path) as service:
        for address in ("=?utf-8?q?=0d=0aBcc:x?=@school.example", MIA):
            service.sign_up(address)

        mails = service.mails()

        assert mails[-1]["To"] == MIA
        assert all(mail["Bcc"] is None for mail in mails)


@pytest.mark.parametrize("left", ["by leaving", "by time", "by confirming"])
def test_a_mail_that_is_of_no_use_any_more_is_not_sent(tmp_path: Path, left: str) -> None:
    """It waited for a pause of the provider; in the meantime its link went."""
    with serving(tmp_path) as service:
        token = service.join(MIA)
        service.post(f"/unsubscribe/{token}")
        service.clock.now += DAY
        service.sign_up(MIA)
        assert service.notices("queued") == 1
        if left == "by leaving":
            service.post(f"/unsubscribe/{token}")
        elif left == "by time":
            service.clock.now += 8 * DAY
        else:
            mark_used(service)
        before = service.notices("sent")
        service.deliver()

        assert service.notices("sent") == before


def mark_used(service: Service) -> None:
    """Press the button before the mail is there: as if an earlier one had come."""

    with service.data.begin() as connection:
        connection.execute(update(Confirmation).values(used_at=service.clock()))


@pytest.mark.usefixtures("databases")
def test_who_has_left_gets_no_mail_that_the_server_put_off(tmp_path: Path) -> None:
    """It was under way when they left, and was to be tried again."""
    with serving(tmp_path) as service:
        token = service.join(MIA)
        service.clock.now += 700
        service.post(f"/unsubscribe/{token}", {"do": "settings"})
        queue = NoticeQueue(service.data, service.secret, NoticeWriter(CONFIG, SENDER))
        books = [AccountBook(service.data, "memory", PLENTY)]
        claim = queue.claim(books, "me", service.clock())
        assert isinstance(claim, Claim)
        service.post(f"/unsubscribe/{token}")
        queue.settle(claim, "queued", "450 try later", service.clock())

        assert [mail["Subject"].partition(":")[0] for mail in service.mails()] == ["Please confirm"]
        assert service.notices("cancelled") == 1


def test_a_mail_that_was_claimed_and_nobody_heard_of_it_is_put_back(tmp_path: Path) -> None:
    """The database went away after it had written that."""
    with serving(tmp_path) as service:
        service.sign_up(MIA)
        mailer = service.mailer()
        real, calls = mailer.queue.claim, []

        def unheard(*args: object) -> object:
            calls.append(real(*args))  # type: ignore[arg-type]
            if len(calls) == 1:
                raise DatabaseFailedError("the connection is closed")
            return calls[-1]

        mailer.queue.claim = unheard  # type: ignore[method-assign, assignment]
        mailer.start()
        until(lambda: service.notices("sent") == 1)
        mailer.stop()

        assert isinstance(service.transport, MemoryTransport)
        assert len(service.transport.accepted) == 1
