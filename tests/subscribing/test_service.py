"""From the page of the site to the list: the form, sent to the school's own sign-up service."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from playwright.sync_api import Browser
from sqlalchemy import select
from starlette.types import ASGIApp

from mailing.signup.app import build_app
from mailing.signup.config import SignupConfig
from mailing.store.database import Database
from mailing.store.models import Confirmation, Notice, Subscriber
from mailing.store.secret import load_secret
from tests.mailing.builders import START, database
from tests.subscribing.listener import serving
from tests.subscribing.small_site import FILES, SPANISH, built

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ADDRESS = "mia+letters@school.example"


@contextmanager
def answering(app: ASGIApp) -> Iterator[str]:
    """The service on this computer, at a free port; gives its address."""
    door = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = Thread(target=server.run, kwargs={"sockets": [door]}, daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        door.close()


def service(data: Database) -> ASGIApp:
    """The school's service, as families in two languages know it."""
    config = SignupConfig(
        school="Maple Street School",
        newsletter="The Hallway",
        site="https://hallway.school.example",
        signup="https://news.school.example",
        contact="hallway@school.example",
        audiences={"families": "Families", "teachers": "Teachers"},
        languages=("en", "es"),
        answer_after=0.0,
    )
    return build_app(config, data, load_secret(data), "school.example", lambda: START)


@pytest.mark.parametrize(
    ("page", "lang", "heading"),
    [
        ("subscribe/", "en", "Look into your mailbox"),
        ("subscribe/es/", "es", "Mire en su buzón"),
    ],
)
def test_a_family_signs_up_from_the_site(
    browser: Browser, tmp_path: Path, page: str, lang: str, heading: str
) -> None:
    """Without a script: the answer comes in their language, and a mail to confirm is queued."""
    data = database(tmp_path)
    with answering(service(data)) as address:
        site = built(tmp_path / "school", {"service": address}, files={**FILES, **SPANISH})
        context = browser.new_context(java_script_enabled=False)
        with serving(site.output) as home:
            tab = context.new_page()
            tab.goto(f"{home}/{page}")
            tab.locator("[name=address]").fill(ADDRESS)
            with tab.expect_navigation(url="**/sent*"):
                tab.keyboard.press("Enter")
            answer = tab.locator("h1").inner_text()
        context.close()

    assert answer == heading
    with data.begin() as connection:
        people = connection.execute(select(Subscriber.address, Subscriber.status)).all()
        asked = connection.execute(select(Confirmation.audiences, Confirmation.lang)).all()
        mails = connection.scalars(select(Notice.kind)).all()
    assert [tuple(one) for one in people] == [(ADDRESS, "pending")]
    assert [tuple(one) for one in asked] == [(["families"], lang)]
    assert mails == ["confirm"]
    data.close()
