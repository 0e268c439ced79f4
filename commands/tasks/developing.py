"""``test``, ``lint``, ``format`` and ``lock``: for work on Hallway itself."""

from __future__ import annotations

from commands.tasks.options import coach_task


@coach_task(name="test", options={"only": "the folder or file of tests to run, like tests/content"})
def run_tests(only: str = "") -> None:
    """Prove that Hallway keeps its promises: run all tests."""
    from commands import developing

    developing.test(only)


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
