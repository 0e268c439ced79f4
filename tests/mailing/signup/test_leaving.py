"""Leaving by the link in a letter, for mail programs and for people, on both databases."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from mailing.delivery.post_office import MailAccount, Options, PostOffice
from mailing.outbox import Letter
from mailing.store.models import Message, Subscriber
from mailing.store.report import read_report
from mailing.store.subscribers import count_gone
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import PLENTY, START, letter, people, rows, subscribers
from tests.mailing.signup.service import SENDER, SIGNUP, Service, path_in, serving

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("databases")]
MIA = "mia@school.example"
WEEK = "2026-W47"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def listed(service: Service, *addresses: str) -> list[str]:
    """Put people on the list; their tokens."""
    subscribers(service.data).bring_in(rows(addresses), "en", START)
    return [str(service.entry(one, "token")) for one in addresses]


def post_office(service: Service, transport: MemoryTransport, signup: str = "") -> PostOffice:
    """Sends letters whose links lead to the service."""
    account = MailAccount(transport, PLENTY)
    made = PostOffice(
        service.data, [account], SENDER, signup or service.config.signup, service.clock
    )
    letters: list[Letter] = [letter()]
    made.queue(WEEK, letters)
    return made


def header_of(envelope: Envelope, name: str) -> str:
    """A header of a message as it is on the wire, unfolded."""
    head = envelope.body.partition(b"\r\n\r\n")[0].decode()
    found = re.search(rf"^{name}:((?:.*)(?:\r\n[ \t].*)*)", head, re.MULTILINE)
    assert found
    return re.sub(r"\r\n[ \t]", "", found[1]).strip()


def undo_of(page: str) -> dict[str, str]:
    """The form by which whoever has just left takes that back."""
    found = re.search(r'name="undo" value="([0-9a-f]{32})"', page)
    assert found
    return {"do": "return", "undo": found[1]}


@pytest.mark.parametrize("length", [0, 600])
@pytest.mark.parametrize("form", ["data", "files"])
def test_a_mail_program_unsubscribes_with_one_post(tmp_path: Path, length: int, form: str) -> None:
    """The address in the header of a letter, at any length, in either encoding: 200 at once."""
    prefix = f"/{'a' * length}" if length else ""
    with serving(tmp_path, signup=f"{SIGNUP}{prefix}") as service:
        listed(service, MIA)
        transport = MemoryTransport()
        post_office(service, transport).run(WEEK, "", Options(service.clock.sleep))
        (sent,) = transport.accepted
        url = header_of(sent, "List-Unsubscribe").strip("<> ")
        assert len(url) > length
        assert header_of(sent, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"

        # Without cookies, origin, or a browser's headers; from wherever the program runs.
        for origin in ({}, {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}):
            with service.browser(**origin) as program:
                fields = (
                    ONE_CLICK
                    if form == "data"
                    else {name: (None, value) for name, value in ONE_CLICK.items()}
                )
                answer = program.post(url.removeprefix(SIGNUP), **{form: fields})  # type: ignore[arg-type]

            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith("text/plain")
            assert "set-cookie" not in answer.headers
            assert "@" not in answer.text
        assert service.status(MIA) == "unsubscribed"
        assert service.departures() == 1
        assert read_report(service.data, WEEK).departed["unsubscribed"] == 1


def test_no_mail_program_cuts_a_sign_off_the_link(tmp_path: Path) -> None:
    """Where it makes links of addresses in a text, it takes a - or _ at the end for none of it."""
    with serving(tmp_path) as service:
        tokens = listed(service, *people(60))
        tokens.append(service.join(MIA))

    assert all(one.isalnum() and len(one) == 48 for one in tokens)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("", b""),
        ("text/plain", b"List-Unsubscribe=One-Click"),
        ("application/json", b"{}"),
        ("application/x-www-form-urlencoded; charset=none", b"\xff%ZZ&&=\0"),
        ("application/x-www-form-urlencoded", b"a=1&" * 100),
        ("multipart/form-data", b"List-Unsubscribe=One-Click"),
        ("multipart/form-data; boundary=x", b"List-Unsubscribe=One-Click"),
    ],
)
def test_a_garbled_post_unsubscribes_too(tmp_path: Path, kind: str, body: bytes) -> None:
    """However a mail program writes it: whoever posts there means it, and is told so."""
    with serving(tmp_path) as service:
        (token,) = listed(service, MIA)
        with service.browser(**({"Content-Type": kind} if kind else {})) as program:
            answer = program.post(f"/unsubscribe/{token}", content=body)

        assert (answer.status_code, service.status(MIA)) == (200, "unsubscribed")


def test_people_have_one_button_and_may_take_it_back(tmp_path: Path) -> None:
    """The page changes nothing, names nobody in full, and what was done can be undone."""
    with serving(tmp_path) as service:
        (token,) = listed(service, MIA)
        path = f"/unsubscribe/{token}"
        page = service.get(path)
        assert "m…@s….example" in page.text
        assert MIA not in page.text
        assert service.status(MIA) == "confirmed"

        left = service.post(path, {"do": "leave"})
        assert left.status_code == 200
        assert "That was a mistake" in left.text
        assert service.status(MIA) == "unsubscribed"
        assert service.departures() == 1
        assert subscribers(service.data).bring_in(rows([MIA]), "en", START).left == 1
        assert "You have left" in service.get(path).text

        # Whoever was forwarded the letter has its link as well, and may press every button.
        for data in ({"do": "return"}, {"do": "return", "undo": "0" * 32}, {"do": "leave"}):
            page = service.post(path, data)
            assert "You have left" in page.text
            assert 'name="undo"' not in page.text
            assert service.status(MIA) == "unsubscribed"
        assert 'name="undo"' not in service.get(path).text

        assert "You are back" in service.post(path, undo_of(left.text)).text
        assert service.status(MIA) == "confirmed"
        assert service.departures() == 0
        assert count_gone(service.data) == 0


def test_after_a_week_leaving_is_for_good(tmp_path: Path) -> None:
    """Then the way back is the form; and who bounced or complained has no other one."""
    with serving(tmp_path) as service:
        (token,) = listed(service, MIA)
        left = service.post(f"/unsubscribe/{token}")
        service.clock.now += 7 * 86_400

        answer = service.post(f"/unsubscribe/{token}", undo_of(left.text))

        assert service.status(MIA) == "unsubscribed"
        assert "That was a mistake" not in answer.text
        assert 'href="/?lang=en"' in answer.text


def test_a_forwarded_letter_gives_nothing_away(tmp_path: Path) -> None:
    """Its link leads to no settings; those are mailed to the address, within its limit."""
    with serving(tmp_path) as service:
        (token,) = listed(service, MIA)
        assert service.get(f"/preferences/{token}").status_code == 404
        assert service.get(f"/preferences/{token}.{'0' * 32}").status_code == 404
        for _ in range(5):
            answer = service.post(f"/unsubscribe/{token}", {"do": "settings"})
            assert answer.status_code == 200
            assert MIA not in answer.text

        (mail,) = service.mails()
        assert mail["To"] == MIA
        assert MIA in service.get(path_in(mail)).text


def test_nobody_who_left_is_mailed_by_somebody_else_who_has_the_letter(tmp_path: Path) -> None:
    """The button for another language is of no use any more, and says why."""
    with serving(tmp_path) as service:
        (token,) = listed(service, MIA)
        service.post(f"/unsubscribe/{token}")
        answer = service.post(f"/unsubscribe/{token}", {"do": "settings"})

        assert "You have left" in answer.text
        assert service.notices() == 0


@pytest.mark.parametrize("data", [ONE_CLICK, {"do": "leave"}, {"do": "return"}, {"do": "settings"}])
def test_an_unknown_link_is_told_so_and_takes_nobody_off(
    tmp_path: Path, data: dict[str, str]
) -> None:
    """A link that was cut in two must not look as if it had worked."""
    with serving(tmp_path) as service:
        (token,) = listed(service, MIA)
        for path in (f"/unsubscribe/{token[:-1]}", "/unsubscribe/%00", "/unsubscribe/%F0%9F"):
            assert service.post(path, data).status_code in (400, 404)
            assert service.get(path).status_code in (400, 404)
        assert service.status(MIA) == "confirmed"


def test_leaving_beats_every_letter_that_is_not_on_its_way(tmp_path: Path) -> None:
    """While an issue is sent: whoever is told that they have left gets nothing after that."""
    with serving(tmp_path) as service:
        names = people(60)
        tokens = dict(zip(names, listed(service, *names), strict=True))
        handed: list[str] = []
        told: dict[str, str] = {}

        def slowly(envelope: Envelope) -> Verdict:
            handed.append(envelope.recipient)
            time.sleep(0.01)
            return Verdict(Kind.SENT)

        office = post_office(service, MemoryTransport(slowly))

        def leave() -> None:
            with service.browser() as program:
                for name in reversed(names):
                    answer = program.post(f"/unsubscribe/{tokens[name]}", data=ONE_CLICK)
                    assert answer.status_code == 200
                    told[name] = states_in(service)[name]

        leaver = threading.Thread(target=leave)
        leaver.start()
        ended = office.run(WEEK, "", Options(service.clock.sleep))
        leaver.join()

        assert ended.how == "done"
        assert set(told) == set(names)
        assert set(told.values()) <= {"cancelled", "claimed", "sent"}
        assert {name for name in handed if told[name] == "cancelled"} == set()
        now = states_in(service)
        assert {name for name, state in now.items() if state == "sent"} == set(handed)
        assert {now[name] for name in names if name not in handed} <= {"cancelled"}
        assert 0 < len(handed) < 60
        assert len(handed) == len({*handed})
        assert service.departures() == 60


def states_in(service: Service) -> dict[str, str]:
    """What became of each one's letter so far."""
    states = select(Subscriber.address, Message.state).join(
        Subscriber, Subscriber.id == Message.subscriber_id
    )
    with service.data.begin() as connection:
        return {row.address: row.state for row in connection.execute(states)}
