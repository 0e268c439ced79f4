"""Stubs join a ``media.yaml`` that somebody wrote, and nothing of it is touched."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.problems import ProblemLog
from plugins.media.captions import Caption
from plugins.media.importing.sheets import SheetError
from plugins.media.importing.stubs import extend_sheet
from plugins.media.sheets import load_said

NEW = ["2026-11-20-fair-3f9ac1.jpg", "2026-11-20-fair-77aa01.jpg"]
TAGS = ("robotics", "grade-4")
SHEETS = {
    "nothing": "",
    "a comment": "# our fair\n",
    "a comment without an end": "# our fair",
    "a document mark": "---\n",
    "the key alone": "photos:\n",
    "the key and a comment": "photos: # all of them\n# more\n",
    "the key without an end": "photos:",
    "two blanks": "photos:\n  a.jpg:\n    alt: A ramp\n",
    "four blanks": "photos:\n    a.jpg:\n        alt: A ramp\n",
    "no end of line": "photos:\n  a.jpg:\n    alt: A ramp",
    "no indent within": "photos:\n a.jpg: {alt: A ramp}\n",
    "a comment at the end": "photos:\n  a.jpg:\n    alt: A # steep\n\n  # b.jpg: later\n# end\n",
    "something after": "photos:\n  a.jpg:\n    alt: A ramp\n\n# what else\nother: [1,\n  2]\n",
    "something before": "other: x\nphotos:\n  a.jpg:\n    alt: A ramp\n",
    "an open value": "photos:\n  a.jpg:\n    people:\nother: x\n",
    "an open entry": "photos:\n  a.jpg:\n",
    "a long text": "photos:\n  a.jpg:\n    alt: A\n      ramp\n    title: >\n      Held.\n\n",
    "a block kept whole": "photos:\n  a.jpg:\n    caption: |+\n      Held.\n\n\nother: x\n",
    "a block without an end": "photos:\n  a.jpg:\n    caption: |\n      Held.",
    "a list at the end": "photos:\n  a.jpg:\n    tags:\n    - robots\n    -\n",
    "braces": "photos: {a.jpg: {alt: A ramp}}\n",
    "empty braces": "photos: {}\n",
    "braces and a comma": "photos: {a.jpg: {alt: A ramp},}\n",
    "braces over lines": "photos: {\n  a.jpg: {alt: A ramp},\n}\nother: x\n",
    "all in braces": "{photos: {a.jpg: {alt: A ramp}}, other: x}",
    "quoted": '"photos":\n  "a.jpg":\n    "alt": "A: ramp"\n',
    "Windows": "photos:\r\n  a.jpg:\r\n    alt: A ramp\r\n\r\nother: x\r\n",
    "Windows without an end": "photos:\r\n  a.jpg:\r\n    alt: A ramp",
    "a mark of UTF-8": "\ufeffphotos:\n  a.jpg:\n    alt: A ramp\n",
    "a mark of UTF-8 alone": "\ufeff",
    "an end mark": "photos:\n  a.jpg:\n    alt: A ramp\n...\n",
    "emoji": "photos:\n  🤖.jpg:\n    alt: 🤖 on a ramp\n",
    "an alias": "photos:\n  a.jpg:\n    credit: &us Our School\n  b.jpg:\n    credit: *us\n",
}


def is_one_insertion(old: str, new: str) -> bool:
    """True when ``new`` is ``old`` with one piece put in somewhere, and nothing taken out."""
    return common_start(old, new) + common_start(old[::-1], new[::-1]) >= len(old)


def common_start(one: str, other: str) -> int:
    """How many signs are equal from the start."""
    signs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(signs) if a != b), min(len(one), len(other)))


def entries(text: str) -> dict[str, object]:
    """The entries as any program reads them."""
    return (yaml.safe_load(text) or {}).get("photos") or {}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_stubs_join_whatever_stands_there(sheet: str) -> None:
    """Taking the one piece out again gives the old file; the old entries say what they said."""
    extended = extend_sheet(sheet, NEW, TAGS)

    assert is_one_insertion(sheet, extended)
    before, after = entries(sheet), entries(extended)
    assert list(after) == [*before, *NEW]
    assert yaml.safe_load(extended).get("other") == (yaml.safe_load(sheet) or {}).get("other")
    for name in NEW:
        assert after[name] == {"alt": "", "tags": ["robotics", "grade-4"]}


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_a_second_time_nothing_is_added(sheet: str) -> None:
    """An import that goes on finds its own stubs."""
    extended = extend_sheet(sheet, NEW, TAGS)
    assert extend_sheet(extended, NEW, TAGS) == extended
    assert extend_sheet(extended, [], TAGS) == extended


def test_a_stub_looks_like_the_guide() -> None:
    """Ready to be filled in."""
    assert extend_sheet("", NEW[:1], TAGS) == dedent(
        """\
        photos:
          2026-11-20-fair-3f9ac1.jpg:
            alt: ""
            tags: [robotics, grade-4]
        """
    )


def test_lines_end_as_they_do_in_the_file() -> None:
    """A file from Windows stays one."""
    extended = extend_sheet(SHEETS["Windows"], NEW, TAGS)
    assert extended.count("\n") == extended.count("\r\n")


@pytest.mark.parametrize(
    ("sheet", "line", "words"),
    [
        ("photos:\n  a.jpg:\n    alt: A: b\n", 3, "cannot be read as YAML"),
        ("photos:\n\ta.jpg:\n", 2, "cannot be read as YAML"),
        ("- a.jpg\n", 1, 'one key "photos:"'),
        ("just words\n", 1, 'one key "photos:"'),
        ("photos: [a.jpg]\n", 1, "file names"),
        ("photos: a.jpg\n", 1, "file names"),
        ("photos: ~\n", 1, "file names"),
        ("photos: {\n  a.jpg: {} # last\n}\n", 2, "a comment"),
        ("photos:\n  a.jpg: \x01\n", 0, "invisible"),
        ("photos: &a {b.jpg: *a}\n", 1, "tangled"),
        ("[" * 2000, 0, "deep"),
        ("photos: " + "{a: " * 40 + "}" * 40, 1, "tangled"),
        ("a: 1\n--- b\n", 2, "YAML"),
        ("photos: !!python/name:os.system\n", 1, "file names"),
    ],
)
def test_where_nothing_can_be_added_it_says_why(sheet: str, line: int, words: str) -> None:
    """With the line; the file is left as it is."""
    with pytest.raises(SheetError, match=words) as refused:
        extend_sheet(sheet, NEW, TAGS)
    assert refused.value.line == line


def test_a_file_that_unfolds_without_end_takes_no_time() -> None:
    """Ten entries of ten entries of ten ..., as a joke or worse."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(SheetError, match="tangled"):
        extend_sheet("\n".join(lines), NEW, TAGS)


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn", "Co")),
    max_size=20,
)
COMMENTS = TEXTS.map(lambda text: f"# {text}".replace("\ufeff", ""))
NAMES = st.from_regex(r"[a-z]{1,8}\.jpg", fullmatch=True)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """A ``media.yaml`` as people write it: comments, blank lines, all sorts of values."""
    step = draw(st.sampled_from([1, 2, 4]))
    lines = draw(st.lists(COMMENTS, max_size=2))
    if draw(st.booleans()):
        lines.append(f"{draw(st.sampled_from(['before', 'note']))}: {draw(values())}")
    lines.append(draw(st.sampled_from(["photos:", '"photos":', "photos:   # ours"])))
    for name in draw(st.lists(NAMES, max_size=4, unique=True)):
        lines.append(f"{' ' * step}{name}:")
        for key in draw(st.lists(st.sampled_from(["alt", "caption", "tags"]), unique=True)):
            lines.append(f"{' ' * step * 2}{key}: {draw(values())}")
        lines += draw(st.lists(st.one_of(st.just(""), COMMENTS), max_size=2))
    if draw(st.booleans()):
        lines += ["", f"after: {draw(values())}", *draw(st.lists(COMMENTS, max_size=1))]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return newline.join(lines) + draw(st.sampled_from(["", newline, newline * 3]))


