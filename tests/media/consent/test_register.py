"""The register as spreadsheets and people leave it: read right, or no release and a problem."""

from __future__ import annotations

import codecs
import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.problems import ProblemLog
from plugins.media.consent.cells import (
    CellError,
    parse_channels,
    parse_level,
    parse_until,
)
from plugins.media.consent.dates import orders_of
from plugins.media.consent.register import Register, load_register
from plugins.media.consent.release import Level, Release
from plugins.media.consent.sheet import SheetError, parse_sheet
from plugins.media.consent.withdrawing import withdraw_in

NOTES = (
    *(
        "retirado",
        "zurückgezogen",
        "NO PHOTOS PLEASE",
        "nur Gruppe",
        "see email",
        "retiré",
        "отозвано",
    ),
    *("取消", "سحب", "?", "!", "x", "no", "-", "2026-11-03", "ok", "ok?", "not ok: ask", "form?"),
)
"""What families' answers are called in all languages, nobody can list."""

HEAD = "id,name,level,channels,until,note\n"
ROW = "s-1,Ada Lovelace,full,site,2027-06-30,\n"


def load(folder: Path, data: bytes | str) -> tuple[Register, ProblemLog]:
    """A register with this content, and what is wrong with it."""
    file, problems = folder / "consent.csv", ProblemLog()
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return load_register(file, "private/consent.csv", problems), problems


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + ROW).encode(),
        codecs.BOM_UTF8 + (HEAD + ROW).encode(),
        (HEAD + ROW).replace(",", ";").replace("\n", "\r\n").encode(),
        (HEAD + ROW).replace(",", "\t").encode("utf-16"),
        ("sep=;\n" + (HEAD + ROW).replace(",", ";")).encode(),
        ("\n\n" + HEAD + ",,,,,\n" + ROW + "\n").encode(),
        b"Until,NOTE , Level,ID,Name,channels,shoes\n6/30/2027,,FULL,s-1,Ada Lovelace,Site,34\n",
        b'id,name,level,channels,until\n"s-1","Lovelace, Ada",full,site,46568\n',
        (HEAD + ROW).replace("\n", "\r").encode(),
        (HEAD + ROW.replace("Ada", "Zoë")).encode("cp1252"),
    ],
)
def test_every_export_is_read(tmp_path: Path, data: bytes) -> None:
    """Any encoding, separator, line end, order of columns, kind of date; columns of others stay."""
    register, problems = load(tmp_path, data)
    assert list(problems) == []
    release = register.releases["s-1"]
    assert (release.level, release.channels) == (Level.FULL, {"site"})
    assert release.until == date(2027, 6, 30)


def test_without_a_register_nobody_has_a_release(tmp_path: Path) -> None:
    """That is how a school starts, and no problem."""
    problems = ProblemLog()
    assert load_register(tmp_path / "none.csv", "none.csv", problems).releases == {}
    assert not problems


@pytest.mark.parametrize(
    ("data", "rule", "line"),
    [
        ("", "consent-unreadable", 0),
        (b"PK\x03\x04rest", "consent-unreadable", 0),
        ("id,nam,level,channels,until\ns-1,x,full,site,2027-06-30\n", "consent-columns", 1),
        (HEAD + ",Ada Lovelace,full,site,2027-06-30,\n", "consent-no-id", 2),
        (HEAD + "s-1,,full,site,2027-06-30,\n", "consent-no-name", 2),
        (HEAD + "Ada Lovelace,Ada Lovelace,full,site,2027-06-30,\n", "consent-id-is-name", 2),
        (HEAD + ROW + ROW.replace("full", "none"), "consent-twice", 3),
        (HEAD + ROW.replace("full", "perhaps"), "consent-value", 2),
        (HEAD + ROW.replace("site", "tv"), "consent-value", 2),
        (HEAD + ROW.replace("2027-06-30", "2027-06-31"), "consent-value", 2),
        (HEAD + ROW.replace("2027-06-30", "6/7/2027"), "consent-value", 2),
        (HEAD + ROW.replace("2027-06-30", ""), "consent-no-end", 2),
        (HEAD + ROW.replace("site", ""), "consent-no-channel", 2),
        (HEAD + 's-2,"Mia\nBerg",none,,,\n' + ROW[:-1] + ",x\n", "consent-row", 4),
    ],
)
def test_a_bad_row_is_a_problem_and_no_release(
    tmp_path: Path, data: bytes | str, rule: str, line: int
) -> None:
    """With its line, even after a cell of two lines; never with a name."""
    register, problems = load(tmp_path, data)
    assert [(one.rule, one.line) for one in problems] == [(rule, line)]
    if rule != "consent-no-name":
        assert all(
            one.level_on("site", date(2026, 11, 23)) is Level.NONE
            for one in register.releases.values()
        )
    told = str([one.as_dict() for one in problems])
    assert "Lovelace" not in told
    assert "Lovelace" not in repr(register)
    assert all(one.hint and one.message for one in problems)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    """What cannot be opened is no register."""
    problems = ProblemLog()
    load_register(tmp_path, "private/consent.csv", problems)
    assert [one.rule for one in problems] == ["consent-unreadable"]


