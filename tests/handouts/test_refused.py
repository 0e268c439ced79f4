"""What is not recognised as one of the listed kinds is published by no link."""

from __future__ import annotations

import base64
import gzip
import os
from base64 import b64encode
from pathlib import Path

import pytest

from plugins.handouts.kinds import NEVER, Kinds
from tests.builders import photo, write_files
from tests.handouts.conftest import REGISTER, Desk
from tests.handouts.files import (
    DRAWING,
    docx,
    notebook,
    opendocument,
    pdf,
    photo_with_place,
    scratch,
    sound,
    xlsx,
    zipped,
)

PAD = b"\0" * 64 + b"CANARY"
ORIGINALS = {
    "x.dat": b"RIFF\0\0\0\0AVI LIST" + PAD,
    "x.caf": b"caff\0\1\0\0" + PAD,
    "x.ts": b"\x47\x40\0\x10" + PAD,
    "x.mod": b"\0\0\1\xba" + PAD,
    "x.vob": b"\0\0\1\xba" + PAD,
    "x.asf": b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + PAD,
    "x.jxl": b"\xff\x0a" + PAD,
    "x.raf": b"FUJIFILMCCD-RAW 0201" + PAD,
    "x.x3f": b"FOVb" + PAD,
    "x.dib": b"BM\0\0\0\0\0\0\0\0" + PAD,
    "x.tga": b"\0\0\2\0\0\0\0\0" + PAD,
    "x.svgz": gzip.compress(DRAWING.encode()),
    "x.rw2": b"IIU\0" + PAD,
    "x.cr3": b"\0\0\0\x18ftypcrx " + PAD,
    "x.amr": b"#!AMR\n" + PAD,
    "x.mid": b"MThd\0\0\0\6" + PAD,
    "x.jp2": b"\0\0\0\x0cjP  \r\n\x87\n" + PAD,
    "x.unheardof": b"\x8f\x12\x99" + PAD,
    "x": photo(),
}
NAMES = ("x.pdf", "x.txt", "x.csv", "x.docx", "x.zip", "x.stl", "x.hex", "x.py", "x.ipynb", "x.sb3")


@pytest.mark.parametrize("name", ORIGINALS)
def test_no_original_of_any_format_is_published(desk: Desk, name: str) -> None:
    """Known or not."""
    assert desk.rules(name, ORIGINALS[name]) in (["photo-linked"], ["handout-kind"])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("original", ORIGINALS)
def test_no_original_is_published_under_the_name_of_a_handout(
    desk: Desk, name: str, original: str
) -> None:
    """What a file is, its content says."""
    assert desk.rules(name, ORIGINALS[original])


