"""What somebody can see and change about themselves, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import update

from mailing.delivery.post_office import MailAccount, Options, PostOffice
from mailing.store.deciding import resolve, retry_failed
from mailing.store.models import Subscriber
from mailing.store.profiles import settings_key
from mailing.store.report import read_report
from mailing.transport import Envelope, Kind, Verdict
from mailing.transport.memory import MemoryTransport
from tests.mailing.builders import PLENTY, START, letter, rows, subscribers
from tests.mailing.signup.service import SENDER, Service, serving

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("databases")]
MIA = "mia@school.example"


def settings_of(service: Service, address: str = MIA) -> str:
    """The path of somebody's settings, who is on the list from now on."""
    subscribers(service.data).bring_in(rows([address]), "en", service.clock())
    key = settings_key(service.secret, str(service.entry(address, "token")))
    return f"/preferences/{key}"


def test_letters_and_language_can_be_chosen(tmp_path: Path) -> None:
    """Saved by the button alone; the page then speaks the language chosen."""
    with serving(tmp_path) as service:
        path = settings_of(service)
        page = service.get(path)
        assert 'value="families" id="audience-1" checked' in page.text
        assert 'value="teachers" id="audience-2">' in page.text

        answer = service.post(path, {"do": "save", "audience": "teachers", "lang": "es"})

        assert answer.status_code == 200
        assert "Guardado." in answer.text
        assert service.entry(MIA, "audiences") == ["teachers"]
        assert service.entry(MIA, "lang") == "es"


def test_a_letter_that_is_given_up_is_not_sent_though_it_was_queued(tmp_path: Path) -> None:
    """And the one that was chosen instead is, once the issue is sent again."""
    with serving(tmp_path) as service:
        path, out = settings_of(service), MemoryTransport()
        settings_of(service, "ben@school.example")
        letters = [letter(), letter(audience="teachers", subject="For teachers")]
        office = PostOffice(
            service.data, [MailAccount(out, PLENTY)], SENDER, service.config.signup, service.clock
        )
        assert office.queue("2026-W47", letters) == 2
        service.post(path, {"do": "save", "audience": "teachers", "lang": "en"})

        office.run("2026-W47", "", Options(service.clock.sleep))
        assert [one.recipient for one in out.accepted] == ["ben@school.example"]
        assert office.queue("2026-W47", letters) == 1
        office.run("2026-W47", "", Options(service.clock.sleep))

        assert [one.recipient for one in out.accepted[1:]] == [MIA]
        assert b"Subject: For teachers" in out.accepted[-1].body


@pytest.mark.parametrize("kind", [Kind.LATER, Kind.REFUSED, Kind.UNCERTAIN])
def test_a_letter_that_is_given_up_is_not_tried_again(tmp_path: Path, kind: Kind) -> None:
    """Given up at the moment when it was on its way: put off, refused, or nobody knows."""
    with serving(tmp_path) as service:
        path = settings_of(service)

        def give_up(_: Envelope) -> Verdict:
            service.post(path, {"do": "save", "audience": "teachers", "lang": "en"})
            return Verdict(kind, "451 told")

        out = MemoryTransport(give_up)
        office = PostOffice(
            service.data, [MailAccount(out, PLENTY)], SENDER, service.config.signup, service.clock
        )
        office.queue("2026-W47", [letter(), letter(audience="teachers")])
        office.run("2026-W47", "", Options(service.clock.sleep, patience=0.0))

        assert retry_failed(service.data, "2026-W47") == 0
        assert resolve(service.data, "2026-W47", "again", (), START) == 0
        assert read_report(service.data, "2026-W47").states["queued"] == 0


def test_choosing_no_letter_is_a_question_and_not_a_departure(tmp_path: Path) -> None:
    """Nothing is changed; what to do is told beside the field."""
    with serving(tmp_path) as service:
        path = settings_of(service)
        answer = service.post(path, {"do": "save", "lang": "en"})

        assert answer.status_code == 422
        assert "Choose at least one." in answer.text
        assert service.entry(MIA, "audiences") == ["families"]
        assert service.status(MIA) == "confirmed"


def test_letters_that_nobody_can_choose_here_are_kept(tmp_path: Path) -> None:
    """The staff's: not shown, and not lost by choosing others."""
    with serving(tmp_path) as service:
        path = settings_of(service)
        with service.data.begin() as connection:
            connection.execute(update(Subscriber).values(audiences=["staff", "families"]))
        assert "staff" not in service.get(path).text

        service.post(path, {"do": "save", "audience": "teachers", "lang": "en"})

        assert service.entry(MIA, "audiences") == ["teachers", "staff"]


def test_leaving_and_coming_back(tmp_path: Path) -> None:
    """From here as well."""
    with serving(tmp_path) as service:
        path = settings_of(service)
        assert "Put me back" in service.post(path, {"do": "leave"}).text
        assert service.status(MIA) == "unsubscribed"
        saved = service.post(path, {"do": "save", "audience": "teachers", "lang": "en"})
        assert saved.status_code == 200
        assert service.entry(MIA, "audiences") == ["families"]
        service.post(path, {"do": "return"})
        assert service.status(MIA) == "confirmed"


def test_what_is_held_can_be_taken_away(tmp_path: Path) -> None:
    """As a file, with everything in it and nothing of others."""
    with serving(tmp_path) as service:
        settings_of(service, "ben@school.example")
        answer = service.get(f"{settings_of(service)}/held.json")

        assert answer.headers["content-disposition"] == 'attachment; filename="held.json"'
        assert answer.headers["cache-control"] == "no-store"
        held = answer.json()
        assert held["address"] == MIA
        assert held["audiences"] == ["families"]
        assert held["status"] == "confirmed"
        assert held["joined"] == "2026-11-23T19:00:00+00:00"
        assert {"letters", "mails", "returned"} <= set(held)
        assert "ben" not in answer.text


def test_everything_can_be_deleted(tmp_path: Path) -> None:
    """With a tick, for it cannot be undone; no import brings them back."""
    with serving(tmp_path) as service:
        path = settings_of(service)
        asked = service.post(path, {"do": "delete"})
        assert asked.status_code == 422
        assert "Tick the box first" in asked.text
        assert service.status(MIA) == "confirmed"

        done = service.post(path, {"do": "delete", "sure": "yes"})

        assert "Everything is deleted" in done.text
        assert service.status(MIA) == ""
        assert service.departures() == 1
        assert service.get(path).status_code == 404
        assert service.post(path, {"do": "leave"}).status_code == 404
        assert service.get(f"{path}/held.json").status_code == 404
        assert subscribers(service.data).bring_in(rows([MIA]), "en", service.clock()).left == 1


def test_a_form_of_another_site_changes_nothing(tmp_path: Path) -> None:
    """Even with the link."""
    with serving(tmp_path) as service:
        path = settings_of(service)
        answer = service.post(path, {"do": "leave"}, Origin="https://evil.example")

        assert answer.status_code == 403
        assert service.status(MIA) == "confirmed"
