"""listmonk and Buttondown as they document themselves: what they are asked, what they answer."""

from __future__ import annotations

import socket

import httpx
import pytest

from mailing.engines import (
    EngineError,
    GoneError,
    MailingError,
    Parcel,
    Target,
    UnansweredError,
    key_of,
)
from mailing.engines.buttondown import checked_key
from mailing.engines.listmonk import TEMPLATE
from mailing.engines.listmonk_place import (
    EXAMPLE,
    LISTS_EXAMPLE,
    Place,
    call_at,
    parse_lists,
    parse_place,
)
from tests.mailing.builders import letter
from tests.mailing.engines.contract import EngineServer, engine
from tests.mailing.engines.speaking import NAMES, parcel, speaker


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_is_made_found_and_sent_once(name: str) -> None:
    """As its contract has it; the address of the letter is its key, not its wording."""
    with engine(name) as server:
        one = speaker(server)
        mine = parcel(one)
        assert one.find(mine) is None
        made = one.create(mine)
        found = one.find(Parcel(letter(subject="Put right"), mine.target))
        sent = one.send(made.id)
        later = one.look(made.id)

    assert found == made
    assert (made.stage, sent.stage, later.stage) == ("draft", "sending", "sending")
    assert server.started == [made.id]


def test_listmonk_gets_our_own_html_and_text_without_its_pixel() -> None:
    """In a template that adds nothing, made once; to one list, with our address."""
    with engine("listmonk") as server:
        one = speaker(server)
        one.create(parcel(one))
        one.create(parcel(one, "teachers"))

    first, second = (asked.body for asked in server.did("POST", "/campaigns"))
    assert [body["lists"] for body in (first, second)] == [[3], [4]]
    assert first["template_id"] == second["template_id"] == 7
    assert [asked.body for asked in server.did("POST", "/templates")] == [
        {"name": TEMPLATE, "type": "campaign", "body": '{{ template "content" . }}'}
    ]
    assert first["content_type"] == "html"
    assert "{{ UnsubscribeURL }}" in first["body"]
    assert "{{ UnsubscribeURL }}" in first["altbody"]
    assert "Track" not in first["body"]
    assert first["from_email"] == "Technology coach <news@school.example>"
    assert first["headers"] == [{"Reply-To": "coach@school.example"}]
    assert key_of(letter()) in first["tags"]


def test_listmonk_tells_how_many_read_a_list() -> None:
    """Before anything is made."""
    with engine("listmonk") as server:
        assert speaker(server).targets(["families"]) == {
            "families": Target("3", "the list “Families” of listmonk", 612)
        }


def test_buttondown_keeps_the_letter_out_of_its_archive() -> None:
    """It may hold what is for the staff; and it goes to those with the tag alone."""
    with engine("buttondown") as server:
        one = speaker(server)
        one.create(parcel(one))
        one.create(parcel(one, "everybody"))

    first, second = (asked.body for asked in server.did("POST", "/emails"))
    assert (first["status"], first["archival_mode"], first["template"]) == (
        "draft",
        "disabled",
        "naked",
    )
    tagged = {"field": "subscriber.tags", "operator": "contains", "value": "tag_01h8families"}
    assert first["filters"]["filters"] == [tagged]
    assert second["filters"]["filters"] == []


def test_the_same_request_twice_is_carried_out_once_by_buttondown() -> None:
    """It knows it by its key."""
    with engine("buttondown") as server:
        one = speaker(server)
        mine = parcel(one)
        assert one.create(mine) == one.create(mine)
        assert len(server.made) == 1


def test_an_older_letter_is_found_behind_newer_ones() -> None:
    """Page after page."""
    with engine("buttondown") as server:
        one = speaker(server)
        mine = one.create(parcel(one))
        for number in range(5):
            one.create(Parcel(letter(edition=f"2026-W{number + 10}"), Target("", "all")))
        assert one.find(parcel(one)) == mine


