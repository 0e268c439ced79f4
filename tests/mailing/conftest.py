"""What the tests of the mailing share: both databases, and none left open."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mailing import places
from tests.mailing.postgresql import Cluster, find_programs, running


@pytest.fixture(autouse=True)
def databases_are_closed() -> Iterator[None]:
    """A server takes only so many connections."""
    yield
    places.close_all()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL server. Skips where none is installed; where ``CI`` is true, that fails."""
    programs = find_programs()
    if programs is None:
        missing = "needs PostgreSQL: apt install postgresql (it need not run)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with running(programs) as cluster:
        yield cluster


class Databases:
    """Where a test keeps its subscribers: ``kind`` is ``sqlite`` or ``postgresql``.

    ``cluster`` is the server of PostgreSQL; SQLite has none.
    """

    def __init__(self, kind: str, cluster: Cluster | None) -> None:
        self.kind = kind
        self.cluster = cluster
        self._made: list[str] = []

    def use_in(self, folder: Path) -> None:
        """From now on ``builders.database(folder)`` opens a database of this kind."""
        if self.cluster is not None:
            self._made.append(self.cluster.fresh())
            places.use(folder, self._made[-1])

    def use_empty_in(self, folder: Path) -> None:
        """The same, without any table yet."""
        if self.cluster is not None:
            self._made.append(self.cluster.empty())
            places.use(folder, self._made[-1])

    def drop(self) -> None:
        """Forget them all."""
        places.close_all()
        for one in self._made:
            assert self.cluster is not None
            self.cluster.drop(one)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """The test runs on both databases; that of ``tmp_path`` is there already."""
    cluster = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    made = Databases(request.param, cluster)
    made.use_in(tmp_path)
    yield made
    made.drop()
