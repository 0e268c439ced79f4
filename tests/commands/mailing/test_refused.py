"""A refused login stays refused, whichever command or timer comes next: one AUTH in all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult

from commands.errors import CoachError
from commands.mailing import bounces, deciding, sending
from commands.mailing import due as mailing_due
from commands.newsletter.sealing import seal_issue
from commands.school import School
from mailing.bounces.imap import ImapFolder
from mailing.errors import MailingError
from mailing.logins import Login
from mailing.store.database import DatabaseFailedError
from mailing.store.logins import RefusedLogins
from mailing.transport import Kind
from mailing.transport.smtp import SmtpTransport
from mailing.transport.tokens import Client, GivenToken, RefreshedToken
from mailing.transport.url import parse_server
from tests.commands.mailing.posting import WEEK
from tests.mailing.bounces.imap_server import Post, serving
from tests.mailing.builders import START, Clock, database, hand_over, letter
from tests.mailing.certificates import client_side, make_certificate, server_side
from tests.mailing.sink import Sink, listening
from tests.mailing.transport.test_tokens import Provider
from tests.mailing.transport.test_tokens import serving as providing

LIMITS = "1000/day"


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that this computer trusts."""
    made = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made / "cert.pem"))
    return made


def url(sink: Sink, user: str = "coach", password: str = "right") -> str:
    return f"smtp+starttls://{user}:{password}@localhost:{sink.port}"


