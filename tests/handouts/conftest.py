"""A content folder with a register of children, and the judge who looks at its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plugins.common.problems import ProblemLog
from plugins.handouts.judging import Judge, Judgement
from plugins.handouts.kinds import Kinds
from plugins.media.consent.register import Register, load_register
from tests.builders import write_files

CHILDREN = ("Ada Lovelace", "Zoë Müller", "Grace Hopper", "Alan Turing")
"""Stand for children: no name of the sample school is used here."""
REGISTER = "id,name,level,channels,until,note\n" + "".join(
    f"s-00{number},{name},image,site,2027-06-30,\n" for number, name in enumerate(CHILDREN, 1)
)


@dataclass
class RegisterAndHashes:
    """What the judge asks of the photos' plugin: a register, and what somebody accepted."""

    register: Register
    hashes: dict[str, str] = field(default_factory=dict)

    def tells_register(self, data: bytes, words: str) -> bool:
        return self.register.is_told_by(data, words)

    def accepted(self, path: str) -> str:
        return self.hashes.get(path, "")


@dataclass
class Desk:
    """Files of a content folder and what is said of them."""

    folder: Path
    media: RegisterAndHashes
    kinds: Kinds = field(default_factory=Kinds)
    limit: int = 20_000_000

    def judge(self, name: str, data: bytes | None = None) -> Judgement:
        """The judgement on ``media/<name>``, which has these bytes where they are given."""
        path = f"media/{name}"
        if data is not None:
            write_files(self.folder, {path: data})
        return Judge(self.folder, self.media, self.kinds, self.limit).judge(path)

    def rules(self, name: str, data: bytes | None = None) -> list[str]:
        """The rules by which the file is kept back; none for one that is published."""
        judgement = self.judge(name, data)
        rules = [one.rule for one in judgement.findings]
        assert (judgement.data is None) == bool(rules)
        return rules


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty content folder beside a register."""
    file = tmp_path / "private" / "consent.csv"
    write_files(tmp_path, {"private/consent.csv": REGISTER})
    register = load_register(file, "private/consent.csv", ProblemLog())
    (tmp_path / "content" / "media").mkdir(parents=True)
    return Desk(tmp_path / "content", RegisterAndHashes(register))


Judging = Callable[[str, bytes], list[str]]