def test_a_shifted_row_does_not_give_its_name_away(tmp_path: Path) -> None:
    """Every cell may hold a name when somebody pasted one column too far."""
    known = "s-2,x,Ada Lovelace,Lovelace,Lovelace 2027,\n"
    unknown = "s-3,Ada,x Nordmann,full,site,2027-06-30,\n"
    _, problems = load(tmp_path, HEAD + ROW + known + unknown)
    told = str([one.as_dict() for one in problems])
    assert [one.line for one in problems] == [3, 3, 3, 4, 4, 4, 4]
    assert "ovelace" not in told
    assert "Nordmann" not in told


@pytest.mark.parametrize(
    ("note", "allowed"),
    [
        ("form of August", True),
        ("Withdrawn by letter", False),
        ("form of August; withdrawn on November 3", False),
        ("signed form of 2026-08-20", True),
        ("Form from August 2026", True),
        ("ok: see the e-mail of May", True),
        ("OK： siehe Mail", True),
        ("form of August; no photos", False),
        ("the family revoked it", False),
        ("asked to withdraw", False),
        *((note, False) for note in NOTES),
    ],
)
def test_a_note_that_may_take_a_release_back_allows_nothing(
    tmp_path: Path, note: str, allowed: bool
) -> None:
    """P1, P3: told where it is in doubt, so that nobody takes the silence for a yes."""
    register, problems = load(tmp_path, HEAD + f"s-1,Ada Lovelace,image,site,2027-06-30,{note}\n")

    level = register.releases["s-1"].level_on("site", date(2026, 11, 23))

    assert (level is Level.IMAGE) is allowed
    doubtful = not allowed and not note.startswith("Withdrawn")
    assert [one.rule for one in problems] == ["consent-value"] * doubtful
    assert not any("Lovelace" in str(one) for one in problems)


@pytest.mark.parametrize(
    "title", ["remarks", "Bemerkung", "withdrawn on", "valid from", "note", "until", "", "Email?"]
)
@pytest.mark.parametrize("cell", ["x", "2026-11-03", "retirado", "1"])
def test_a_column_that_nobody_knows_is_a_note(tmp_path: Path, title: str, cell: str) -> None:
    """P1: what stands in it beside a release is asked about once, and settled by its title."""
    rows = (f"s-{n},Kim Number{chr(97 + n)},image,site,2027-06-30,,{cell}\n" for n in range(7))
    register, problems = load(tmp_path, f"{HEAD.strip()},{title}\n{''.join(rows)}")

    assert [(one.rule, one.line) for one in problems] == [("consent-value", 2)]
    assert "s-0, s-1, s-2, s-3, s-4 and 2 more" in next(iter(problems)).message
    assert {one.level for one in register.releases.values()} == {Level.NONE}

    settled = f"{HEAD.strip()},ok: {title}\ns-1,Ada Lovelace,image,site,2027-06-30,,{cell}\n"
    register, problems = load(tmp_path, settled)
    assert not problems
    assert register.releases["s-1"].level is Level.IMAGE


