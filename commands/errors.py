"""Errors of commands whose message is written for a coach."""

from __future__ import annotations


class CoachError(Exception):
    """A command cannot go on; the message tells a coach why and what to do."""


class BusyError(Exception):
    """Another Hallway is at work in the same folder."""