def refused(sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment says a password that the server does not know."""
    monkeypatch.setenv("HALLWAY_SMTP_URL", url(sink))
    monkeypatch.setenv("HALLWAY_MAIL_LIMITS", LIMITS)


def due(school: School) -> int:
    with pytest.raises(SystemExit) as end:
        mailing_due.due(
            school, hours=12, yes=True, wait=False, seal=seal_issue, clock=Clock(START + 60)
        )
    return int(end.value.code or 0)


def exits(act: Callable[[], object]) -> int:
    with pytest.raises(SystemExit) as end:
        act()
    return int(end.value.code or 0)


def test_a_timer_says_a_wrong_password_once(
    listed: School,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Four runs, one AUTH; each of them says what to do, and the new password sends it all."""
    hand_over(listed.work / "outbox", letter(), cutoff="2026-11-23T19:00:00+00:00")
    with listening(Sink(password=b"other"), server_side(certificate)) as sink:
        refused(sink, monkeypatch)
        assert [due(listed) for _ in range(4)] == [1, 1, 1, 1]
        told = capsys.readouterr().out

        assert sink.logins == 1
        assert told.count("--try-login-again") == 3
        assert told.count("HALLWAY_SMTP_URL") == 4

        monkeypatch.setenv("HALLWAY_SMTP_URL", url(sink, password="other"))
        assert due(listed) == 0
        assert (sink.logins, len(sink.accepted)) == (2, 2)


def test_no_command_says_it_again(
    listed: School, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is typed after the first one: send, resume, a test mail."""

    def send() -> None:
        sending.send(listed, WEEK, "", seal_issue, dry=False, yes=True, wait=False)

    with listening(Sink(password=b"other"), server_side(certificate)) as sink:
        refused(sink, monkeypatch)
        assert exits(send) == 1
        assert exits(send) == 1
        assert exits(lambda: sending.resume(listed, WEEK, "", seal_issue, wait=False)) == 1
        with pytest.raises(CoachError, match="is not tried again"):
            sending.send_test(listed, WEEK, "", "me@school.example")
        deciding.retry(listed, WEEK, seal_issue, failed=True, wait=False)

        assert sink.logins == 1


def test_on_request_it_is_said_once_more_and_then_forgotten(
    listed: School, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The provider lets the same password in again."""
    with listening(Sink(password=b"other"), server_side(certificate)) as sink:
        refused(sink, monkeypatch)

        def resume(*, again: bool) -> int:
            return exits(
                lambda: sending.resume(listed, WEEK, "", seal_issue, wait=False, again=again)
            )

        exits(lambda: sending.send(listed, WEEK, "", seal_issue, dry=False, yes=True, wait=False))
        assert (resume(again=True), sink.logins) == (1, 2)
        assert (resume(again=False), sink.logins) == (1, 2)
        sink.password = b"right"
        assert (resume(again=True), sink.logins) == (0, 3)
        assert len(sink.accepted) == 2
        sending.send_test(listed, WEEK, "", "me@school.example")
        assert sink.logins == 4


def test_of_several_accounts_the_refused_one_is_left_out(
    listed: School, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others send everything; the next command asks only them."""
    with (
        listening(Sink(password=b"other"), server_side(certificate)) as wrong,
        listening(Sink(), server_side(certificate)) as good,
    ):
        monkeypatch.setenv("HALLWAY_SMTP_URL", f"{url(wrong, 'first')} {url(good, 'second')}")
        monkeypatch.setenv("HALLWAY_MAIL_LIMITS", LIMITS)
        exits(lambda: sending.send(listed, WEEK, "", seal_issue, dry=False, yes=True, wait=False))
        for _ in range(2):
            exits(lambda: sending.resume(listed, WEEK, "", seal_issue, wait=False))

        assert (wrong.logins, len(good.accepted)) == (1, 2)


@pytest.mark.parametrize("spelled", ["right", "%72ight"])
def test_another_spelling_of_the_same_password_is_no_change(
    listed: School, certificate: Path, monkeypatch: pytest.MonkeyPatch, spelled: str
) -> None:
    """What the server would hear is what counts; so is a host in capitals."""
    with listening(Sink(password=b"other"), server_side(certificate)) as sink:
        refused(sink, monkeypatch)
        with pytest.raises(CoachError):
            sending.send_test(listed, WEEK, "", "me@school.example")
        again = url(sink, password=spelled).replace("localhost", "LOCALHOST")
        monkeypatch.setenv("HALLWAY_SMTP_URL", again)
        with pytest.raises(CoachError, match="is not tried again"):
            sending.send_test(listed, WEEK, "", "me@school.example")

        assert sink.logins == 1


class Words(Sink):
    """A server with words of its own for a login."""

    answer = "535 5.7.8 no"

    def log_in(self, *_: object) -> AuthResult:
        self.logins += 1
        return AuthResult(success=False, handled=False, message=self.answer)


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        ("535 5.7.8 Username and Password not accepted", 1),
        ("534 5.7.9 Application-specific password required", 1),
        ("530 5.7.0 Must issue a STARTTLS command first", 1),
        ("538 5.7.11 Encryption required", 1),
        ("525 5.7.13 User account disabled", 1),
        ("550 5.7.1 authentication failed", 1),
        ("554 5.7.8 Error: authentication failed", 1),
        ("501 5.5.2 Cannot decode", 1),
        ("454 4.7.0 Temporary authentication failure", 3),
        ("454 4.7.0 Too many login attempts", 3),
        ("421 4.7.0 Try again later", 3),
        ("432 4.7.12 A password transition is needed", 3),
        ("451 4.3.0 Server trouble", 3),
    ],
)
def test_every_no_for_good_is_remembered_and_no_other_one(
    answer: str, times: int, certificate: Path, tmp_path: Path
) -> None:
    """Not the well-known numbers alone; and nothing that will pass."""
    server = Words()
    server.answer = answer
    with listening(server, server_side(certificate)) as sink:
        for _ in range(3):
            transport = SmtpTransport(parse_server(url(sink)), client_side(certificate), 5)
            transport.remember(RefusedLogins(database(tmp_path), "", Clock()))
            assert transport.open() is not None

    assert server.logins == times


def test_an_unreachable_server_is_no_refusal(certificate: Path, tmp_path: Path) -> None:
    """Once it is there again the login is tried."""
    with listening(Sink(), server_side(certificate)) as sink:
        place = parse_server(url(sink))
    logins = RefusedLogins(database(tmp_path), "", Clock())
    transport = SmtpTransport(place, client_side(certificate), 5)
    transport.remember(logins)
    assert transport.open() is not None
    with logins.attempt(transport._login):
        pass


def through(provider: Provider, certificate: Path, folder: Path) -> Kind | None:
    """Log in by a fresh start that has a refresh token; what became of it."""
    client = Client(provider.url, "hallway", "client-secret")
    tokens = RefreshedToken(client, "first-refresh", folder, Clock(), client_side(certificate))
    place = f"smtp+starttls://news%40school.example@localhost:{provider.port}?auth=xoauth2"
    transport = SmtpTransport(parse_server(place), client_side(certificate), 5, tokens)
    transport.remember(RefusedLogins(database(folder), "", Clock()))
    verdict = transport.open()
    transport.close()
    return verdict and verdict.kind


@pytest.mark.parametrize(
    ("code", "error", "times"),
    [
        (400, "invalid_grant", 1),
        (401, "invalid_client", 1),
        (400, "unauthorized_client", 1),
        (400, "interaction_required", 1),
        (400, "temporarily_unavailable", 3),
        (429, "slow_down", 3),
        (503, "server_error", 3),
    ],
)
def test_a_token_address_is_asked_once_when_it_refuses(
    code: int, error: str, times: int, certificate: Path, tmp_path: Path
) -> None:
    """A refusal of the client or its token, and not a bad day of the provider."""
    provider = Provider(answers=[(code, {"error": error})] * 3)
    with providing(provider, certificate):
        assert None not in [through(provider, certificate, tmp_path) for _ in range(3)]

    assert (len(provider.asked), provider.logins) == (times, 0)


@pytest.mark.parametrize("rotates", [False, True])
def test_a_server_that_refuses_each_fresh_token_is_asked_once(
    rotates: bool, certificate: Path, tmp_path: Path
) -> None:
    """A new access token, and a new refresh token, are not a new login."""
    provider = Provider(rotates=rotates)
    with providing(provider, certificate):
        real = provider.give
        provider.give = lambda form: (real(form), provider.valid.clear())[0]  # type: ignore[method-assign]
        assert [through(provider, certificate, tmp_path) for _ in range(4)] == [Kind.STOP] * 4

    assert (provider.logins, len(provider.asked)) == (1, 1)


def test_a_given_token_is_tried_again_once_it_is_another(certificate: Path, tmp_path: Path) -> None:
    """Somebody keeps it fresh; an old one is said once."""
    provider = Provider(valid={"new"})
    found = []
    with providing(provider, certificate):
        place = f"smtp+starttls://news%40school.example@localhost:{provider.port}?auth=xoauth2"
        for token in ("old", "old", "new", "new"):
            tokens = GivenToken(token)
            out = SmtpTransport(parse_server(place), client_side(certificate), 5, tokens)
            out.remember(RefusedLogins(database(tmp_path), "", Clock()))
            found.append(out.open())
            out.close()

    assert [one is None for one in found] == [False, False, True, True]
    assert provider.logins == 3


def test_a_mailbox_is_logged_in_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of returned mail, over IMAP; on request once more."""
    monkeypatch.setenv("HALLWAY_DATABASE_URL", f"sqlite:///{tmp_path}/private/mailing.sqlite3")
    with serving(Post({"INBOX": []})) as made:
        monkeypatch.setenv(
            "HALLWAY_IMAP_URL", f"imap://news%40school.example:wrong@127.0.0.1:{made.port}/INBOX"
        )

        def tries(*, again: bool = False) -> int:
            with pytest.raises(CoachError):
                bounces.read(bounces.IMAP, bounces.Wishes(again=again))
            return sum(one.startswith("LOGIN") for one in made.asked)

        assert [tries(), tries(), tries(), tries(again=True), tries()] == [1, 1, 1, 2, 2]
        monkeypatch.setenv(
            "HALLWAY_IMAP_URL", f"imap://news%40school.example:right@127.0.0.1:{made.port}/INBOX"
        )
        with pytest.raises(SystemExit) as end:
            bounces.read(bounces.IMAP, bounces.Wishes())
        assert end.value.code == 0


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)", 1),
        ("NO LOGIN failed.", 1),
        ("NO [EXPIRED] That password has expired", 1),
        ("BAD command unknown", 1),
        ("NO [UNAVAILABLE] Temporary authentication failure", 3),
        ("NO [INUSE] mailbox in use", 3),
        ("NO [ALERT] Too many simultaneous connections. (Failure)", 3),
        ("NO Server Unavailable. 15", 3),
    ],
)
def test_a_mailbox_that_lets_nobody_in_just_now_is_asked_again(
    words: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As RFC 5530 and the big providers say it."""
    from mailing.bounces.server import parse_mail_server
    from tests.mailing.bounces import imap_server

    real = imap_server._Talk._answer
    monkeypatch.setattr(
        imap_server._Talk,
        "_answer",
        lambda self, verb, rest, tag: words if verb == "LOGIN" else real(self, verb, rest, tag),
    )
    with serving(Post({"INBOX": []})) as made:
        place = parse_mail_server(f"imap://a%40b.example:right@127.0.0.1:{made.port}/INBOX")
        for _ in range(3):
            logins = RefusedLogins(database(tmp_path), "", Clock())
            with pytest.raises(MailingError):
                ImapFolder(place, logins=logins).__enter__()

    assert sum(one.startswith("LOGIN") for one in made.asked) == times


class Away(RefusedLogins):
    """A database that goes away just when something is to be noted in it."""

    def note(self, login: Login, digest: str, reply: str) -> None:
        raise DatabaseFailedError("It does not answer.")

    forget = note


@pytest.mark.parametrize(
    ("password", "kind"), [(b"other", Kind.STOP), (b"right", None)], ids=["refused", "let in"]
)
def test_a_database_that_goes_away_makes_nobody_try_again(
    password: bytes, kind: Kind | None, certificate: Path, tmp_path: Path
) -> None:
    """A refusal ends the run all the same."""
    with listening(Sink(password=password), server_side(certificate)) as sink:
        out = SmtpTransport(parse_server(url(sink)), client_side(certificate), 5)
        out.remember(Away(database(tmp_path), "", Clock()))
        verdict = out.open()
        out.close()

    assert (verdict and verdict.kind, sink.logins) == (kind, 1)
