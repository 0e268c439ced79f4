"""A form is sent to a whole, encrypted address, and a policy can name its origin."""

from __future__ import annotations

import pytest

from plugins.subscribing.targets import checked_service, checked_target, is_local, origin_of


@pytest.mark.parametrize(
    ("written", "target", "origin"),
    [
        ("https://news.school.example", "https://news.school.example", None),
        ("https://News.School.example:8443/x?y=1", None, "https://news.school.example:8443"),
        ("https://schule-münchen.example/a", None, "https://xn--schule-mnchen-3ob.example"),
        ("http://127.0.0.1:8001/x", "http://127.0.0.1:8001/x", "http://127.0.0.1:8001"),
        ("http://localhost/", "http://localhost/", "http://localhost"),
    ],
)
def test_an_address_is_taken_with_its_host_in_ascii(
    written: str, target: str | None, origin: str | None
) -> None:
    """Policies name hosts as the network does."""
    found = checked_target(written)

    assert target in (None, found)
    assert origin in (None, origin_of(found))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "news.school.example",
        "http://news.school.example",
        "http://127.0.0.1.evil.example",
        "ftp://news.school.example",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "https://news.school.example:port",
        "https://news.school.example:99999",
        "https://ada:secret@news.school.example",
        "https://@news.school.example",
        "https://news.school.example/#top",
        "https://news.school.example; script-src *",
        "https://news.school.example;script-src",
        "https://*.school.example",
        "https://[::1]",
        "https://news.school.example/a b",
        'https://news.school.example/"onclick=x',
        "https://news.school.example\n",
        "https://ne\x00ws.school.example",
    ],
)
def test_anything_else_is_refused(written: str) -> None:
    """Neither unencrypted, nor with a secret, nor with a way into the policy or the page."""
    with pytest.raises(ValueError, match=r"it |take "):
        checked_target(written)


def test_a_service_is_known_without_its_last_slash() -> None:
    """The form adds it."""
    assert checked_service("https://school.example/news/") == "https://school.example/news"
    with pytest.raises(ValueError, match="take out"):
        checked_service("https://school.example/?list=1")


def test_this_computer_is_known() -> None:
    """No family reaches it."""
    assert is_local(checked_target("http://127.0.0.1:8001"))
    assert not is_local(checked_target("https://news.school.example"))
