"""The site's own address, where an absolute one is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LOCAL = "http://127.0.0.1:8000"
"""Where a preview is served: it has no address of its own yet."""


def base_of(settings: Mapping[str, Any]) -> str:
    """What absolute addresses start with, without a slash at the end."""
    return str(settings["SITEURL"] or LOCAL)
