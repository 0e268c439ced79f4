"""Who calls: limits count whom a trusted proxy names, and nobody hides behind a header."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.errors import MailingError
from mailing.signup.callers import client_of, is_local
from mailing.signup.config import checked_site, origin_of, parse_proxies
from tests.mailing.signup.service import CONFIG

PROXIES = parse_proxies("127.0.0.1, 10.0.0.0/8 ::1")


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["198.51.100.1"], "203.0.113.9"),
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6, 198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["6.6.6.6", "198.51.100.1, 10.2.3.4"], "198.51.100.1"),
        ("10.9.9.9", ["10.1.1.1"], "10.1.1.1"),
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("127.0.0.1", ["unknown"], "127.0.0.1"),
        ("::1", ['"[2001:db8:1:2:3::4]:4711"'], "2001:db8:1:2::/64"),
        ("2001:db8:1:2:aaaa::1", [], "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", [], "203.0.113.9"),
        ("testclient", [], "testclient"),
    ],
)
def test_the_client_is_whom_trusted_proxies_name(
    peer: str, forwarded: list[str], client: str
) -> None:
    """From the last entry on; an IPv6 household is one client."""
    assert client_of(peer, forwarded, PROXIES) == client


@given(st.lists(st.text(max_size=60), max_size=5))
def test_without_a_trusted_proxy_no_header_changes_who_somebody_is(headers: list[str]) -> None:
    """Whatever is written into it."""
    assert client_of("203.0.113.9", headers, PROXIES) == "203.0.113.9"


@given(st.text(max_size=80))
def test_whatever_stands_in_front_is_not_believed(lie: str) -> None:
    """Behind a proxy the last entry is the one it wrote."""
    assert client_of("127.0.0.1", [f"{lie}, 198.51.100.1"], PROXIES) == "198.51.100.1"


def test_networks_are_read_or_refused() -> None:
    """With an example of how to write them."""
    assert parse_proxies("") == ()
    with pytest.raises(MailingError, match=r"127\.0\.0\.1, 10\.0"):
        parse_proxies("caddy")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8025", "[::1]:80", "127.0.0.1:8025"])
def test_this_computer_is_known(host: str) -> None:
    """By its names, with any port."""
    assert is_local(host)


@pytest.mark.parametrize("host", ["127.0.0.1.evil.example", "evil", "", "[", "localhost@evil:1"])
def test_no_other_is_this_computer(host: str) -> None:
    """Nor what only looks like it."""
    assert not is_local(host)


def test_the_website_is_an_address() -> None:
    """Its path does not matter to a browser."""
    assert checked_site("https://school.example/hallway/") == "https://school.example/hallway"
    assert origin_of("https://School.example:443/hallway") == "https://school.example"
    assert origin_of("null") == ""
    for wrong in ("", "school.example", "ftp://school.example", "https://a b"):
        with pytest.raises(MailingError, match="HALLWAY_SITE_URL"):
            checked_site(wrong)


def test_a_path_that_is_a_page_of_the_service_is_refused() -> None:
    """It could not be told whether a proxy took it away."""
    with pytest.raises(MailingError, match="Choose another path"):
        replace(CONFIG, signup="https://school.example/confirm")


def test_a_service_without_letters_is_refused() -> None:
    """There would be nothing to tick."""
    with pytest.raises(MailingError, match="no letter"):
        replace(CONFIG, audiences={})