def values() -> st.SearchStrategy[str]:
    """A value on one line: plain, quoted in both ways, a list, or nothing."""
    quoted = TEXTS.map(lambda text: "'" + text.replace("'", "''").replace("\ufeff", "") + "'")
    double = TEXTS.map(
        lambda text: '"' + text.replace("\\", "").replace('"', "").replace("\ufeff", "") + '"'
    )
    plain = st.from_regex(r"[A-Za-z][A-Za-z ]{0,15}[a-z]( # [a-z]{1,5})?", fullmatch=True)
    lists = st.lists(st.from_regex(r"[a-z-]{1,6}[a-z]", fullmatch=True)).map(
        lambda words: f"[{', '.join(words)}]"
    )
    return st.one_of(quoted, double, plain, lists, st.just(""))


@given(sheets(), st.lists(TEXTS, max_size=3))
def test_what_a_person_wrote_survives_byte_for_byte(sheet: str, tags: list[str]) -> None:
    """One piece is inserted; before and behind it stands the file as it was, meaning the same."""
    words = tuple(" ".join(tag.split()) for tag in tags if tag.isprintable() and tag.strip())
    extended = extend_sheet(sheet, NEW, words)

    assert is_one_insertion(sheet, extended)
    assert list(entries(extended)) == [*entries(sheet), *NEW]
    assert {name: entries(extended)[name] for name in entries(sheet)} == entries(sheet)
    assert extend_sheet(extended, NEW, words) == extended


@given(st.lists(TEXTS.map(lambda text: " ".join(text.split())), max_size=4, unique=True))
def test_tags_are_read_as_they_were_given(
    tmp_path_factory: pytest.TempPathFactory, tags: list[str]
) -> None:
    """Whatever signs are in them: ``no``, ``#1``, ``maths: fun``, quotes, emoji."""
    words = [tag for tag in tags if tag and tag.isprintable()]
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "media.yaml").write_text(extend_sheet("", NEW, words), "utf-8")
    log = ProblemLog()
    found = read(folder, log)
    assert not log
    assert [found[name].tags for name in NEW] == [tuple(words), tuple(words)]
    assert [found[name].people for name in NEW] == [None, None]


def read(folder: Path, log: ProblemLog) -> dict[str, Caption]:
    """As the build reads it."""
    return dict(load_said(folder, "", NEW, log).photos)


@pytest.mark.parametrize(
    "tag", ["no", "null", "#1", "a: b", "[x", "{x", "'", '"', "\\", "🤖", "1e3"]
)
def test_words_that_mean_something_to_yaml_are_quoted(tag: str) -> None:
    """A tag is a text, whatever it looks like."""
    read_back = entries(extend_sheet("", NEW, [tag]))
    assert [entry["tags"] for entry in read_back.values()] == [[tag], [tag]]  # type: ignore[index]