def test_an_empty_column_and_one_about_the_child_ask_nothing(tmp_path: Path) -> None:
    """The lists of schools have a class and a birthday in them."""
    head = f"{HEAD.strip()},class,Date of birth,remarks\n"
    register, problems = load(
        tmp_path, head + "s-1,Ada Lovelace,image,site,2027-06-30,,4b,2016-12-10, \n"
    )
    assert not problems
    assert register.releases["s-1"].level is Level.IMAGE


@pytest.mark.parametrize("other", ["S-1", " s-1 ", "s\u20111", "ѕ-1", "ｓ-1", "s\u200b-1"])
def test_an_id_is_one_however_it_is_typed(tmp_path: Path, other: str) -> None:
    """Two rows that look the same are of one child, and none of them counts."""
    again = f"{other},Ada Lovelace,none,,,\n"
    register, problems = load(tmp_path, HEAD + ROW + again)
    assert [one.rule for one in problems] == ["consent-twice"]
    assert {one.level for one in register.releases.values()} == {Level.NONE}


def test_a_title_may_have_signs_that_nobody_sees(tmp_path: Path) -> None:
    """Some programs write a second mark of the encoding, or spaces that do not break."""
    head = HEAD.replace("id,", "\ufeff\u200bID ,").replace("until", "Ｕntil\u00a0")
    register, problems = load(tmp_path, head + ROW)
    assert not problems
    assert register.releases["s-1"].level is Level.FULL


def test_a_slip_is_repeated_so_that_it_is_found(tmp_path: Path) -> None:
    """What is near to a word of ours, or is a number, is nobody's name."""
    rows = "s-1,Ada Lovelace,ful,sites,31/31/2027,\n"
    _, problems = load(tmp_path, HEAD + rows)
    assert {one.value for one in problems} == {"ful", "sites", "31/31/2027"}


@given(st.binary(max_size=400))
def test_whatever_the_file_holds_it_is_told_in_words(data: bytes) -> None:
    """A table or a sentence; nothing else comes out."""
    sheet = None
    with contextlib.suppress(SheetError):
        sheet = parse_sheet(data)
    if sheet:
        texts = "".join(row.text for row in sheet.rows)
        assert sheet.mark + f"{sheet.before}{texts}".encode(sheet.encoding) == data


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("", Level.NONE),
        (" None ", Level.NONE),
        ("-", Level.NONE),
        ("no", Level.NONE),
        ("withdrawn", Level.NONE),
        ("Image", Level.IMAGE),
        ("photo only", Level.IMAGE),
        ("image-first-name", Level.FIRST_NAME),
        ("Image + first name", Level.FIRST_NAME),
        ("photo and first name", Level.FIRST_NAME),
        ("image_first_name", Level.FIRST_NAME),
        ("FULL", Level.FULL),
        ("full name", Level.FULL),
    ],
)
def test_levels_are_read_as_people_write_them(cell: str, level: Level) -> None:
    """Capitals, spaces, hyphens and plus signs are nobody's answer."""
    assert parse_level(cell) is level


@pytest.mark.parametrize(
    "cell",
    [
        *("yes", "x", "ok", "true", "full?", "first", "4", "1", "2", "3", "image none", "sí", "ja"),
        *("no image", "not full", "full*", "full (group only)"),
    ],
)
def test_a_level_is_never_guessed(cell: str) -> None:
    """ "Yes" says nothing about what was allowed."""
    with pytest.raises(CellError):
        parse_level(cell)


def test_channels_are_read_as_people_write_them() -> None:
    """And one strange word spoils the cell."""
    assert parse_channels("Website; e-mail") == {"site", "newsletter"}
    assert parse_channels("site, newsletter and social media") == {"site", "newsletter", "social"}
    assert parse_channels("all") == {"site", "newsletter", "social"}
    assert parse_channels("none") == parse_channels(" ") == set()
    for strange in ("site, yearbook", "site, no", "none; newsletter", "no social", "site?", "yes"):
        with pytest.raises(CellError):
            parse_channels(strange)


@pytest.mark.parametrize("ending", ["\n", "\r\n", " \n\n", ",\n"])
def test_channels_may_stand_on_a_line_each(ending: str) -> None:
    """As in a cell of several lines, or one with boxes to tick."""
    assert parse_channels(ending.join(("site", "E-mail"))) == {"site", "newsletter"}