JPEG = photo_with_place()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7\n" + JPEG),
        ("a.pdf", b"%PDF-1.7\n" + JPEG + b"\n%%EOF\n"),
        ("a.pdf", pdf() + JPEG),
        ("a.pdf", pdf() + zipped({"a.txt": "a"})),
        ("a.pdf", JPEG + pdf()),
        ("a.zip", JPEG + zipped({"a.txt": "a"})),
        ("a.docx", JPEG + docx()),
        ("a.txt", b"\xef\xbb\xbf" + DRAWING.encode()),
        ("a.txt", b"<!-- a plan --> " + DRAWING.encode()),
        ("a.csv", DRAWING.encode("utf-16")),
        ("a.txt", b"A plan.\n\n" + DRAWING.encode()),
        ("a.txt", b"<!DOCTYPE html><p>x</p>"),
        ("a.csv", b"day,data:image/jpeg;base64," + b64encode(JPEG)),
        ("a.txt", b64encode(JPEG)),
        ("a.txt", JPEG.hex().encode()),
        ("a.txt", b"P3\n2 2\n255\n1 2 3 4 5 6 7 8 9 10 11 12\n"),
        ("a.py", b"picture = '" + b64encode(JPEG) + b"'\n"),
        ("a.ipynb", JPEG),
        ("a.ipynb", b"{}"),
        ("a.ipynb", notebook(source="x = '" + b64encode(JPEG).decode() + "'")),
        ("a.stl", b"solid \n" + JPEG),
        ("a.hex", b":00\n"),
        ("a.sb3", zipped({"a.txt": "a"})),
        ("a.docx", zipped({"a.txt": "a"})),
        ("a.docx", xlsx()),
        ("a.odt", opendocument("spreadsheet")),
        ("a.txt", docx()),
        ("a.txt", pdf()),
        ("a.csv", b""),
        ("a.vtt", b"Hello"),
        ("a.docx", docx(parts={"word/vbaProject.bin": b"x"})),
        ("a.docx", docx(parts={"word/media/a.mp4": b"\0\0\0\x18ftypmp42" + PAD})),
        ("a.docx", docx(parts={"word/media/a.heic": b"\0\0\0\x18ftypheic" + PAD})),
        ("a.docx", docx(parts={"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + PAD})),
        ("a.zip", zipped({"a.heic": b"\0\0\0\x18ftypheic" + PAD})),
        ("a.zip", zipped({"a.jpg": JPEG[:300]})),
        ("a.zip", zipped({"a.mp4": b"\0\0\0\x18ftypmp42" + PAD})),
        ("a.zip", zipped({"a.txt": JPEG})),
        ("a.zip", zipped({"../a.txt": "a"})),
        ("a.zip", zipped({"media.yaml": "photos: {a.jpg: {people: none}}"})),
        ("a.zip", zipped({"private/a.txt": "a"})),
        ("a.zip", zipped({"post.md": "# A"})),
        ("a.zip", zipped({"index.html": "<p>A"})),
        ("a.zip", zipped({".git/config": "a"})),
        ("a.zip", zipped({"a.zip": zipped({"b.zip": zipped({"c.m2v": PAD})})})),
        ("a.sb3", scratch({"0123456789abcdef0123456789abcdee.jpg": JPEG[:200]})),
    ],
)
def test_content_and_name_must_agree_through_and_through(
    desk: Desk, name: str, data: bytes
) -> None:
    """Two files in one, a file in letters, a file in a file: each is refused."""
    assert desk.rules(name, data)


@pytest.mark.parametrize("suffix", sorted(NEVER))
def test_what_is_never_published_no_setting_allows(desk: Desk, suffix: str) -> None:
    """Old office files, pages, pictures, lists of the site."""
    desk.kinds = Kinds(frozenset())
    assert desk.rules(f"a{suffix}", b"A plan.")


def test_an_ending_of_the_settings_is_text_or_an_archive_of_what_may_be(desk: Desk) -> None:
    """It adds a name and no new content."""
    desk.kinds = Kinds(frozenset((".mkcd",)))
    assert desk.rules("a.mkcd", b"A plan.") == []
    assert desk.rules("b.mkcd", zipped({"a.txt": "A plan."})) == []
    assert desk.rules("c.mkcd", JPEG) == ["photo-linked"]
    assert desk.rules("d.mkcd", b"\x8f\0\x01") == ["handout-kind"]


FRONT = "---\ntitle: A\nstatus: draft\n---\nNot yet.\n"
SHEET = "photos:\n  ramp.jpg:\n    alt: A ramp\n    people: none\n"
OWN = {
    "front matter": FRONT,
    "front matter with a mark": "\ufeff" + FRONT,
    "windows": FRONT.replace("\n", "\r\n"),
    "pelican": "Title: A\nDate: 2026-11-01\nStatus: draft\n\nNot yet.\n",
    "rst": "A\n=\n\n:date: 2026-11-01\n:status: draft\n\nNot yet.\n",
    "for staff": "A plan.\n\n!!! staff\n    Not for all.\n",
    "sheet": SHEET,
    "sheet in one line": "photos: {ramp.jpg: {alt: A ramp, people: [s-001]}}\n",
    "sheet as json": '{"photos": {"ramp.jpg": {"alt": "A ramp", "people": "none"}}}',
    "defaults": 'defaults: {"*": {people: none}}\n',
    "vocabulary": "grades:\n- k\nsubjects:\n- art\nskills:\n- code\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("name", ["plan.txt", "plan.csv"])
@pytest.mark.parametrize("what", OWN)
def test_texts_and_lists_of_the_site_are_known_by_their_words(
    desk: Desk, what: str, name: str, encoding: str
) -> None:
    """Whatever a copy is called, and in whatever way it was saved."""
    if what == "front matter with a mark" and encoding != "utf-8":
        pytest.skip("UTF-16 has its own mark")
    assert desk.rules(name, OWN[what].encode(encoding)) == ["handout-private"]


@pytest.mark.parametrize(
    "name",
    [
        *("media.yaml", "media.yml", "media.yaml.bak", "media.yaml~", "MEDIA.YAML", "a.yaml"),
        *("post.md", "post.md~", "post.md.orig", "post.MD", "post.rst", "post.html", "post.mkd"),
        *(".plan.txt", ".git/plan.txt", "private/plan.txt", "Private/plan.txt", "~$plan.docx"),
        *("vocabulary.yaml", "a.txt.bak", "a.txt.tmp"),
    ],
)
def test_names_of_the_sites_own_files_are_never_published(desk: Desk, name: str) -> None:
    """With whatever in them."""
    assert desk.rules(name, b"A plan.") in (["handout-private"], ["handout-kind"])


def test_a_copy_of_a_text_is_known_though_nothing_in_it_tells(desk: Desk) -> None:
    """It is compared with all texts of the folder, by its words."""
    write_files(desk.folder, {"posts/a.md": "Only words,\nand no more.\n"})
    assert desk.rules("plan.txt", "Only words,\r\nand no more.".encode("utf-16")) == [
        "handout-private"
    ]


@pytest.mark.parametrize(
    ("target", "data"),
    [
        ("media.yaml", SHEET.encode()),
        ("../posts/draft.md", FRONT.encode()),
        ("../posts/page.html", b"<p>A"),
        (".hidden.txt", b"A plan."),
        ("private/plan.txt", b"A plan."),
        ("other.jpg", JPEG),
        ("../../private/consent.csv", REGISTER.encode()),
        ("../../outside.txt", b"A plan."),
        ("plan.csv", b"A plan."),
    ],
)
def test_a_link_of_the_disk_is_judged_by_where_it_leads(
    desk: Desk, target: str, data: bytes
) -> None:
    """Its own name counts for nothing."""
    place = desk.folder / "media" / target
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    (desk.folder / "media" / "plan.txt").symlink_to(target)

    assert desk.rules("plan.txt") == ["handout-private"]


def test_a_link_of_the_disk_to_a_handout_is_as_good_as_the_handout(desk: Desk) -> None:
    """Within the content folder, and of the same kind."""
    write_files(desk.folder, {"media/other.txt": "A plan."})
    (desk.folder / "media" / "plan.txt").symlink_to("other.txt")
    assert desk.rules("plan.txt") == []


def test_hard_links_are_known_by_their_content(desk: Desk, tmp_path: Path) -> None:
    """To the register, and to a sidecar."""
    write_files(desk.folder, {"media/media.yaml": "defaults:\n  '*': {credit: The school}\n"})
    os.link(desk.folder / "media/media.yaml", desk.folder / "media/plan.txt")
    os.link(tmp_path / "private/consent.csv", desk.folder / "media/list.csv")

    assert desk.rules("plan.txt") == ["handout-private"]
    assert desk.rules("list.csv") == ["handout-register"]


@pytest.mark.parametrize("name", ["nothing.txt", "folder", "pipe.txt"])
def test_what_is_no_file_is_refused(desk: Desk, name: str) -> None:
    """No file, a folder, a pipe at which one would wait for ever."""
    (desk.folder / "media" / "folder").mkdir()
    os.mkfifo(desk.folder / "media" / "pipe.txt")
    assert desk.rules(name)


def test_sounds_in_archives_are_named(desk: Desk) -> None:
    """Until somebody accepts them."""
    assert desk.rules("a.zip", zipped({"talk.wav": sound()})) == ["handout-pictures"]


@pytest.mark.parametrize("sort", [0x00, 0x02, 0x03, 0x0A, 0x0C, 0x0D, 0x0E, 0x77, 0xFF])
def test_no_record_of_a_program_for_a_board_hides_a_file(desk: Desk, sort: int) -> None:
    """What a board does not read of its program is in the file all the same."""
    photo, lines = photo_with_place(), [":020000040000FA"]
    for start in range(0, len(photo), 16):
        piece = photo[start : start + 16]
        record = bytes((len(piece), 0, 0, sort)) + piece
        lines.append(":" + (record + bytes((-sum(record) & 0xFF,))).hex().upper())
    data = "\n".join([*lines, ":00000001FF\n"]).encode()

    assert len(desk.rules("plan.hex", data)) == 1


BEFORE = ("", "A\n", "Ab ", "Abc\n\n", "Here is the photo of the ramp\n\n", "Photo: ", "a ")
LETTERS = {
    "base64": lambda data: base64.b64encode(data).decode(),
    "of an address": lambda data: base64.urlsafe_b64encode(data).decode(),
    "in lines": lambda data: base64.encodebytes(data).decode(),
    "hex": lambda data: data.hex(),
    "hex in pairs": lambda data: data.hex(" "),
    "list": lambda data: ", ".join(f"0x{one:02X}" for one in data),
    "escaped": lambda data: "".join(f"\\x{one:02x}" for one in data),
}


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("way", LETTERS)
def test_no_photo_is_published_in_letters_whatever_words_lead(
    desk: Desk, way: str, before: str
) -> None:
    """Words are of the same signs: where the file begins among them, nobody says."""
    text = before + LETTERS[way](photo_with_place())
    assert desk.rules("plan.txt", text.encode()) == ["photo-linked"]


@pytest.mark.parametrize("before", BEFORE)
def test_no_register_is_published_in_letters_whatever_words_lead(desk: Desk, before: str) -> None:
    """Nor are its names."""
    text = before + base64.b64encode(REGISTER.encode()).decode()
    assert desk.rules("plan.txt", text.encode()) == ["handout-register"]
