"""Returned mail on a mail server: a verified connection, one login, nothing marked unasked."""

from __future__ import annotations

import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from mailing.bounces.imap import ImapFolder
from mailing.bounces.opened import LARGEST
from mailing.bounces.server import EXAMPLE, MailServer, parse_mail_server
from mailing.errors import MailingError
from tests.mailing.bounces.imap_server import Post, serving
from tests.mailing.bounces.returned import report

FOLDER = "INBOX/Bounces"


def post(**changes: object) -> Post:
    """Three mails in a folder, and an empty one."""
    mails = [(4, report("qmail")), (7, report("vacation")), (9, b"x" * 3 * LARGEST)]
    made = Post({"INBOX": [], FOLDER: mails, "INBOX/Done": []})
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def server(made: Post, words: str = "news%40school.example:right", **changes: object) -> MailServer:
    """How ``made`` is reached without encryption."""
    found = parse_mail_server(f"imap://{words}@127.0.0.1:{made.port}/{FOLDER}")
    return replace(found, **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for localhost, of nobody's authority."""
    folder = tmp_path_factory.mktemp("certificate")
    command = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem"))
    subprocess.run([*command, "-nodes", *names, *files], check=True, capture_output=True)
    return folder


def test_every_mail_is_read_and_none_is_marked() -> None:
    """The folder is opened for reading only, and of a huge mail the beginning is fetched."""
    with serving(post()) as made, ImapFolder(server(made)) as box:
        mails = [*box.mails()]
        assert len(box) == 3

    assert [one.uid for one in mails] == ["4", "7", "9"]
    assert mails[0].raw == report("qmail")
    assert mails[0].place == "INBOX/Bounces on 127.0.0.1, mail 4"
    assert len(mails[2].raw) == LARGEST
    assert made.marks == {}
    verbs = [one.split(" ")[0] for one in made.asked]
    assert "EXAMINE" in verbs
    assert "SELECT" not in verbs


def test_what_is_settled_is_marked_or_moved_when_asked_to() -> None:
    """And nothing else is."""
    with serving(post()) as made, ImapFolder(server(made), changes=True) as box:
        box.mark_seen(["4", "7"])
        box.move(["7"], "INBOX/Done")

    assert made.marks == {4: {"Seen"}, 7: {"Seen"}}
    assert [number for number, _ in made.folders[FOLDER]] == [4, 9]
    assert [number for number, _ in made.folders["INBOX/Done"]] == [7]


def test_a_folder_to_move_to_has_to_be_there() -> None:
    """Nothing is lost on the way to nowhere."""
    with (
        serving(post()) as made,
        ImapFolder(server(made), changes=True) as box,
        pytest.raises(MailingError, match="Is there a folder of the name"),
    ):
        box.move(["4"], "INBOX/Elsewhere")

    assert len(made.folders[FOLDER]) == 3


def test_nothing_is_copied_and_deleted_in_place_of_a_move() -> None:
    """A server that cannot move is told of."""
    with (
        serving(post(can_move=False)) as made,
        ImapFolder(server(made), changes=True) as box,
        pytest.raises(MailingError, match="cannot move mails"),
    ):
        box.move(["4"], "INBOX/Done")

    assert not [one for one in made.asked if "COPY" in one or "EXPUNGE" in one]


def test_encrypted_with_a_certificate_that_is_checked(certificate: Path) -> None:
    """One that nobody vouches for is refused before a password is said; one that fits is used."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    trusted = ssl.create_default_context(cafile=certificate / "cert.pem")
    with serving(post(), context) as made:
        place = server(made, security="tls", host="localhost")
        with pytest.raises(MailingError, match="certificate is not valid"):
            ImapFolder(place).__enter__()
        assert made.asked == []
        with ImapFolder(place, context=trusted) as box:
            assert len(box) == 3


def test_a_wrong_password_is_tried_once_and_told_without_it() -> None:
    """More tries would lock the account."""
    with serving(post()) as made, pytest.raises(MailingError) as error:
        ImapFolder(server(made, "news%40school.example:secret")).__enter__()

    assert sum(one.startswith("LOGIN") for one in made.asked) == 1
    assert "cannot be opened" in str(error.value)
    assert "secret" not in str(error.value)


def test_a_token_logs_in_where_a_password_does_not() -> None:
    """XOAUTH2, as Microsoft and Google want it."""
    with serving(post()) as made:
        place = replace(server(made), password="", xoauth2=True)
        with ImapFolder(place, lambda: "fresh") as box:
            assert len(box) == 3
        with pytest.raises(MailingError, match="cannot be opened"):
            ImapFolder(place, lambda: "stale").__enter__()


def test_a_folder_that_is_not_there_is_told_with_those_that_are() -> None:
    """Servers name their folders as they like."""
    with (
        serving(post()) as made,
        pytest.raises(MailingError, match="INBOX, INBOX/Bounces, INBOX/Done"),
    ):
        ImapFolder(server(made, folder="Bounces")).__enter__()


def test_a_server_that_hangs_up_ends_the_run_with_a_sentence() -> None:
    """What was read before is counted by then."""
    read: list[str] = []
    with (
        serving(post(hang_up_at=7)) as made,
        ImapFolder(server(made)) as box,
        pytest.raises(MailingError, match="has hung up"),
    ):
        read.extend(one.uid for one in box.mails())

    assert read == ["4"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "imaps://host/INBOX",
        "imaps://user@host/INBOX",
        "imaps://user:pass@/INBOX",
        "imaps://user:pass@host:notaport/INBOX",
        "imaps://user:pass@host/INBOX?auth=ntlm",
        "imaps://user:pass@host/INBOX?auth=xoauth2",
        "imaps://user:pass@host/IN%0ABOX",
        "imap://user:pass@mail.school.example/INBOX",
        "https://user:pass@host/INBOX",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(url: str) -> None:
    """It holds a password."""
    with pytest.raises(MailingError, match="HALLWAY_IMAP_URL cannot be used") as error:
        parse_mail_server(url)
    assert "pass@" not in str(error.value)


def test_the_example_can_be_used() -> None:
    """And a folder is what stands after the host."""
    found = parse_mail_server(EXAMPLE)

    assert (found.port, found.security, found.folder) == (993, "tls", "INBOX/Bounces")
    assert found.user == "news@school.example"
    assert "password" not in repr(found)
