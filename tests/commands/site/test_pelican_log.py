"""What Pelican only logs becomes a problem, a log for the maintainer, or the end of the build."""

from __future__ import annotations

import errno
import logging
from pathlib import Path

import pytest

from commands.site.pelican_log import listened_to
from plugins.common.problems import ProblemLog

logger = logging.getLogger("pelican.generators")


def test_a_warning_is_a_problem_in_every_build(tmp_path: Path) -> None:
    """Pelican says a thing once a process; the second build must hear it as well."""
    found = []
    for _ in range(2):
        problems = ProblemLog()
        with listened_to(problems, tmp_path):
            logger.warning("Unable to find '%s'", "/x.pdf")
        found.append([(problem.rule, problem.message) for problem in problems])

    assert found == [[("pelican-warning", "Unable to find '/x.pdf'")]] * 2


def test_the_sixth_of_a_sort_is_heard(tmp_path: Path) -> None:
    """Pelican stops after five of a sort; a publish must not."""
    problems = ProblemLog()

    with listened_to(problems, tmp_path):
        for number in range(8):
            logger.warning("Lost %s", number, extra={"limit_msg": "Others were lost."})

    assert len(problems) == 8


def test_a_text_that_a_plugin_fails_at_is_named(tmp_path: Path) -> None:
    """The build goes on, the file is named, and the traceback is kept."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "robots.md").touch()
    problems = ProblemLog()

    with listened_to(problems, tmp_path) as log:
        try:
            raise KeyError("robot")
        except KeyError:
            logger.exception("Could not process %s", "posts/robots.md", exc_info=False)

    assert [(problem.path, problem.rule) for problem in problems] == [
        ("posts/robots.md", "hallway-failed")
    ]
    assert "KeyError: 'robot'" in log.tracebacks[0]


def test_a_full_disk_that_pelican_went_on_after_ends_the_build(tmp_path: Path) -> None:
    """Pelican warns and leaves a file out; a site with a hole must not land."""
    with listened_to(ProblemLog(), tmp_path) as log:
        error = OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "plan.pdf"))
        logger.warning("A problem occurred copying file %s to %s; %s", "plan.pdf", "out", error)

    with pytest.raises(OSError, match="No space left"):
        log.raise_for_disk()


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    """One unreadable file of the content is named, and stops nothing else."""
    (tmp_path / "plan.pdf").touch()
    problems = ProblemLog()

    with listened_to(problems, tmp_path) as log:
        error = PermissionError(errno.EACCES, "Permission denied", str(tmp_path / "plan.pdf"))
        logger.warning("A problem occurred copying file %s to %s; %s", "plan.pdf", "out", error)
    log.raise_for_disk()

    assert [(problem.path, problem.rule) for problem in problems] == [
        ("plan.pdf", "file-unreadable")
    ]


def test_nothing_of_it_reaches_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A coach reads Hallway's words only."""
    with listened_to(ProblemLog(), tmp_path):
        logger.error("A path like 'theme\\x' is not found")

    assert capfd.readouterr() == ("", "")
