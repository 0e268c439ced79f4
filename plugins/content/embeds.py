"""Links to films and slides that become a card: nothing is loaded from others before the click.

Only providers named here may be framed; the site's Content-Security-Policy is made from the same
table, so that a new provider is added in one place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape


@dataclass(frozen=True, slots=True)
class Provider:
    """One service: the addresses it is known by and the address of its player."""

    name: str
    pattern: re.Pattern[str]
    player: Callable[[re.Match[str]], str]
    origin: str
    verb: str


PROVIDERS: tuple[Provider, ...] = (
    Provider(
        "YouTube",
        re.compile(
            r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:watch\?(?:[^#\s]*&)?v=|embed/|shorts/|live/)"
            r"|youtu\.be/)([\w-]{6,20})"
        ),
        lambda found: f"https://www.youtube-nocookie.com/embed/{found[1]}?autoplay=1",
        "https://www.youtube-nocookie.com",
        "Play the video",
    ),
    Provider(
        "Vimeo",
        re.compile(r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)"),
        lambda found: f"https://player.vimeo.com/video/{found[1]}?dnt=1&autoplay=1",
        "https://player.vimeo.com",
        "Play the video",
    ),
    Provider(
        "Google Slides",
        re.compile(r"https?://docs\.google\.com/presentation/d/((?:e/)?[\w-]+)"),
        lambda found: f"https://docs.google.com/presentation/d/{found[1]}/embed",
        "https://docs.google.com",
        "Show the slides",
    ),
    Provider(
        "Scratch",
        re.compile(r"https?://scratch\.mit\.edu/projects/(\d+)"),
        lambda found: f"https://scratch.mit.edu/projects/{found[1]}/embed",
        "https://scratch.mit.edu",
        "Open the project",
    ),
)

FRAME_ORIGINS: tuple[str, ...] = tuple(provider.origin for provider in PROVIDERS)
"""What the Content-Security-Policy lets be framed, after a click."""


def is_player(address: str) -> bool:
    """True for an address that a card loads: a film or slides of one of :data:`PROVIDERS`."""
    return any(
        found is not None and provider.player(found) == address
        for provider in PROVIDERS
        for found in (provider.pattern.match(address),)
    )


_CARD = re.compile(r'<div [^>]*><a [^>]*href="([^"]*)">([^<]*)</a><p [^>]*>[^<]*</p></div>')


def is_card(html: str) -> bool:
    """True for exactly what :func:`build_card` makes, whoever wrote it."""
    found = _CARD.fullmatch(html)
    return found is not None and html == build_card(unescape(found[1]), unescape(found[2]))


def build_card(url: str, title: str) -> str | None:
    """The card for a film or slides at ``url``; None where the address is no known provider's.

    Without JavaScript the card is a plain link; the theme's script puts the player in its place.
    """
    for provider in PROVIDERS:
        found = provider.pattern.match(url)
        if found:
            name = title.strip() if title.strip() and title.strip() != url else ""
            label = name or f"{provider.verb} on {provider.name}"
            return (
                f'<div class="embed" data-player="{escape(provider.player(found))}" '
                f'data-title="{escape(label)}">'
                f'<a class="embed-link" href="{escape(url)}">{escape(label)}</a>'
                f'<p class="embed-note">{provider.verb}: this loads content from '
                f"{provider.name}.</p></div>"
            )
    return None
