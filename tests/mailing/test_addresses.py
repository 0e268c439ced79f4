"""Addresses: every way people write one, and none that would break a mail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing.addresses import AddressError, mask_addresses, masked, parse_address, parse_mailboxes


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (" mia@school.example\r\n", "mia@school.example"),
        ("\ufeffmia@school.example", "mia@school.example"),
        ("mia+news@school.example", "mia+news@school.example"),
        ("Mia.O'Neil@School.Example", "Mia.O'Neil@school.example"),
        ("post@Straße.example", "post@xn--strae-oqa.example"),
        ("post@bücher.example", "post@xn--bcher-kva.example"),
        ("post@bu\u0308cher.example", "post@xn--bcher-kva.example"),
        ("post@学校.example", "post@xn--48s290a.example"),
    ],
)
def test_the_server_is_told_plain_ascii(written: str, text: str) -> None:
    """Domains of all scripts, plus addresses, and what a spreadsheet leaves around them."""
    assert parse_address(written).text == text


def test_twins_that_differ_in_capitals_are_one_mailbox() -> None:
    """A plus address is another mailbox, capital letters are not."""
    one, twin, plus = (
        parse_address(f"{name}@SCHOOL.example") for name in ("mia", "MIA", "mia+news")
    )

    assert one.key == twin.key
    assert one.key != plus.key


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "mia",
        "@school.example",
        "mia@",
        "mia@localhost",
        "mia@[127.0.0.1]",
        "mia@127.0.0.1",
        "mia@school..example",
        "mia@-school.example",
        "mia@school.example.",
        "mia mia@school.example",
        "mia..b@school.example",
        ".mia@school.example",
        '"mia"@school.example',
        "Mia <mia@school.example>",
        "mia@a.example,ben@a.example",
        "mïa@school.example",
        "mia@school.example\nBcc: ben@school.example",
        "mia\x00@school.example",
        "mia\u200b@school.example",
        "mia\u2028@school.example",
        "m" * 65 + "@school.example",
        "mia@" + "a." * 130 + "example",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(written: str) -> None:
    """The sentence may stand in a log, so nothing of what was written is in it."""
    with pytest.raises(AddressError) as told:
        parse_address(written)

    assert "mia" not in str(told.value).replace("mia@school.example", "")
    assert "ben" not in str(told.value)


@given(st.text(max_size=60))
def test_whatever_is_written_an_address_is_safe_in_a_header(written: str) -> None:
    """Refused, or one line of visible ASCII that is read back as the same mailbox."""
    try:
        address = parse_address(f"{written}@school.example")
    except AddressError:
        return

    assert address.text.isascii()
    assert address.text.isprintable()
    assert " " not in address.text
    assert parse_address(address.text) == address


def test_an_address_shows_itself_masked() -> None:
    """Printed, formatted, in a traceback: never the address."""
    address = parse_address("mia.smith@smith-family.example")

    shown = f"{address} {address!r} {[address]}"

    assert "smith" not in shown
    assert "m…@s….example" in shown


def test_answers_of_servers_are_masked() -> None:
    """550 lines repeat the address; what is shown does not."""
    told = mask_addresses("550 5.1.1 <mia@school.example>: user unknown; rcpt=mia@school.example.")

    assert "mia" not in told
    assert "school.example" not in told
    assert told.startswith("550 5.1.1 <m…@s….example>: user unknown")
    assert masked("mia@localhost") == "m…@…"


@given(st.text(alphabet="ab@.<>\",;: \n'", max_size=40) | st.text(max_size=40))
def test_a_field_of_an_address_book_gives_addresses_or_a_sentence(written: str) -> None:
    """Whatever stands in it; each address found is one by itself."""
    try:
        found = parse_mailboxes(written)
    except AddressError:
        return
    assert found.addresses
    assert all(parse_address(one.text) == one for one in found.addresses)
