"""The hand-over folder: complete or not there, the same for the same input, nothing stale."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from plugins.common import files
from plugins.newsletter.outbox import Parcel, plan_parcel, write_outbox
from tests.newsletter.builders import message


def parcel(name: str = "2026-W47", html: str = "<p>ä</p>\n") -> Parcel:
    """One issue."""
    return plan_parcel(name, message(), html, "ä\n", "publish")


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_index_describes_the_bodies(tmp_path: Path) -> None:
    """A sender can tell a whole issue from half of one by its hashes."""
    write_outbox(tmp_path, [parcel()])

    folder = tmp_path / "2026-W47/families"
    index: dict[str, Any] = json.loads((folder / "issue.json").read_text("utf-8"))
    assert sorted(file.name for file in folder.iterdir()) == [
        "issue.json",
        "message.html",
        "message.txt",
    ]
    for name, facts in index["files"].items():
        data = (folder / name).read_bytes()
        assert facts["sha256"] == sha256(data).hexdigest()
        assert facts["bytes"] == len(data)


def test_the_index_holds_what_a_sender_needs() -> None:
    """Format 2, key by key: mailing programs are written against it."""
    index = json.loads(parcel().files["issue.json"])
    entries, files = index.pop("entries"), index.pop("files")
    (date,) = index.pop("dates")

    assert index == {
        "format": 2,
        "id": "urn:uuid:2b1f6d6e-3b7f-5a44-9d3e-4c8f0f1e2d3c",
        "week": "2026-W47",
        "audience": "families",
        "cutoff": "2026-11-20T16:00:00-05:00",
        "lang": "en",
        "status": "published",
        "mode": "publish",
        "site": "https://hallway.school.example/",
        "page": "https://hallway.school.example/newsletter/2026-w47/",
        "source": "newsletter/2026-W47.md",
        "subject": "One evening, one page",
        "preview": "The plan fits on one page.",
        "photos": [],
        "placeholders": ["%%UNSUBSCRIBE_URL%%"],
        "notes": [],
    }
    assert [one["path"] for one in entries] == [
        "posts/plan.md",
        "posts/green.md",
        "posts/talk.md",
        "posts/tape.md",
    ]
    assert date["path"] == "events/coffee.md"
    assert set(files) == {"message.html", "message.txt"}


def test_an_unchanged_issue_is_not_touched(tmp_path: Path) -> None:
    """Built again, the outbox has the same bytes and the same times."""
    write_outbox(tmp_path, [parcel()])
    before = files_in(tmp_path)
    times = {path: (tmp_path / path).stat().st_mtime_ns for path in before}

    write_outbox(tmp_path, [parcel()])

    assert files_in(tmp_path) == before
    assert {path: (tmp_path / path).stat().st_mtime_ns for path in before} == times


def test_the_folder_tells_when_it_was_last_made(tmp_path: Path) -> None:
    """Whoever sends sees by it what was edited since; though no letter has changed."""
    write_outbox(tmp_path, [parcel()])
    os.utime(tmp_path, (1.0, 1.0))

    write_outbox(tmp_path, [parcel()])

    assert tmp_path.stat().st_mtime > 1.0


def test_stale_issues_go_and_other_things_stay(tmp_path: Path) -> None:
    """A deleted newsletter cannot be sent; what somebody else keeps there is not ours."""
    write_outbox(tmp_path, [parcel("2026-W46"), parcel("2026-W47-es")])
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "sent").mkdir()

    write_outbox(tmp_path, [parcel("2026-W47")])

    assert sorted(one.name for one in tmp_path.iterdir()) == ["2026-W47", "notes.txt", "sent"]


def test_the_letter_of_an_audience_that_is_no_more_goes(tmp_path: Path) -> None:
    """An issue that no longer goes to the staff leaves no letter for them to be sent."""
    staff = plan_parcel("2026-W47", message(audience="staff"), "<p>\n", "\n", "publish")
    write_outbox(tmp_path, [parcel(), staff])

    write_outbox(tmp_path, [parcel()])

    assert [one.name for one in (tmp_path / "2026-W47").iterdir()] == ["families"]


def test_no_issue_leaves_no_folder(tmp_path: Path) -> None:
    """A school without newsletter gets no outbox."""
    write_outbox(tmp_path / "outbox", [])

    assert not (tmp_path / "outbox").exists()


@pytest.mark.parametrize("fails_at", range(3))
def test_stopped_half_way_it_can_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """Stopped before any of its files: the index still speaks of the old bodies, or they agree.

    No file is ever there in part, and the next build mends all.
    """
    write_outbox(tmp_path, [parcel(html="<p>old</p>\n")])
    old = files_in(tmp_path)
    calls = 0

    def full(_: int) -> None:
        nonlocal calls
        calls += 1
        if calls > fails_at:
            raise OSError(28, "No space left on device")

    new = plan_parcel("2026-W47", message(subject="New"), "<p>new</p>\n", "new\n", "publish")
    with monkeypatch.context() as patch:
        patch.setattr(files.os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            write_outbox(tmp_path, [new])
        left = {name: data for name, data in files_in(tmp_path).items() if "part" not in name}

    assert left["2026-W47/families/issue.json"] == old["2026-W47/families/issue.json"]
    for name in ("message.html", "message.txt"):
        path = f"2026-W47/families/{name}"
        assert left[path] in (old[path], new.files[name])
    write_outbox(tmp_path, [new])
    assert files_in(tmp_path) == {
        f"2026-W47/families/{name}": data for name, data in new.files.items()
    }