def test_a_column_tells_how_its_dates_are_meant() -> None:
    """One date that can be meant in one way only explains the others."""
    american, european = ["6/30/2027", "6/7/2027"], ["30.06.2027", "06.07.2027"]
    assert parse_until("6/7/2027", orders_of(american)) == date(2027, 6, 7)
    assert parse_until("06.07.2027", orders_of(european)) == date(2027, 7, 6)
    assert parse_until("7/7/2027", {}) == date(2027, 7, 7)
    for mixed in (["6/7/2027"], ["6/30/2027", "30/6/2027", "6/7/2027"]):
        with pytest.raises(CellError, match="two ways"):
            parse_until("6/7/2027", orders_of(mixed))


@pytest.mark.parametrize(
    "cell",
    ["2027-06-30", "2027-06-30 00:00:00", "2027-06-30T00:00", "46568", "46568.0", "6/30/2027"],
)
def test_dates_of_spreadsheets_are_read(cell: str) -> None:
    """With a time behind them, or as the number that Excel keeps."""
    assert parse_until(cell, {}) == date(2027, 6, 30)


@pytest.mark.parametrize(
    "cell",
    [
        *("forever", "2027", "12", "0", "31/31/2027", "2027-02-29", "####", "9999-12-31"),
        *("2570-06-30", "1448-06-30", "٢٠٢٧-٠٦-٣٠", "116/06/30", "R9.6.30", "20270630", "260630"),
        *("2026-08-01 - 2027-06-30", "until 2027-06-30", "2027-06-30?", "2027-06", "6/7.2027"),
        *("2027-06-30T22:00:00Z", "2027-06-30 22:00+02:00", "2027-06-30 26:00", "2027-180"),
    ],
)
def test_what_is_no_date_is_refused(cell: str) -> None:
    """A release has an end, or it is none."""
    with pytest.raises(CellError):
        parse_until(cell, {"/": "month first"})


def test_the_sign_between_the_numbers_belongs_to_an_order() -> None:
    """Rows of two offices stand in one column: 30.06.2027 tells nothing about 6/7/2027."""
    with pytest.raises(CellError, match="as 2027-06-07 or as 2027-07-06"):
        parse_until("6/7/2027", orders_of(["30.06.2027"]))


@pytest.mark.parametrize(
    ("cell", "readings"),
    [
        ("26-06-30", ("2026-06-30", "2030-06-26")),
        ("30/06/26", ("2026-06-30", "2030-06-26")),
        ("30.6.26", ("2026-06-30", "2030-06-26")),
        ("Jun 30 26", ("2026-06-30", "2030-06-26")),
        ("30 June '26", ("2026-06-30", "2030-06-26")),
        ("30-Jun-26", ("2026-06-30", "2030-06-26")),
        ("26-06-30 00:00:00", ("2026-06-30", "2030-06-26")),
        ("２６－０６－３０", ("2026-06-30", "2030-06-26")),
        ("6/30/57", ("2057-06-30", "1957-06-30")),
        ("50627", ("2027-05-06", "2038-08-10")),
        ("6/7/2027", ("2027-06-07", "2027-07-06")),
    ],
)
def test_both_readings_are_told(tmp_path: Path, cell: str, readings: tuple[str, str]) -> None:
    """So that whoever has the paper sees at once which one it is."""
    register, problems = load(tmp_path, HEAD + f"s-1,Ada Lovelace,image,site,{cell},\n")
    (problem,) = problems
    assert problem.rule == "consent-value"
    assert all(one in problem.message for one in readings)
    assert "2027-06-30" in problem.hint
    assert register.releases["s-1"].until is None


MONTHS = ("01", "6", "06", "Jun", "June", "juin", "6月", "VI")


