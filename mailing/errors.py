"""Errors of the mailing whose message is written for a coach."""

from __future__ import annotations


class MailingError(Exception):
    """A command cannot go on; the message says why and what to do, and names no reader."""
