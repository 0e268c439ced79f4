"""``test``, ``fuzz``, ``lint``, ``format`` and ``lock``: for work on Hallway itself."""

from __future__ import annotations

from commands.tasks.options import coach_task

_ONLY = "the folder or file of tests to run, like tests/content"


@coach_task(
    name="test",
    options={
        "only": _ONLY,
        "fast": "leave out what builds a site, opens a browser or takes seconds",
        "at": 'as if it were then, like "2026-12-31 23:59"; any is a moment chosen anew',
    },
)
def run_tests(only: str = "", fast: bool = False, at: str = "") -> None:
    """Prove that Hallway keeps its promises: run all tests."""
    from commands import developing

    developing.test(only, at, fast=fast)


@coach_task(
    options={"only": _ONLY, "rounds": "how often, each time with other inputs (usually 10)"}
)
def fuzz(only: str = "", rounds: int = 10) -> None:
    """Look for inputs that break a promise: run the property tests with new random ones."""
    from commands import developing

    developing.fuzz(only, rounds)


@coach_task()
def lint() -> None:
    """Check style, types and who may import whom; nothing is changed."""
    from commands import developing

    developing.lint()


@coach_task(name="format")
def format_() -> None:
    """Lay out the code of Hallway the way the project agreed on."""
    from commands import developing

    developing.format_code()


@coach_task()
def lock() -> None:
    """Write requirements.lock anew from pyproject.toml, every package pinned with its hashes."""
    from commands import developing

    developing.lock()
