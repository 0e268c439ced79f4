"""Signing up is asked for twice, tells nobody who is on the list, and stays within limits."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mailing.addresses import parse_address
from mailing.delivery.post_office import MailAccount, PostOffice
from mailing.message import parse_sender
from mailing.quota import DAY
from mailing.store.attempts import TryLimits, Window
from mailing.store.departures import Reason, depart, erase
from mailing.store.profiles import settings_key
from mailing.store.signups import Wish
from mailing.store.subscribers import count_gone
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import PLENTY, leave, letter, rows, subscribers
from tests.mailing.signup.service import (
    SIGNUP,
    SITE,
    links_in,
    part_of,
    path_in,
    serving,
)

pytestmark = pytest.mark.slow

MIA = "mia@school.example"


@pytest.mark.usefixtures("databases")
def test_somebody_is_on_the_list_once_they_pressed_the_button_in_the_mail(tmp_path: Path) -> None:
    """Not by the form, nor by opening the link; and by pressing it twice only once."""
    with serving(tmp_path) as service:
        answer = service.sign_up(f" {MIA.upper()} ", "teachers", "families", lang="es")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/sent?lang=es"
        assert service.status(MIA) == "pending"

        (mail,) = service.mails()
        assert mail["To"].lower() == MIA
        path = path_in(mail)
        page = service.get(path)
        assert page.status_code == 200
        assert service.status(MIA) == "pending"

        for _ in range(2):
            assert service.post(path).status_code == 200
            assert service.status(MIA) == "confirmed"
        assert service.get(path).status_code == 200
        assert service.entry(MIA, "audiences") == ["families", "teachers"]
        assert service.entry(MIA, "lang") == "es"
        assert service.woken.is_set()


def test_a_scanner_that_opens_every_link_of_every_mail_changes_nothing(tmp_path: Path) -> None:
    """GET and HEAD confirm nobody and unsubscribe nobody, in the pages behind them as well."""
    with serving(tmp_path) as service:
        token = service.join(MIA)
        service.clock.now += DAY
        service.sign_up(MIA)
        service.sign_up("ben@school.example")
        paths = {
            link.removeprefix(SIGNUP)
            for mail in service.mails()
            for link in links_in(mail)
            if link.startswith(SIGNUP)
        } | {f"/unsubscribe/{token}"}
        seen = 0
        with service.browser() as scanner:
            while paths:
                path = paths.pop()
                for method in ("HEAD", "GET", "HEAD"):
                    answer = scanner.request(method, path)
                    assert answer.status_code == 200, (method, path)
                seen += 1

        assert seen == 4
        assert service.status(MIA) == "confirmed"
        assert service.status("ben@school.example") == "pending"
        assert service.departures() == 0


@pytest.mark.usefixtures("databases")
def test_the_answer_is_the_same_for_known_unknown_left_and_tired(tmp_path: Path) -> None:
    """Every byte and every header, whoever the address belongs to."""
    with serving(tmp_path) as service:
        known = subscribers(service.data)
        names = ["known", "left", "removed"]
        known.bring_in(rows([f"{one}@school.example" for one in names]), "en", service.clock())
        token = str(service.entry("left@school.example", "token"))
        leave(service.data, token, service.clock())
        known.remove(parse_address("removed@school.example"), service.clock())
        service.sign_up("pending@school.example")
        service.sign_up("tired@school.example")

        answers = []
        for name in ("known", "unknown", "left", "removed", "pending", "tired", "robot"):
            trap = {"website": "https://spam.example"} if name == "robot" else {}
            answer = service.sign_up(f"{name}@school.example", **trap)
            answers.append((answer.status_code, [*answer.headers.raw], answer.content))

        assert len({repr(one) for one in answers}) == 1
        assert answers[0][0] == 303


def test_every_answer_to_a_sign_up_takes_as_long(tmp_path: Path) -> None:
    """However much there was to do for the address: the time is set, not measured."""
    with serving(tmp_path, answer_after=0.5) as service:
        subscribers(service.data).bring_in(rows([MIA]), "en", service.clock())
        took = []
        for address in (MIA, "new@school.example", MIA, "new@school.example"):
            begun = time.monotonic()
            service.sign_up(address)
            took.append(time.monotonic() - begun)

    assert min(took) >= 0.5
    assert max(took) - min(took) < 0.2


def test_who_is_on_the_list_gets_the_link_to_their_settings_instead(tmp_path: Path) -> None:
    """And nothing about them changes by somebody filling in a form."""
    with serving(tmp_path) as service:
        token = service.join(MIA)
        service.clock.now += DAY
        service.sign_up(MIA, "teachers")
        mail = service.mails()[-1]

        path = path_in(mail)
        assert path.startswith(f"/preferences/{token}.")
        assert service.get(path).status_code == 200
        assert service.entry(MIA, "audiences") == ["families"]
        assert service.status(MIA) == "confirmed"


@pytest.mark.usefixtures("databases")
@pytest.mark.parametrize("reason", ["unsubscribed", "bounced", "complained", "removed"])
def test_who_left_comes_back_by_their_own_confirmation_and_by_nothing_else(
    tmp_path: Path, reason: Reason
) -> None:
    """No import and no form; then they are as new."""
    with serving(tmp_path) as service:
        service.join(MIA)
        number = int(str(service.entry(MIA, "id")))
        with service.data.begin() as connection:
            if reason == "removed":
                erase(connection, service.secret, number, MIA, service.clock())
            else:
                depart(connection, service.secret, number, reason, service.clock())
        service.clock.now += DAY
        service.sign_up(MIA, "teachers")
        people = subscribers(service.data)
        assert people.bring_in(rows([MIA]), "en", service.clock()).left == 1
        assert service.status(MIA) in (reason, "pending")

        service.post(path_in(service.mails()[-1]))

        assert service.status(MIA) == "confirmed"
        assert service.entry(MIA, "audiences") == ["teachers"]
        assert count_gone(service.data) == 0
        assert people.bring_in(rows([MIA]), "en", service.clock()).left == 0


@pytest.mark.usefixtures("databases")
def test_a_link_to_confirm_works_for_seven_days(tmp_path: Path) -> None:
    """Then it is unknown, and the address is forgotten."""
    with serving(tmp_path) as service:
        service.sign_up(MIA)
        path = path_in(service.mails()[-1])
        service.clock.now += 7 * DAY - 60
        service.sweep(service.clock())
        assert service.get(path).status_code == 200
        service.clock.now += 60
        assert service.get(path).status_code == 404
        assert service.post(path).status_code == 404
        assert not service.signups.confirm(path.removeprefix("/confirm/"), service.clock())
        service.sweep(service.clock())

        assert service.status(MIA) == ""
        assert service.notices() == 0  # they went with the address


@pytest.mark.usefixtures("databases")
def test_an_address_that_never_had_a_letter_is_forgotten_a_month_after_it_left(
    tmp_path: Path,
) -> None:
    """Such as one that a stranger typed, and whose mail came back; all but its hash."""
    ben = "ben@school.example"
    with serving(tmp_path) as service:
        service.sign_up(MIA)
        people = subscribers(service.data)
        people.bring_in(rows([ben]), "en", service.clock())
        office = PostOffice(
            service.data,
            [MailAccount(MemoryTransport(), PLENTY)],
            parse_sender("news@school.example"),
            SIGNUP,
            service.clock,
        )
        office.queue("2026-W47", [letter()])
        for address in (MIA, ben):
            number = int(str(service.entry(address, "id")))
            with service.data.begin() as connection:
                depart(connection, service.secret, number, "bounced", service.clock())
        service.clock.now += 30 * DAY - 1
        service.sweep(service.clock())
        assert service.status(MIA) == "bounced"
        service.clock.now += 2
        service.sweep(service.clock())

        assert service.status(MIA) == ""
        assert service.status(ben) == "bounced"
        assert people.bring_in(rows([MIA]), "en", service.clock()).left == 1


def test_a_link_that_was_used_changes_nothing_any_more(tmp_path: Path) -> None:
    """Whoever has chosen otherwise since may find the mail again, and press."""
    with serving(tmp_path) as service:
        service.sign_up(MIA, "families", "teachers", lang="es")
        path = path_in(service.mails()[-1])
        service.post(path)
        settings = f"/preferences/{settings_key(service.secret, str(service.entry(MIA, 'token')))}"
        service.post(settings, {"do": "save", "audience": "teachers", "lang": "en"})

        assert service.post(path).status_code == 200
        assert service.entry(MIA, "audiences") == ["teachers"]
        assert service.entry(MIA, "lang") == "en"


def test_leaving_beats_a_link_that_was_not_pressed_yet(tmp_path: Path) -> None:
    """What lies in a mailbox from before brings nobody back."""
    with serving(tmp_path) as service:
        for _ in range(2):
            service.sign_up(MIA)
            service.clock.now += 700
        pressed, still_open = (path_in(one) for one in service.mails())
        service.post(pressed)
        service.post(f"/unsubscribe/{service.entry(MIA, 'token')}")

        for link in (pressed, still_open):
            for answer in (service.get(link), service.post(link)):
                assert answer.status_code == 200
                assert "You have left" in answer.text
                assert 'href="/?lang=en"' in answer.text
                assert service.status(MIA) == "unsubscribed"


def test_ten_thousand_sign_ups_for_one_address_are_three_mails_a_day(tmp_path: Path) -> None:
    """And ten in a month: whoever wants to annoy somebody finds us of no use."""
    plenty = (Window(60, 100),)  # eight tries a minute come, see below
    limits = TryLimits(client=plenty, everybody=plenty)
    with serving(tmp_path, limits=limits) as service:
        spellings = (MIA, MIA.upper(), "mia+1@school.example", "mia+2@school.example")
        service.clock.now += 0.5
        for number in range(10_000):
            wish = Wish(parse_address(spellings[number % 4]), ("families",), "en")
            service.signups.ask(f"198.51.100.{number % 250}", wish, service.clock())
            service.clock.now += 8.0  # most of a day in all
        assert len(service.mails()) == 3

        for _ in range(60):
            service.clock.now += DAY / 2
            service.sign_up(MIA)
        assert len(service.mails()) <= 3 + 10 + 1


@pytest.mark.parametrize(
    "spellings",
    [
        ("mia.smith@gmail.com", "m.i.a.smith@gmail.com", "miasmith+x@googlemail.com"),
        ("mia@school.example", "MIA@school.example", "mia+x@school.example"),
    ],
)
def test_one_mailbox_gets_one_mail_however_it_is_spelled(
    tmp_path: Path, spellings: tuple[str, ...]
) -> None:
    """A mailbox at Gmail has as many addresses as its name has places for a dot."""
    with serving(tmp_path) as service:
        for one in spellings:
            assert service.sign_up(one).status_code == 303
        service.sign_up("m.ia@school.example")

        assert len(service.mails()) == 2


def test_a_client_that_tries_too_often_is_asked_to_wait(tmp_path: Path) -> None:
    """429, with the time in words and for machines; another client goes on."""
    limits = TryLimits(client=(Window(3600, 3),))
    with serving(tmp_path, limits=limits, proxies=()) as service:
        answers = [service.sign_up(f"reader{one}@school.example") for one in range(4)]
        assert [one.status_code for one in answers] == [303, 303, 303, 429]
        assert 0 < int(answers[-1].headers["retry-after"]) <= 3602
        assert "Please try again after" in answers[-1].text
        # Somebody else's word about who they are is not taken.
        with service.browser(Origin=SIGNUP, **{"X-Forwarded-For": "203.0.113.9"}) as browser:
            data = {"address": "eve@school.example", "audience": "families"}
            assert browser.post("/", data=data).status_code == 429
        service.clock.now += 3602
        assert service.sign_up("reader4@school.example").status_code == 303


def test_everybody_together_has_a_limit_too(tmp_path: Path) -> None:
    """So that a thousand computers are no way around."""
    limits = TryLimits(everybody=(Window(3600, 2),))
    with serving(tmp_path, limits=limits) as service:
        codes = [service.sign_up(f"r{one}@school.example").status_code for one in range(3)]

    assert codes == [303, 303, 429]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Write your e-mail address here."),
        ("mia", "This is no whole e-mail address."),
        ("mia@school", "This is no whole e-mail address."),
        ("mia@school.example\r\nBcc: all@school.example", "This is no whole e-mail address."),
        ('"><script>alert(1)</script>@school.example', "This is no whole e-mail address."),
    ],
)
def test_a_wrong_address_is_told_beside_its_field(
    tmp_path: Path, address: str, sentence: str
) -> None:
    """With what was typed kept, safely; in the language of the page."""
    with serving(tmp_path) as service:
        answer = service.sign_up(address, "teachers")

        assert answer.status_code == 422
        assert sentence in answer.text
        assert 'aria-invalid="true" aria-describedby="address-wrong"' in answer.text
        assert "<script>" not in answer.text
        assert 'value="teachers" id="audience-2" checked' in answer.text
        assert service.notices() == 0
        assert "no está completa" in service.sign_up("mia", lang="es").text


def test_without_a_letter_nobody_signs_up(tmp_path: Path) -> None:
    """Nor for one that there is not, such as the staff's."""
    with serving(tmp_path) as service:
        for chosen in ("staff", ""):
            answer = service.sign_up(MIA, chosen)
            assert answer.status_code == 422
            assert "Choose at least one." in answer.text
        assert service.status(MIA) == ""


