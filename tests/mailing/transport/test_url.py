"""Where mail goes out, as the environment says it."""

from __future__ import annotations

import pytest

from mailing.errors import MailingError
from mailing.transport.url import parse_server


def test_where_mail_goes_out() -> None:
    """Every form of the address; the password is never shown."""
    server = parse_server("smtp+starttls://news%40school.example:p%40ss@smtp.office365.com")

    assert (server.user, server.password, server.port) == ("news@school.example", "p@ss", 587)
    assert "p@ss" not in repr(server)
    assert parse_server("smtps://a:b@mail.example").port == 465
    assert parse_server("smtp://[::1]:2525").security == "none"


@pytest.mark.parametrize("host", ["Mail.Example", "mail.example.", "mail.example:465"])
def test_an_account_is_one_however_its_host_is_written(host: str) -> None:
    """Else each spelling had what the account may send to itself."""
    assert parse_server(f"smtps://A:b@{host}").account == "a@mail.example"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mail.school.example",
        "http://mail.school.example",
        "smtp://mail.school.example",
        "smtp://127.0.0.1.evil.example",
        "smtps://coach@mail.example",
        "smtps://:pa55@mail.example:no",
        "smtps://",
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(url: str) -> None:
    """Among them every one that would say a password or a letter in the clear."""
    with pytest.raises(MailingError, match="smtp\\+starttls://") as told:
        parse_server(url)

    assert "pa55" not in str(told.value)
