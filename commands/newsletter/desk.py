"""The letters of a built site over HTTP, for the coach's own browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from commands.newsletter.views import headers, shown
from plugins.newsletter.eml import build_eml
from plugins.newsletter.outbox import HTML, INDEX, TEXT, mail_name
from plugins.newsletter.review import Finding, Handed, links_out, review_letter
from plugins.newsletter.shorts import build_shorts

HERE = Path(__file__).parent
VIEWS = (
    {"name": "phone", "title": "On a phone", "width": 360},
    {"name": "desktop", "title": "On a desk", "width": 680},
    {"name": "dark", "title": "In the dark", "width": 680},
    {"name": "without-pictures", "title": "Without pictures", "width": 360},
)


class Desk:
    """Letters in ``outbox`` and the finished site in ``output`` that they lead to."""

    def __init__(self, outbox: Path, output: Path, sender: str) -> None:
        self.outbox, self.output, self.sender = outbox, output, sender
        self.opened: Mapping[str, Finding] = {}
        """What other sites answered, by address; empty unless somebody asked for it."""
        # What stands on the page was written by many; markup in it is shown, never followed.
        self._pages = Environment(loader=FileSystemLoader(HERE), autoescape=True)

    def names(self) -> list[str]:
        """``2026-W47/families``, the newest week first."""
        found = [file.parent for file in self.outbox.glob(f"*/*/{INDEX}")]
        weeks = sorted({one.parent.name for one in found}, reverse=True)
        return [
            f"{week}/{one.name}"
            for week in weeks
            for one in sorted(found)
            if one.parent.name == week
        ]

    def index(self, name: str) -> dict[str, Any]:
        """A letter's ``issue.json``. Raises :class:`KeyError` for a letter that is not there."""
        if name not in self.names():
            raise KeyError(name)
        return dict(json.loads(self._text(name, INDEX)))

    def page(self, name: str) -> str:
        """All views of one letter, and what was found; an empty name is the page of none."""
        letter = self.index(name) if name else None
        return self._pages.get_template("page.html").render(
            letter=letter,
            letters=self.names(),
            name=name,
            views=VIEWS,
            text=self._text(name, TEXT) if name else "",
            findings=self.findings(name) if name else [],
            shorts="\n\n".join(build_shorts(letter["entries"])) if letter else "",
            page_url=_local(letter["page"], letter["site"]) if letter else "",
        )

    def view(self, name: str, view: str) -> str:
        """The letter as one of :data:`VIEWS` shows it."""
        base = str(self.index(name)["site"]).rstrip("/")
        return shown(self._text(name, HTML), dark=view == "dark", base=base, here="")

    def findings(self, name: str) -> list[Finding]:
        """What is to be said about a letter before it is sent."""
        index = self.index(name)
        handed = Handed(
            index["subject"],
            index["preview"],
            self._text(name, HTML),
            self._text(name, TEXT),
            str(index["site"]).rstrip("/"),
            index["lang"],
            datetime.fromisoformat(index["cutoff"]).date(),
        )
        return review_letter(handed, lambda path: (self.output / path).is_file(), self.opened)

    def links_out(self, name: str) -> list[str]:
        """The addresses of other sites that a letter leads to."""
        base = str(self.index(name)["site"]).rstrip("/")
        return links_out(self._text(name, HTML), base)

    def eml(self, name: str) -> bytes:
        """The letter as a file for a mail program."""
        html, text = self._text(name, HTML), self._text(name, TEXT)
        return build_eml(self.index(name)["subject"], self.sender, html, text)

    def _text(self, name: str, file: str) -> str:
        return (self.outbox / name / file).read_bytes().decode("utf-8")


def letters_app(desk: Desk) -> Starlette:
    """The pages of ``desk`` below ``/-/letters/``, and the site itself, which they show."""

    async def first(_: Request) -> Response:
        names = desk.names()
        if names:
            return RedirectResponse(f"/-/letters/{names[0]}/")
        return HTMLResponse(desk.page(""))

    async def answer(request: Request) -> Response:
        values: Mapping[str, str] = request.path_params
        name, file = f"{values['week']}/{values['audience']}", values.get("file", "")
        try:
            if not file:
                return HTMLResponse(desk.page(name), headers={"Cache-Control": "no-store"})
            if file == "letter.eml":
                named = f"attachment; filename={mail_name(name)}"
                return Response(
                    desk.eml(name),
                    media_type="message/rfc822",
                    headers={"Content-Disposition": named},
                )
            view = file.removesuffix(".html")
            pictures = view != "without-pictures"
            return HTMLResponse(desk.view(name, view), headers=dict(headers(pictures=pictures)))
        except (KeyError, OSError):
            return HTMLResponse("There is no such letter.", 404)

    return Starlette(
        routes=[
            Route("/-/letters/", first),
            Route("/-/letters/{week}/{audience}/", answer),
            Route("/-/letters/{week}/{audience}/{file}", answer),
            Mount("/", StaticFiles(directory=desk.output, html=True)),
        ],
        # A page from elsewhere must not read drafts by pointing its own name at this computer.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
    )


def _local(url: str, site: str) -> str:
    return f"/{url.removeprefix(site)}"