def test_the_form_of_the_website_is_taken(tmp_path: Path) -> None:
    """Across origins, as browsers send it; with the language of the page it stood on."""
    with serving(tmp_path) as service, service.browser() as browser:
        headers = {"Origin": SITE, "Sec-Fetch-Site": "same-site"}
        data = {"address": MIA, "audience": "families", "lang": "es", "website": ""}
        answer = browser.post("/", data=data, headers=headers)

        assert answer.status_code == 303
        page = browser.get(answer.headers["location"])
        assert "Mire en su buzón" in page.text
        assert part_of(service.mails()[0], "plain").startswith("Alguien")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://hallway.school.example.evil.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:8000"},
    ],
)
def test_a_form_of_another_site_is_not_taken(tmp_path: Path, headers: dict[str, str]) -> None:
    """A page says so, and leads to ours; nothing is counted."""
    with serving(tmp_path) as service, service.browser() as browser:
        answer = browser.post("/", data={"address": MIA, "audience": "families"}, headers=headers)

        assert answer.status_code == 403
        assert 'href="/?lang=en"' in answer.text
        assert service.notices() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": SIGNUP, "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null"},
        {},
    ],
)
def test_our_own_form_is_taken_whatever_the_browser_says_of_it(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    """Pages that tell no referrer have the origin "null"."""
    with serving(tmp_path) as service, service.browser() as browser:
        data = {"address": MIA, "audience": "families"}
        assert browser.post("/", data=data, headers=headers).status_code == 303
