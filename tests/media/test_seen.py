"""What is remembered of files: never of a file that changed, never in a way that stops a build."""

from __future__ import annotations

import io
import os
import re
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.media import sources
from plugins.media.config import MediaSettings
from plugins.media.playing import sources as playing
from plugins.media.seen import SeenFiles
from plugins.media.sources import Source, read_source

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """Where the memory lies."""
    return tmp_path / "work" / "photos" / "seen.json"


def opened(memory: Path, now: datetime = NOW, made_with: str = "1") -> SeenFiles:
    """The memory as one more build opens it."""
    return SeenFiles(memory, made_with, now, keep_days=30)


def aged(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk's clock be an hour later than the last change of ``file``."""
    later = file.stat().st_ctime_ns + 3_600_000_000_000
    monkeypatch.setattr(SeenFiles, "_disk_time", lambda _: later)


def look(school: Any, memory: Path, **options: Any) -> Source:
    """The photo as one build reads it, which then ends."""
    seen = opened(memory, **options)
    found = read_source(school.root, "a.jpg", 50, seen)
    seen.save()
    assert isinstance(found, Source)
    return found


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of photos that were really opened."""
    found: list[str] = []
    read = sources._read_anew

    def note(path: str, *rest: Any) -> Any:
        found.append(path)
        return read(path, *rest)

    monkeypatch.setattr(sources, "_read_anew", note)
    return found


def test_a_second_build_does_not_open_a_photo(
    school: Any, draw: Any, memory: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And knows all the same about it."""
    aged(school.keep("a.jpg", draw.scene()), monkeypatch)
    first = look(school, memory)
    assert look(school, memory) == first
    assert readings == ["a.jpg"]


def test_a_photo_saved_anew_with_its_old_time_and_length_is_read_again(
    school: Any, draw: Any, memory: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync program sets the time of writing; that of the change it cannot set."""
    file = school.keep("a.jpg", draw.saved(draw.scene(), "JPEG") + b"one")
    aged(file, monkeypatch)
    before, marks = look(school, memory), file.stat()
    file.write_bytes(draw.saved(draw.scene(), "JPEG") + b"two")
    os.utime(file, ns=(marks.st_atime_ns, marks.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (marks.st_size, marks.st_mtime_ns)
    assert look(school, memory).digest != before.digest
    assert readings == ["a.jpg", "a.jpg"]


def test_a_photo_changed_a_moment_ago_is_not_remembered(
    school: Any, draw: Any, memory: Path, readings: list[str]
) -> None:
    """A second change within one tick of the disk's clock would leave the same marks."""
    school.keep("a.jpg", draw.scene())
    look(school, memory)
    look(school, memory)
    assert readings == ["a.jpg", "a.jpg"]


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"made_with": "1", "files": []}', b"\xff", b"[" * 100_000]
)
def test_a_damaged_memory_does_not_count(
    school: Any,
    draw: Any,
    memory: Path,
    readings: list[str],
    monkeypatch: pytest.MonkeyPatch,
    damage: bytes,
) -> None:
    """It is written anew."""
    aged(school.keep("a.jpg", draw.scene()), monkeypatch)
    first = look(school, memory)
    memory.write_bytes(damage)
    assert [look(school, memory), look(school, memory)] == [first, first]
    assert readings == ["a.jpg", "a.jpg"]


@pytest.mark.parametrize(
    "facts",
    [
        [1],
        ["JPEG", "x", 1, 1, "0", None],
        [[], {}, 0, 0, 0, "0"],
        ["JPEG", 640, 480, 1, "0", [1, 2]],
        ["JPEG", 640, 480, 1, "0", [1, 2, -3]],
    ],
)
def test_facts_that_are_none_are_found_anew(
    school: Any, draw: Any, memory: Path, monkeypatch: pytest.MonkeyPatch, facts: list[Any]
) -> None:
    """Whoever wrote them."""
    file = school.keep("a.jpg", draw.scene())
    aged(file, monkeypatch)
    first, seen = look(school, memory), opened(memory)
    seen._since = 2**62
    seen.note("photo", file.stat(), facts)
    seen.save()
    assert look(school, memory) == first


