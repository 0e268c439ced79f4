"""One setting of the environment at a time, as whoever runs the mailing has set it."""

from __future__ import annotations

import os

from mailing.store.database import Database
from mailing.store.secret import Secret, load_secret


def setting(name: str) -> str:
    """What ``name`` is set to, without spaces around it; empty where it is not set."""
    return os.environ.get(name, "").strip()


def secret_of(data: Database) -> Secret:
    """The school's secret for ``data``. Raises :class:`MailingError`.

    Taken to the letter: spaces at its ends are part of what the list was begun with.
    """
    return load_secret(data, os.environ.get("HALLWAY_SECRET", ""))
