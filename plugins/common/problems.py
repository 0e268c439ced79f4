"""Problems: what a coach has to put right, each with its place, its rule and what to do.

Nothing in Hallway raises for bad content. It adds a :class:`Problem` to the run's
:class:`ProblemLog` and goes on, so that one build names everything that is wrong.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that stops a site from being published.

    ``path`` is relative to the folder it belongs to, written with ``/`` (``posts/robots.md``);
    ``line`` counts from 1, 0 when the file as a whole is meant; ``rule`` is a stable
    name in kebab case; ``value`` the offending text as the author wrote it; ``message`` says what
    is wrong and ``hint`` what to do, each a sentence for somebody who does not program.
    """

    path: str
    line: int
    rule: str
    value: str
    message: str
    hint: str

    def as_dict(self) -> dict[str, str | int]:
        """The problem in the shape that ``check --format json`` promises."""
        return asdict(self)

    @property
    def place(self) -> str:
        """``path:line``, or the path alone where no line is meant."""
        return f"{self.path}:{self.line}" if self.line else self.path


class ProblemLog:
    """Every problem of one run, once each. Safe to add to from several threads."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems: set[Problem] = set(problems)
        self._lock = threading.Lock()

    def add(
        self, path: str, line: int, rule: str, value: object, message: str, hint: str
    ) -> Problem:
        """Record one problem and return it. Arguments as in :class:`Problem`."""
        problem = Problem(path, line, rule, str(value), message, hint)
        with self._lock:
            self._problems.add(problem)
        return problem

    def extend(self, problems: Iterable[Problem]) -> None:
        """Record several problems at once."""
        with self._lock:
            self._problems.update(problems)

    def __iter__(self) -> Iterator[Problem]:
        """In the order of a reader: by file, line, rule."""
        return iter(sorted(self._problems))

    def __len__(self) -> int:
        return len(self._problems)

    def __bool__(self) -> bool:
        return bool(self._problems)
