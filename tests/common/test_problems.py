"""Problems are gathered, all of them, once each, in the order of a reader."""

from __future__ import annotations

from plugins.common.problems import ProblemLog


def test_a_problem_is_listed_once_and_in_reading_order() -> None:
    """Two rooms may report the same thing; the coach reads it once, file by file, line by line."""
    log = ProblemLog()
    log.add("posts/b.md", 2, "rule", "x", "Wrong.", "Mend it.")
    log.add("posts/a.md", 12, "rule", "x", "Wrong.", "Mend it.")
    log.add("posts/a.md", 3, "rule", "x", "Wrong.", "Mend it.")
    log.add("posts/a.md", 3, "rule", "x", "Wrong.", "Mend it.")

    assert [problem.place for problem in log] == ["posts/a.md:3", "posts/a.md:12", "posts/b.md:2"]


def test_a_problem_has_the_shape_that_programs_read() -> None:
    """`check --format json` promises these six keys."""
    problem = ProblemLog().add("posts/a.md", 3, "rule", 13, "Wrong.", "Mend it.")

    assert problem.as_dict() == {
        "path": "posts/a.md",
        "line": 3,
        "rule": "rule",
        "value": "13",
        "message": "Wrong.",
        "hint": "Mend it.",
    }
