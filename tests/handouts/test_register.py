"""The register of releases is never published: not as it is, not in part, in no format."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest

from plugins.common.problems import ProblemLog
from plugins.media.consent.register import load_register
from tests.builders import write_files
from tests.handouts.conftest import CHILDREN, REGISTER, Desk
from tests.handouts.files import (
    W,
    docx,
    notebook,
    opendocument,
    pdf,
    pptx,
    scratch,
    xlsx,
    zipped,
)

THREE = "\n".join(CHILDREN[:3])
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "mac_roman",
)


@pytest.mark.parametrize("encoding", [*ENCODINGS, "cp850", "utf-7"])
@pytest.mark.parametrize(
    "text",
    [
        REGISTER,
        THREE,
        "Lovelace, Ada\nMÜLLER, ZOË\nHopper, Grace\n",
        "Müller; Zoe\nLovelace; Ada\nTuring; Alan\n",
        "adalovelace\ngracehopper\nalanturing\n",
        "The s-001, the S-002 and s003.\n",
        "name\tid\tuntil\tchannels\tlevel\n",
        "Until;Channels;Level;Note\n",
    ],
)
def test_no_copy_of_the_register_is_published_in_any_encoding(
    desk: Desk, text: str, encoding: str
) -> None:
    """Its header, or three of its ids or full names, in any order and case."""
    for name in ("list.csv", "list.txt"):
        assert desk.rules(name, text.encode(encoding)) == ["handout-register"]


def cells(*rows: tuple[str, ...]) -> str:
    """Rows of a sheet with their words in place."""
    return "".join(
        f'<row r="{number}">'
        + "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in row)
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def shared(*words: str) -> str:
    """The words of a workbook, once each, as every program keeps them."""
    strings = "".join(f"<si><t>{word}</t></si>" for word in words)
    return f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>'


def _by_number(*rows: tuple[int, int]) -> str:
    return "".join(
        f'<row r="1"><c t="s"><v>{one}</v></c><c t="s"><v>{other}</v></c></row>'
        for one, other in rows
    )


FIRSTS, LASTS = ("Ada", "Grace", "Alan"), ("Lovelace", "Hopper", "Turing")
LINES = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in CHILDREN[:3])
PARTED = "".join(
    f"<w:p><w:r><w:t>{one[:3]}</w:t></w:r><w:r><w:t>{one[3:]}</w:t></w:r></w:p>"
    for one in ("Ada Lovelace", "Grace Hopper", "Alan Turing")
)
FORM = f"<w:comments {W}><w:comment w:author=''>{LINES}</w:comment></w:comments>"


def _with_fields(document: pikepdf.Pdf, page: pikepdf.Object) -> None:
    fields = [
        pikepdf.Dictionary(FT=pikepdf.Name.Tx, V=pikepdf.String(one), T=pikepdf.String("a"))
        for one in CHILDREN
    ]
    document.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", docx(LINES)),
        ("a.docx", docx(PARTED)),
        ("a.docx", docx(parts={"word/comments.xml": FORM})),
        ("a.docx", docx(parts={"word/header1.xml": f"<w:hdr {W}>{LINES}</w:hdr>"})),
        ("a.xlsx", xlsx(cells(*((one,) for one in CHILDREN)))),
        ("a.xlsx", xlsx(cells(*zip(FIRSTS, LASTS, strict=True)))),
        ("a.xlsx", xlsx(cells(*zip(LASTS, FIRSTS, strict=True)))),
        (
            "a.xlsx",
            xlsx(
                _by_number((0, 3), (1, 4), (2, 5)),
                {"xl/sharedStrings.xml": shared(*FIRSTS, *LASTS)},
            ),
        ),
        ("a.xlsx", xlsx(cells(("id", "name", "level", "channels", "until")))),
        (
            "a.pptx",
            pptx(parts={"ppt/notesSlides/notesSlide1.xml": LINES.join(("<a " + W + ">", "</a>"))}),
        ),
        ("a.odt", opendocument(body="".join(f"<text:p>{one}</text:p>" for one in CHILDREN))),
        ("a.pdf", pdf("Ada Lovelace\nGrace Hopper\nAlan Turing")),
        ("a.pdf", pdf("A plan.", _with_fields)),
        ("a.ipynb", notebook(source=f"names = {json.dumps(CHILDREN)}")),
        ("a.sb3", scratch({"project.json": json.dumps({"targets": [{"list": [*CHILDREN]}]})})),
        ("a.zip", zipped({"a/list.csv": REGISTER})),
        ("a.zip", zipped({"a.txt": CHILDREN[0], "b.txt": CHILDREN[2], "c.txt": CHILDREN[3]})),
        ("a.zip", zipped({f"{one}.txt": "A plan." for one in CHILDREN})),
        ("a.zip", zipped({"a.zip": zipped({"list.csv": REGISTER.encode("utf-16")})})),
        ("a.py", f"children = {CHILDREN!r}\n".encode()),
    ],
)
def test_no_format_hides_the_names_of_the_register(desk: Desk, name: str, data: bytes) -> None:
    """In runs, cells, comments, fields, lists and archives."""
    assert desk.rules(name, data) == ["handout-register"]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lovelace and Grace Hopper wrote programs.",
        "The level is easy until Monday.",
        "1\n2\n3\n4\n",
        "Ada, Grace and Alan",
    ],
)
def test_a_name_or_two_is_no_register(desk: Desk, text: str) -> None:
    """Nor are first names: a text may tell of people."""
    assert desk.rules("plan.txt", text.encode()) == []


def test_no_problem_repeats_a_name_or_an_id(desk: Desk) -> None:
    """Not even to say which it is."""
    told = str(desk.judge("list.csv", REGISTER.encode()).findings)
    assert not any(word in told for one in CHILDREN for word in one.split())
    assert "s-001" not in told


def test_a_register_that_cannot_be_read_is_not_published_either(desk: Desk, tmp_path: Path) -> None:
    """A file with the same bytes is the same file."""
    odd = b"child;allowed\nAda Lovelace;yes\n"
    write_files(tmp_path, {"private/consent.csv": odd})
    file = tmp_path / "private/consent.csv"
    desk.media.register = load_register(file, "private/consent.csv", ProblemLog())

    assert desk.rules("plan.csv", odd) == ["handout-register"]


def test_acceptance_never_lifts_the_register(desk: Desk) -> None:
    """A comment may be accepted, a list of children not."""
    from hashlib import sha256

    data = docx(parts={"word/comments.xml": FORM})
    desk.media.hashes["media/a.docx"] = sha256(data).hexdigest()
    assert desk.rules("a.docx", data) == ["handout-register"]
    assert io.BytesIO(data).read(2) == b"PK"
