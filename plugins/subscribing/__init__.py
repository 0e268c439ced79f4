"""Subscribing: the newsletter by e-mail and the feeds, offered on the page that asks for it.

A page with ``form: subscribe`` gets the form of the school's own sign-up service, or that of a
provider, or where there is neither an address to write to; and always the feeds. Each issue of the
newsletter leads there. Plain HTML: nothing runs in the browser.
"""

from __future__ import annotations

from pelican import signals

from plugins.subscribing import generator


def register() -> None:
    """Pelican's entry point."""
    signals.initialized.connect(generator.check_settings)
    signals.all_generators_finalized.connect(generator.offer)