@given(
    st.permutations(["day", "month", "year"]),
    st.tuples(st.integers(1, 31), st.sampled_from(MONTHS), st.integers(0, 99)),
    st.sampled_from(["-", "/", ".", " ", ", ", "–", ". ", "'", "・"]),
    st.sampled_from(["", " 00:00", "T00:00:00", " 12:00 AM", "\u200e"]),
    st.booleans(),
)
def test_a_year_of_two_digits_is_no_year(
    order: list[str], parts: tuple[int, str, int], sign: str, time: str, wide: bool
) -> None:
    """P1, B10: in any place, with any sign, with a time behind it, whatever the column tells."""
    said = dict(
        zip(("day", "month", "year"), (str(parts[0]), parts[1], f"{parts[2]:02}"), strict=True)
    )
    cell = sign.join(said[part] for part in order) + time
    if wide:
        cell = "".join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in cell)
    for orders in (orders_of(["30/6/2027"]), orders_of(["6/30/2027"])):
        with pytest.raises(CellError):
            parse_until(cell, orders)


def test_the_last_day_counts_to_its_end_at_the_school() -> None:
    """By the day of the run in the school's zone, which its caller gives."""
    release = Release("s-1", Level.FULL, frozenset({"site"}), date(2027, 6, 30))
    assert release.level_on("site", date(2027, 6, 30)) is Level.FULL
    assert release.level_on("site", date(2027, 7, 1)) is Level.NONE


