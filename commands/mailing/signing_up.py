"""The task ``subscribers.serve``: the sign-up service, until Ctrl-C.

It needs no build: what it shows comes from pelicanconf.py and the environment.
"""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import uvicorn

from commands.bootstrap import ROOT
from commands.errors import CoachError
from commands.listening import HOST, Server, open_port
from commands.mailing.environment import secret_of, setting
from commands.mailing.impatient import Impatient
from commands.mailing.settings import Post, database, post, told
from commands.school import School, read_own_settings
from commands.stopping import Stopped
from commands.terminal import out
from mailing.addresses import mask_addresses
from mailing.clock import SteadyClock
from mailing.errors import MailingError
from mailing.signup.app import build_app
from mailing.signup.config import Network, SignupConfig, checked_site, parse_proxies
from mailing.signup.letters import NoticeWriter
from mailing.signup.mailer import NoticeMailer
from mailing.store.attempts import Attempts
from mailing.store.database import Database
from mailing.store.forgetting import forget_old
from mailing.store.notices import NoticeQueue
from mailing.store.secret import Secret
from plugins.common.audiences import STAFF
from plugins.common.problems import ProblemLog
from plugins.common.settings import load_group
from plugins.content.vocabulary import load_vocabulary
from plugins.newsletter.config import NewsletterSettings

_AT_ONCE = 200
"""Calls that are answered at the same time; who comes then is told to come back."""

_LANG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
Value = TypeVar("Value")


def serve(port: int, host: str, languages: str, content: str, *, again: bool = False) -> None:
    """Serve the sign-up pages and send their mails. Raises :class:`CoachError` where it cannot."""
    site, proxies, wrong = _environment()
    sending = post("The sign-up service cannot start yet", wrong)
    config = build_config(sending, site, proxies, languages, Path(content))
    with open_port(port, host or HOST, "subscribers.serve") as listener, database() as data:
        with told():
            secret = secret_of(data)
        clock = SteadyClock()
        sending.remember_in(data, again=again)
        with _mailing(data, secret, sending, config, clock) as mailer:
            app = build_app(
                config,
                data,
                secret,
                sending.sender.address.text.rpartition("@")[2],
                clock,
                wake=mailer.wake,
                tell=_tell,
            )
            _say_where(config, listener.getsockname()[:2])
            server = Server(_options(app))
            asyncio.run(server.serve(sockets=[listener]))
    if server.stopped_by != signal.SIGINT:
        raise Stopped(server.stopped_by, "")
    out.print("\nStopped. Start again with: python3 tasks.py subscribers.serve")


def build_config(
    sending: Post, site: str, proxies: tuple[Network, ...], languages: str, content: Path
) -> SignupConfig:
    """What the service says, from pelicanconf.py. Raises :class:`CoachError`."""
    settings = read_own_settings()
    newsletter = load_group(NewsletterSettings, settings, "NEWSLETTER")
    labels = load_vocabulary(content, ProblemLog()).of("audience").labels
    audiences = {
        one: labels.get(one, one.replace("-", " ").capitalize())
        for one in newsletter.audiences
        if one != STAFF
    }
    usual = str(settings.get("DEFAULT_LANG") or "en")
    tongues = [one for one in languages.replace(",", " ").split() if one] or [usual]
    if wrong := [one for one in tongues if not _LANG.fullmatch(one)]:
        raise CoachError(f'"{wrong[0]}" is no language. Write them like --languages en,es.')
    fonts = ROOT / str(settings.get("THEME", "theme")) / "static" / "fonts"
    with told():
        return SignupConfig(
            school=str(settings.get("SCHOOL") or settings.get("SITENAME") or ""),
            newsletter=str(settings.get("SITENAME") or ""),
            site=site,
            signup=sending.signup,
            contact=str(settings.get("CONTACT") or ""),
            audiences=audiences,
            languages=tuple(dict.fromkeys(one.lower() for one in tongues)),
            zone=School(content, content, content).run("preview").zone,
            proxies=proxies,
            fonts=fonts,
        )


@contextmanager
def _mailing(
    data: Database,
    secret: Secret,
    sending: Post,
    config: SignupConfig,
    clock: Callable[[], float],
) -> Iterator[NoticeMailer]:
    writer = NoticeWriter(config, sending.sender, sending.sign)
    attempts = Attempts(secret, config.limits)
    mailer = NoticeMailer(
        data,
        NoticeQueue(data, secret, writer),
        sending.accounts,
        sending.sender.address.text,
        clock,
        lambda now: forget_old(data, attempts, now),
        _tell,
    )
    mailer.start()
    try:
        yield mailer
    finally:
        mailer.stop()


def _options(app: Callable[..., Any]) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=Impatient,
        log_level="critical",  # a line for each call would hold its link
        access_log=False,
        lifespan="off",
        proxy_headers=False,  # whom to believe is ours to say
        server_header=False,
        limit_concurrency=_AT_ONCE,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
    )


def _environment() -> tuple[str, tuple[Network, ...], list[str]]:
    """The site, the proxies, and what is wrong with how they are set."""
    wrong: list[str] = []

    def checked(name: str, make: Callable[[str], Value], without: Value) -> Value:
        try:
            return make(setting(name))
        except MailingError as error:
            wrong.append(str(error))
            return without

    site = checked("HALLWAY_SITE_URL", checked_site, "")
    return site, checked("HALLWAY_TRUSTED_PROXIES", parse_proxies, ()), wrong


def _say_where(config: SignupConfig, address: tuple[str, int]) -> None:
    host, port = address
    local = f"http://{f'[{host}]' if ':' in host else host}:{port}{config.prefix}/"
    for line in (
        "Families can sign up.",
        f"  On this computer:  {local}",
        f"  For everybody:     {config.signup}/  (through your web server, see docs/signing-up.md)",
        f"  Forms are taken from {', '.join(sorted(config.origins))}.",
    ):
        out.print(line, markup=False)
    if not config.proxies:
        out.print(
            "  HALLWAY_TRUSTED_PROXIES is not set: behind a web server all families would count "
            "as one.",
            markup=False,
        )
    out.print("Stop with Ctrl-C. Mails that wait are sent after the next start.")


def _tell(text: str) -> None:
    out.print(mask_addresses(text), markup=False)