def test_another_version_of_the_reader_looks_again(
    school: Any, draw: Any, memory: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may find something else."""
    aged(school.keep("a.jpg", draw.scene()), monkeypatch)
    look(school, memory)
    look(school, memory, made_with="2")
    assert readings == ["a.jpg", "a.jpg"]


def test_a_lower_limit_refuses_a_photo_that_was_small_enough(
    school: Any, draw: Any, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit is a setting, not a fact of the file."""
    aged(school.keep("a.jpg", draw.scene((640, 480))), monkeypatch)
    look(school, memory)
    found = read_source(school.root, "a.jpg", 0.1, opened(memory))
    assert getattr(found, "rule", "") == "photo-too-large"


def test_what_no_build_asks_for_is_forgotten_in_time(
    school: Any, draw: Any, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what the last builds asked for is not."""
    aged(school.keep("a.jpg", draw.scene()), monkeypatch)
    look(school, memory)
    for days, there in ((29, True), (62, False)):
        other = school.keep(f"{days}.jpg", draw.scene((days * 8, 80)))
        aged(other, monkeypatch)
        seen = opened(memory, NOW + timedelta(days=days))
        read_source(school.root, other.name, 50, seen)
        seen.save()
        known = opened(memory).find("photo", (school.root / "a.jpg").stat())
        assert (known is not None) is there


def test_no_name_and_no_path_is_kept(
    school: Any, draw: Any, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file may be called after a child."""
    aged(school.keep("a.jpg", draw.scene()), monkeypatch)
    look(school, memory)
    kept = memory.read_text("utf-8")
    assert "a.jpg" not in kept
    assert str(school.root) not in kept


def test_a_work_folder_that_cannot_be_written_stops_nothing(
    school: Any, draw: Any, tmp_path: Path
) -> None:
    """The photo is read, and nothing is kept."""
    school.keep("a.jpg", draw.scene())
    (tmp_path / "work").write_bytes(b"a file")
    assert look(school, tmp_path / "work" / "photos" / "seen.json").size == (640, 480)


def test_a_recording_is_remembered_like_a_photo(
    school: Any, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its limits are settings all the same, and facts that are none do not count."""
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000 * 90))
    kept = school.keep("talk.wav", sound.getvalue())
    aged(kept, monkeypatch)
    read: list[str] = []
    original = playing._read_anew
    monkeypatch.setattr(
        playing, "_read_anew", lambda path, *rest: read.append(path) or original(path, *rest)
    )

    def look_again(minutes: float = 10) -> Any:
        seen = opened(memory)
        settings = MediaSettings(max_recording_minutes=minutes)
        found = playing.read_playable(school.root, "talk.wav", settings, seen)
        seen.save()
        return found

    first = look_again()
    assert look_again() == first
    assert look_again(minutes=1).rule == "recording-too-long"
    assert read == ["talk.wav"]
    text = memory.read_text().replace(f'"{first.digest}",', "")
    memory.write_text(text)
    assert look_again() == first
    assert read == ["talk.wav"] * 2


def test_a_photo_that_is_another_one_after_all_is_read_in_the_next_build(
    school: Any, draw: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a disk may do, "build again" helps."""
    aged(school.keep("a.jpg", draw.scene()), monkeypatch)
    first = school.library()
    first.picture("a.jpg", "A")
    first.encode_planned(school.output)
    memory = school.work / "photos" / "seen.json"
    known = memory.read_text()
    digest = re.findall(r'"([0-9a-f]{64})"', known)[0]
    memory.write_text(known.replace(digest, "0" * 64))
    for rules in (["photo-changed"], []):
        library = school.library()
        library.picture("a.jpg", "A")
        library.encode_planned(school.output)
        assert school.rules == rules
