"""The preview's pages over HTTP: the built site, and into each page the script that keeps it fresh.

Only here, on the way to the browser: the built files stay as they will be published.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from commands.preview.board import Board

HERE = Path(__file__).parent
FRESH = {"Cache-Control": "no-store"}
_GLANCE = 0.5
"""Seconds between two looks at whether the server is to stop."""

_TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".mp3": "audio/mpeg",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Windows takes types from its registry, where any program may have changed them."""


def preview_app(output: Path, board: Board, leaving: Callable[[], bool]) -> Starlette:
    """The application that serves ``output``. ``leaving`` turns true when the server is to stop."""
    for suffix, kind in _TYPES.items():
        mimetypes.add_type(kind, suffix)

    async def news(_: Request) -> Response:
        return StreamingResponse(
            _news(board, leaving), media_type="text/event-stream", headers=FRESH
        )

    async def script(_: Request) -> Response:
        return FileResponse(HERE / "reload.js", headers=FRESH)

    async def style(_: Request) -> Response:
        return FileResponse(HERE / "panel.css", headers=FRESH)

    return Starlette(
        routes=[
            Route("/-/news", news),
            Route("/-/reload.js", script),
            Route("/-/panel.css", style),
            Mount("/", SitePages(output, board)),
        ],
        # A page from elsewhere must not read drafts by pointing its own name at this computer.
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
    )


class SitePages(StaticFiles):
    """The built files: a folder is its ``index.html``, what is not there is ``404.html``."""

    def __init__(self, output: Path, board: Board) -> None:
        super().__init__(directory=output, html=True, check_dir=False)
        self.config_checked = True  # there may be no site yet
        self.board = board

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file, never from a cache; into pages goes the script."""
        try:
            response = await super().get_response(path, scope)
            if isinstance(response, FileResponse) and response.media_type == "text/html":
                page = Path(response.path).read_bytes()
                response = HTMLResponse(self._with_script(page), response.status_code)
        except (HTTPException, OSError) as error:
            if isinstance(error, HTTPException) and error.status_code != 404:
                raise
            name, code = ("missing.html", 404) if self.board.has_landed else ("waiting.html", 503)
            page = (HERE / name).read_bytes()
            response = HTMLResponse(self._with_script(page), code)
        response.headers.update(FRESH)
        return response

    def _with_script(self, page: bytes) -> bytes:
        tag = f'<script src="/-/reload.js" data-version="{self.board.version}" defer></script>'
        head = re.search(rb"</head\s*>", page, re.IGNORECASE)
        place = head.start() if head else len(page)
        return page[:place] + tag.encode() + page[place:]


async def _news(board: Board, leaving: Callable[[], bool]) -> AsyncIterator[str]:
    yield "retry: 1000\n\n"
    while not leaving():
        yield f"data: {json.dumps(board.state())}\n\n"
        while not leaving() and not await board.wait_for_news(_GLANCE):
            pass
