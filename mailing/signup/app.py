"""The sign-up service as an ASGI application, for uvicorn behind any proxy."""

from __future__ import annotations

from collections.abc import Callable

import anyio
import anyio.to_thread
from alembic.runtime.migration import MigrationContext
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router
from starlette.types import ASGIApp

from mailing.errors import MailingError
from mailing.signup.choosing import Choosing
from mailing.signup.config import SignupConfig
from mailing.signup.desk import Desk, nobody
from mailing.signup.gate import Gate
from mailing.signup.joining import Signing
from mailing.signup.leaving import Leaving
from mailing.signup.pages import Pages
from mailing.store.attempts import Attempts
from mailing.store.database import Database
from mailing.store.profiles import Profiles
from mailing.store.secret import Secret
from mailing.store.signups import Signups

_PATIENCE = 5.0
"""Seconds that the database may take to say that it is there."""


def build_app(
    config: SignupConfig,
    database: Database,
    secret: Secret,
    domain: str,
    clock: Callable[[], float],
    *,
    wake: Callable[[], object] = nobody,
    tell: Callable[[str], object] = str,
) -> ASGIApp:
    """The service of one school.

    ``domain`` ends the Message-IDs of its mails, ``wake`` is called where there may be a new one,
    ``tell`` with what went wrong, in words that name nobody.
    """
    pages = Pages(config)
    attempts = Attempts(secret, config.limits)
    desk = Desk(
        config,
        pages,
        database,
        Signups(database, secret, attempts, domain),
        Profiles(database, secret),
        clock,
        wake,
    )
    signing, choosing, leaving = Signing(desk), Choosing(desk), Leaving(desk)

    async def health(_: Request) -> Response:
        return await _health(database)

    async def static(request: Request) -> Response:
        found = pages.file(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return found

    router = Router(
        [
            Route("/", signing.form, methods=["GET"]),
            Route("/", signing.ask, methods=["POST"]),
            Route("/sent", signing.sent, methods=["GET"]),
            Route("/confirm/{token}", signing.offer, methods=["GET"]),
            Route("/confirm/{token}", signing.confirm, methods=["POST"]),
            Route("/preferences/{key}", choosing.show, methods=["GET"]),
            Route("/preferences/{key}", choosing.change, methods=["POST"]),
            Route("/preferences/{key}/held.json", choosing.held, methods=["GET"]),
            Route("/unsubscribe/{token}", leaving.offer, methods=["GET"]),
            Route("/unsubscribe/{token}", leaving.leave, methods=["POST"]),
            Route("/health", health, methods=["GET"]),
            Route("/static/{name}", static, methods=["GET"]),
        ],
        redirect_slashes=False,
    )
    return Gate(router, config, pages, tell)


async def _health(database: Database) -> Response:
    try:
        with anyio.fail_after(_PATIENCE):
            schema = await anyio.to_thread.run_sync(_schema, database, abandon_on_cancel=True)
    except (MailingError, TimeoutError):
        return JSONResponse({"status": "unavailable"}, 503)
    return JSONResponse({"status": "ok", "schema": schema})


def _schema(database: Database) -> str:
    with database.begin() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""
