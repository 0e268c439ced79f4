"""The package that verifies signatures: no part of what every school installs."""

from __future__ import annotations

import importlib
import os
from typing import Any

import pytest


def needs_dkim() -> Any:
    """The package that verifies. Skips where it is not installed; in CI that fails."""
    try:
        return importlib.import_module("dkim")
    except ImportError:
        missing = "needs dkimpy: .venv/bin/python -m pip install -r requirements-dkim.lock"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
