"""DKIM: what arrives carries a signature that a receiver can verify."""

from __future__ import annotations

import base64
import builtins
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from commands.bootstrap import ROOT
from mailing.delivery.post_office import MailAccount, Options, PostOffice
from mailing.dkim import HEADERS, check_alignment, load_signer
from mailing.errors import MailingError
from mailing.message import build_frame, fill_frame, parse_sender
from mailing.store.database import Database
from mailing.transport.smtp import SmtpTransport
from mailing.transport.url import parse_server
from tests.mailing.builders import PLENTY, START, Clock, database, letter, rows, subscribers
from tests.mailing.sink import Sink, listening
from tests.mailing.verifier import needs_dkim

SENDER = parse_sender("Technology coach <news@school.example>", "coach@school.example")
SIGNUP = "https://news.school.example"


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A private key, as openssl makes one."""
    file = tmp_path_factory.mktemp("dkim") / "dkim.pem"
    subprocess.run(["openssl", "genrsa", "-out", file, "2048"], check=True, capture_output=True)
    return file


def verified(message: bytes, key: Path) -> bool:
    """What a receiver finds, with the public key in the DNS."""
    command = ["openssl", "rsa", "-in", key, "-pubout", "-outform", "DER"]
    public = subprocess.run(command, check=True, capture_output=True).stdout
    asked: list[bytes] = []

    def look_up(name: bytes, timeout: int = 5) -> bytes:
        asked.append(name)
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    found = bool(needs_dkim().verify(message, dnsfunc=look_up))
    assert asked == [b"fall2026._domainkey.school.example."]
    return found


def signed(key: Path) -> bytes:
    """A whole message, signed."""
    url = f"{SIGNUP}/unsubscribe/{'t' * 600}"
    frame = build_frame(letter(), SENDER)
    message = fill_frame(frame, "mia@school.example", "<1@school.example>", url, START)
    return load_signer(key, "fall2026", "school.example")(message)


def test_a_signed_message_is_verified_and_a_changed_one_is_not(key: Path) -> None:
    """Every header that matters is covered, none can be added, and the whole text."""
    needs_dkim()
    message = signed(key)

    assert verified(message, key)
    assert not verified(message.replace(b"Good morning", b"Bad morning"), key)
    assert not verified(message.replace(b"List-Unsubscribe:", b"X-Unsubscribe:"), key)
    for name in HEADERS:
        added = f"{name}: x\r\n".encode() + message
        assert not verified(added, key), f"another {name} goes unnoticed"


def test_it_arrives_as_it_was_signed_and_stored(key: Path, tmp_path: Path) -> None:
    """Through a server, lone dots and all; another try sends the very same bytes."""
    needs_dkim()
    clock, told = Clock(), iter(["451 4.2.0 later"])

    def later(_: Sink, address: str) -> str | None:
        return next(told, None)

    with listening(Sink(on_data=later)) as sink:
        data: Database = database(tmp_path)
        transport = SmtpTransport(parse_server(f"smtp://127.0.0.1:{sink.port}"), patience=5)
        sign = load_signer(key, "fall2026", "school.example")
        accounts = [MailAccount(transport, PLENTY)]
        post = PostOffice(data, accounts, SENDER, SIGNUP, clock, sign)
        subscribers(data).bring_in(rows(["mia@school.example"]), "en", START)
        post.queue("2026-W47", [letter()])
        ended = post.run("2026-W47", "", Options(clock.sleep))

    assert ended.how == "done"
    (message,) = sink.bodies
    assert message.startswith(b"DKIM-Signature: ")
    assert verified(message, key)


def test_without_the_package_the_way_to_it_is_told(
    key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a sentence, before anything is sent."""
    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "dkim":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)

    with pytest.raises(MailingError, match=r"pip install -r requirements-dkim\.lock"):
        load_signer(key, "fall2026", "school.example")


@pytest.mark.parametrize("kind", ["public", "ec", "text", "nothing"])
def test_a_key_that_cannot_sign_is_told(key: Path, tmp_path: Path, kind: str) -> None:
    """With how to make one; nothing of the key is repeated."""
    needs_dkim()
    file = tmp_path / "wrong.pem"
    if kind == "public":
        subprocess.run(["openssl", "rsa", "-in", key, "-pubout", "-out", file], check=True)
    elif kind == "ec":
        command = ["openssl", "genpkey", "-algorithm", "ED25519", "-out", file]
        subprocess.run(command, check=True)
    elif kind == "text":
        file.write_text("my key")

    with pytest.raises(MailingError, match=r"openssl genrsa|cannot be read") as told:
        load_signer(file, "fall2026", "school.example")

    assert "BEGIN" not in str(told.value)


@pytest.mark.parametrize(
    ("selector", "domain", "told"),
    [
        ("", "school.example", "HALLWAY_DKIM_SELECTOR is not set"),
        ("two words", "school.example", "HALLWAY_DKIM_SELECTOR is"),
        ("s", "school.example; p=", "HALLWAY_DKIM_DOMAIN is"),
    ],
)
def test_names_are_names_of_the_dns(key: Path, selector: str, domain: str, told: str) -> None:
    """They stand in a header."""
    needs_dkim()
    with pytest.raises(MailingError, match=told):
        load_signer(key, selector, domain)


def test_the_domain_is_that_of_the_sender() -> None:
    """Or one above or below it: otherwise the signature counts for nothing."""
    for domain in ("school.example", "mail.school.example", "SCHOOL.example"):
        check_alignment(domain, "news@school.example")
    check_alignment("school.example", "news@mail.school.example")
    with pytest.raises(MailingError, match="same domain"):
        check_alignment("notschool.example", "news@school.example")


def test_the_lock_pins_what_signing_asks_for() -> None:
    """Each package with its hashes, and no other version than the project allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (wanted,) = [Requirement(one) for one in project["optional-dependencies"]["dkim"]]
    lines = (ROOT / "requirements-dkim.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    pinned = dict(
        re.findall(r"^(\S+)==(\S+) .*--hash=sha256:", line)[0] for line in lines if "==" in line
    )

    assert wanted.specifier.contains(pinned[wanted.name])
    assert len(pinned) > 1