@pytest.mark.parametrize(
    ("name", "audience", "words"),
    [
        ("listmonk", "students", "HALLWAY_LISTMONK_LISTS"),
        ("listmonk", "nobody", "no such list: nobody:99"),
        ("buttondown", "students", "no tag named students"),
    ],
)
def test_an_audience_that_is_not_there_is_told(name: str, audience: str, words: str) -> None:
    """With what to do."""
    with engine(name) as server, pytest.raises(MailingError, match=words):
        speaker(server).targets([audience])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (400, EngineError, "says no"),
        (401, EngineError, "Check "),
        (403, EngineError, "Check "),
        (404, GoneError, "says no"),
        (422, EngineError, "newer Hallway"),
        (429, EngineError, "Wait 45 seconds"),
        (500, UnansweredError, "Hallway looks first"),
        (503, UnansweredError, "Hallway looks first"),
        ("drop", UnansweredError, "did not answer"),
        ("late", UnansweredError, "did not answer"),
    ],
)
def test_every_no_and_every_silence_is_told_with_what_to_do(
    name: str, code: int | str, kind: type[Exception], words: str
) -> None:
    """And whether it may have been carried out."""
    with engine(name) as server:
        one = speaker(server)
        mine = parcel(one)
        server.twist = lambda asked: code if asked.method == "POST" else None
        server.templates.append({"id": 7, "type": "campaign", "body": '{{template "content" .}}'})
        server.templates[0]["body"] = '{{ template "content" . }}'
        with pytest.raises(kind, match=words) as error:
            one.create(mine)

    assert type(error.value) is kind
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_listens(name: str) -> None:
    """Then surely nothing was made."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{free.getsockname()[1]}"
    server = EngineServer({"engine": name}, base=base)

    with pytest.raises(EngineError, match="cannot be reached"):
        speaker(server).look("1")


def test_a_website_in_the_place_of_an_engine_is_no_trouble_of_the_engine() -> None:
    """A mistyped address: a page answers, and says that all is well."""
    page = httpx.MockTransport(lambda _: httpx.Response(200, html="<p>Welcome</p>"))
    place = Place("http://127.0.0.1", "hallway", "secret")

    with pytest.raises(UnansweredError, match="Is its address right") as error:
        call_at(place, httpx.Client(transport=page))("GET", "/api/lists")

    assert "trouble" not in str(error.value)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_there_is_gone(name: str) -> None:
    """listmonk calls that a bad request, Buttondown a missing one."""
    with engine(name) as server, pytest.raises(GoneError):
        speaker(server).look("17")


def test_a_campaign_without_its_list_is_not_taken_for_the_letter() -> None:
    """listmonk leaves out lists that its user may not manage, and says nothing."""
    with engine("listmonk") as server:
        one = speaker(server)
        mine = parcel(one)
        one.create(mine)
        server.made["1"]["lists"] = []
        with pytest.raises(UnansweredError, match="manage that list"):
            one.find(mine)


def test_the_examples_can_be_used() -> None:
    """And a path before the API stays."""
    assert parse_place(EXAMPLE) == Place("https://lists.school.example", "hallway", "token")
    assert parse_place("https://a:b%2Fc@host:8443/mail/").base == "https://host:8443/mail"
    assert parse_lists(LISTS_EXAMPLE) == {"families": 3, "teachers": 4}
    assert "token" not in repr(parse_place(EXAMPLE))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://host",
        "https://user@host",
        "http://user:pass@host",
        "ftp://user:pass@host",
        "https://user:pass@",
        "https://user:pass@host:x",
        "https://us%0Aer:pass@host",
        "https://user:p\u00e4ss@host",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_repeating_it(url: str) -> None:
    """It holds a token."""
    with pytest.raises(MailingError, match="HALLWAY_LISTMONK_URL cannot be used") as error:
        parse_place(url)
    assert "pass" not in str(error.value)


@pytest.mark.parametrize(
    "written", ["families", "families:x", "families:3 families:4", "families:3 teachers:3", ":3"]
)
def test_lists_are_named_by_number(written: str) -> None:
    """Once each."""
    with pytest.raises(MailingError, match="HALLWAY_LISTMONK_LISTS"):
        parse_lists(written)


def test_a_key_is_one_word() -> None:
    """Nothing else fits into a header."""
    with pytest.raises(MailingError, match="HALLWAY_BUTTONDOWN_KEY"):
        checked_key("two words")