@given(
    st.lists(st.text("ab,;\"' \né", max_size=6), min_size=2, max_size=2),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_withdrawing_changes_one_row_and_no_other_byte(
    names: list[str], separator: str, ending: str, encoding: str
) -> None:
    """Whatever stands in the cells of the others."""

    def row(*cells: str) -> str:
        quoted = ['"' + one.replace('"', '""') + '"' for one in cells]
        return separator.join(quoted) + ending

    head = row("id", "name", "level", "note")
    rows = [row("s-1", names[0], "full", ""), row("s-2", names[1], "full", "x")]
    data = (head + "".join(rows)).encode(encoding)
    changed = withdraw_in(parse_sheet(data), "S-2", date(2026, 11, 23))
    assert changed is not None
    text = changed.decode(encoding)
    assert text.startswith(head + rows[0])
    again = parse_sheet(changed)
    assert again.rows[1].cells[2:] == ("none", "withdrawn 2026-11-23; x")
    assert again.rows[1].cells[:2] == parse_sheet(data).rows[1].cells[:2]
    assert withdraw_in(parse_sheet(data), "s-3", date(2026, 11, 23)) is None


@pytest.mark.parametrize(
    "cell",
    [
        *("30 June 2027", "June 30, 2027", "Jun 30, 2027", "30-Jun-2027", "30. Juni 2027"),
        *("30 de junio de 2027", "30 juin 2027", "30 giugno 2027", "30 DE JUNHO DE 2027"),
        "30 June 2027 00:00",
    ],
)
def test_a_month_by_its_name_is_one_day(cell: str) -> None:
    """With the whole year, in whichever order: spreadsheets show dates so, in five languages."""
    assert parse_until(cell, {}) == date(2027, 6, 30)


@pytest.mark.parametrize(
    "cell",
    [
        *("30 Juno 2027", "31 June 2027", "June 2027", "30 Jun 27", "until June 30, 2027"),
        *("30 June 2570", "30 June 2027?", "-30 June 2027", "30 June or July 2027", "30 Ju 2027"),
    ],
)
def test_what_only_looks_like_a_month_is_refused(cell: str) -> None:
    """A slip, or words that say more."""
    with pytest.raises(CellError):
        parse_until(cell, {})


TODAY = date(2026, 11, 23)


def allowed(register: Register, id_: str = "s-1") -> Level:
    """What the site may show of ``id_`` today."""
    release = register.releases.get(id_)
    return release.level_on("site", TODAY) if release else Level.NONE


@pytest.mark.parametrize("between", ["", "s-3,Cy Example,none,,,\n"])
@pytest.mark.parametrize("refused", ['s-1,"Ada Lovelace,none,,,\n', '"s-1","Ada Lovelace,"none"\n'])
def test_no_row_takes_the_answer_of_the_next(tmp_path: Path, refused: str, between: str) -> None:
    """A quote that nobody closed would end in the row of a child whose family allows more."""
    register, problems = load(
        tmp_path, HEAD + refused + between + 's-2,"Ben Example",full,site,2027-06-30,\n'
    )

    assert allowed(register) is Level.NONE
    assert [(one.rule, one.line) for one in problems] == [("consent-unreadable", 2)]


@pytest.mark.parametrize("dash", ["-", "\u2212", "\u2013"])
@pytest.mark.parametrize(
    ("level", "channels"),
    [
        ("%simage", "site"),
        ("image %sfirst name", "site"),
        ("full %s name", "site"),
        ("image, %sfull name", "site"),
        ("image", "all, %snewsletter"),
        ("image", "%ssite"),
        ("image", "site; newsletter %s"),
    ],
)
def test_a_dash_that_may_mean_without_allows_nothing(
    tmp_path: Path, level: str, channels: str, dash: str
) -> None:
    """It joins two words, as in image-first-name, or is an answer of its own."""
    level, channels = (one.replace("%s", dash) for one in (level, channels))
    register, problems = load(
        tmp_path, f'{HEAD}s-1,Ada Lovelace,"{level}","{channels}",2027-06-30,\n'
    )

    assert allowed(register) is Level.NONE
    assert "consent-value" in [one.rule for one in problems]


@pytest.mark.parametrize("place", range(6))
def test_what_is_struck_out_is_no_answer(tmp_path: Path, place: int) -> None:
    """Whichever cell it is: who struck a row out took it back."""
    cells = ROW.strip().split(",")
    cells[place] = "".join(f"{one}\u0336" for one in cells[place] or "a note")
    register, problems = load(tmp_path, f"{HEAD}{','.join(cells)}\n")

    assert allowed(register) is Level.NONE
    assert "consent-row" in [one.rule for one in problems]


@pytest.mark.parametrize(
    "data",
    [
        HEAD + ROW.replace(",\n", ",withdrawn 2026-11-01\n"),
        HEAD.replace("note", "remarks") + ROW.replace(",\n", ",Withdrawn by mail\n"),
        HEAD.replace("note", "note,class") + ROW.replace(",\n", ",,withdrawn\n"),
        HEAD.replace("note", "note,ok: lunch") + ROW.replace(",\n", ",,withdrawn\n"),
        HEAD + ROW.replace(",\n", ",,withdrawn\n"),
        HEAD + ROW.replace("full", "withdrawn"),
        HEAD + ROW.replace("site", "withdrawn"),
        HEAD + ROW + "s-1,Ada Lovelace,none,,,withdrawn\n",
        HEAD + "s-1,Ada Lovelace,none,,,withdrawn\n" + ROW,
    ],
)
def test_withdrawn_counts_wherever_it_is_written(tmp_path: Path, data: str) -> None:
    """In a column of any title, in one too many, in either of two rows: senders stop by it."""
    register, _ = load(tmp_path, data)
    assert register.releases["s-1"].withdrawn
    assert allowed(register) is Level.NONE


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        *((one, "Zoë Müller") for one in ("cp1252", "mac_roman", "cp850", "cp437", "cp1250")),
        *((one, "Łucja Dvořák") for one in ("cp1250", "cp852", "mac_latin2")),
        *((one, "Анна Петрова") for one in ("cp1251", "mac_cyrillic", "cp866", "koi8_r")),
        *((one, "Άννα Παππά") for one in ("cp1253", "mac_greek")),
        *(("cp1254", "Gülşen Işık"), ("cp1257", "Žanete Bērziņa"), ("gb18030", "王 小明")),
        *(("cp932", "山田 花子"), ("cp949", "김 민수"), ("big5", "王 小明")),
    ],
)
def test_a_name_is_kept_away_whatever_the_table_was_saved_in(
    tmp_path: Path, encoding: str, name: str
) -> None:
    """Nothing in such a file tells how its letters are written, so each way counts."""
    register, problems = load(
        tmp_path,
        (HEAD + ROW.replace("Ada Lovelace", name).replace("full", "image")).encode(encoding),
    )

    assert not problems
    assert allowed(register) is Level.IMAGE
    assert register.names.full_names_in(f"On the ramp: {name}, with a robot.") == {"s-1"}
    assert name not in repr(register)
