"""What the environment says of logging in with tokens instead of passwords (XOAUTH2)."""

from __future__ import annotations

from pathlib import Path

from commands.mailing.environment import setting
from mailing.clock import SteadyClock
from mailing.errors import MailingError
from mailing.transport.tokens import GivenToken, RefreshedToken, Tokens, checked_client


def tokens_for(count: int, private: Path) -> list[Tokens]:
    """Where each of ``count`` accounts has its tokens from, in the order of the accounts.

    Raises :class:`MailingError`.
    """
    if not count:
        return []
    given = setting("HALLWAY_SMTP_TOKEN").split()
    if given:
        return [GivenToken(one) for one in _as_many("HALLWAY_SMTP_TOKEN", given, count)]
    refreshed = setting("HALLWAY_OAUTH_REFRESH_TOKEN").split()
    if not refreshed:
        raise MailingError(
            "HALLWAY_SMTP_URL says auth=xoauth2, and there is no token. Set HALLWAY_SMTP_TOKEN, or "
            "HALLWAY_OAUTH_REFRESH_TOKEN with HALLWAY_OAUTH_TOKEN_URL and HALLWAY_OAUTH_CLIENT_ID."
        )
    client = checked_client(
        setting("HALLWAY_OAUTH_TOKEN_URL"),
        setting("HALLWAY_OAUTH_CLIENT_ID"),
        setting("HALLWAY_OAUTH_CLIENT_SECRET"),
    )
    clock = SteadyClock()
    return [
        RefreshedToken(client, one, private, clock)
        for one in _as_many("HALLWAY_OAUTH_REFRESH_TOKEN", refreshed, count)
    ]


def _as_many(name: str, found: list[str], count: int) -> list[str]:
    if len(found) != count:
        raise MailingError(
            f"{name} holds {len(found)} tokens, and HALLWAY_SMTP_URL {count} accounts with "
            "auth=xoauth2. Write one for each, in the same order, with spaces between them."
        )
    return found
