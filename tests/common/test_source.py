"""A text is read forgivingly, and its places are found again."""

from __future__ import annotations

from pathlib import Path

from plugins.common.problems import ProblemLog
from plugins.common.source import SourceText, read_source


def test_the_line_of_a_repeated_address_is_its_next_place() -> None:
    """A link that stands twice is reported at both its lines."""
    source = SourceText("a.md", "one x.md\ntwo\nthree x.md\n")

    assert [source.line_of("x.md"), source.line_of("x.md")] == [1, 3]
    assert source.line_of("y.md") == 0


def test_a_latin_1_file_is_read_and_reported(tmp_path: Path) -> None:
    """Its words are kept, and the coach hears where the first wrong byte is."""
    (tmp_path / "a.md").write_bytes("title: x\n\nCafé\n".encode("latin-1"))
    problems = ProblemLog()

    source = read_source(tmp_path, "a.md", problems)

    assert source.text.endswith("Café\n")
    assert [(p.rule, p.line) for p in problems] == [("not-utf-8", 3)]


def test_control_characters_go_and_are_reported(tmp_path: Path) -> None:
    """A character that XML forbids never reaches a page or a feed (F5)."""
    (tmp_path / "a.md").write_bytes(b"one\ntwo \x0b\x00 end \xf0\x9f\xa4\x96\n")
    problems = ProblemLog()

    source = read_source(tmp_path, "a.md", problems)

    assert source.text == "one\ntwo  end 🤖\n"
    assert [(p.rule, p.line) for p in problems] == [("control-character", 2)]


def test_a_file_that_is_no_text_is_one_problem(tmp_path: Path) -> None:
    """A photo that was named .md is not read as three hundred lines of nonsense."""
    (tmp_path / "a.md").write_bytes(bytes(range(9)) * 200)
    problems = ProblemLog()

    read_source(tmp_path, "a.md", problems)

    assert "not-a-text" in [p.rule for p in problems]
    assert "control-character" not in [p.rule for p in problems]


def test_windows_line_ends_and_a_mark_at_the_start_do_not_matter(tmp_path: Path) -> None:
    """A file from Notepad reads like any other."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\n")

    assert read_source(tmp_path, "a.md", ProblemLog()).text == "---\ntitle: x\n---\n"
