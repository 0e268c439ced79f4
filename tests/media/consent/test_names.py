"""Names beside photos are found however they are written, quickly, and never said aloud."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.media.consent.beside import words_beside
from plugins.media.consent.guard import NameGuard, Told
from plugins.media.consent.names import NameIndex, read_name
from plugins.media.consent.register import Register
from plugins.media.consent.release import Level, Release

TODAY = date(2026, 11, 23)
NAMES = {
    "ada": "Ada Lovelace",
    "zoe": "Zoë Müller-Ødegård",
    "sean": "O'Brien, Sean",
    "mary": "Mary Jane Watson",
    "ming": "王小明",
    "will": "Will Park",
    "lone": "Cher",
    "lucia": "Ortega Ruiz, Lucía",
    "ines": "Inés Sofía Vidal Mora",
    "tom": "Thomas Reed Jr.",
    "eva": "van der Meer, Eva",
}


def index(**names: str) -> NameIndex:
    """An index of these names, the ones above by default."""
    return NameIndex({id_: read_name(name) for id_, name in (names or NAMES).items()})


def guard(**levels: Level) -> NameGuard:
    """A guard over the names above with these levels for the site."""
    register = {
        id_: Release(id_, level, frozenset({"site"}), TODAY) for id_, level in levels.items()
    }
    return NameGuard(Register(register, index()), TODAY)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Here Ada Lovelace wins.", "ada"),
        ("ADA LOVELACE'S robot", "ada"),
        ("Lovelace, Ada", "ada"),
        ("ada-lovelace_2", "ada"),
        ("AdaLovelace", "ada"),
        ("adalovelace2026", "ada"),
        ("A\u0301da Lovelace", "ada"),
        ("Ada\u00a0\nLovelace", "ada"),
        ("zoe muller odegard", "zoe"),
        ("Zoë Mu\u0308ller–Ødegård", "zoe"),
        ("Sean O’Brien", "sean"),
        ("sean-obrien", "sean"),
        ("Mary Watson and Jane", "mary"),
        ("Watson, Mary Jane", "mary"),
        ("今天王小明赢了", "ming"),
        ("Lucía Ortega's bridge", "lucia"),
        ("Lucia Ruiz", "lucia"),
        ("Ines Vidal and Ines Mora", "ines"),
        ("Thomas Reed", "tom"),
        ("Eva van der Meer", "eva"),
    ],
)
def test_a_full_name_is_found_in_any_dress(text: str, found: str) -> None:
    """Accents, capitals, order, file names, other hyphens and apostrophes."""
    assert index().full_names_in(text) == {found}


@pytest.mark.parametrize(
    "text",
    [
        "Ada holds the ramp of Ms. Lovelacer",
        "Adam Lovelace",
        "Ada, Tim and Lovelace Hall",
        "Lovely Ada",
        "Cher",
        "Mary Jane",
    ],
)
def test_other_words_are_no_name(text: str) -> None:
    """Words count whole, and in a row."""
    assert index().full_names_in(text) == set()


def test_a_first_name_counts_for_those_in_the_photo() -> None:
    """A word in small letters that is a name as well is taken for the word."""
    names = index()
    assert names.first_names_in("Ada and Sean", ["ada"]) == {"ada"}
    assert names.first_names_in("ADA wins", ["ada"]) == {"ada"}
    assert names.first_names_in("The robot will turn", ["will"]) == set()
    assert names.first_names_in("Then Will turns", ["will"]) == {"will"}
    assert names.first_names_in("Adam and Adana", ["ada"]) == set()
    assert names.first_names_in("Cher sings", ["lone"]) == {"lone"}


def test_the_level_decides_how_much_of_a_name_may_stand() -> None:
    """None counts for anybody's full name, in the photo or not."""
    text = "Ada Lovelace and Sean"
    full = [Told("ada", "full name")]
    assert guard(ada=Level.FULL).names_in(text, ["ada"]) == []
    assert guard(ada=Level.FIRST_NAME).names_in(text, ["ada"]) == full
    assert guard(ada=Level.FIRST_NAME).names_in("Ada wins", ["ada"]) == []
    assert guard(ada=Level.IMAGE).names_in("Ada wins", ["ada"]) == [Told("ada", "first name")]
    assert guard(ada=Level.IMAGE).names_in("Ada wins", ()) == []
    assert guard().names_in(text, ()) == full
    assert guard(ada=Level.FULL).names_in(text, ["ada"], "social") == full


def test_of_two_of_one_name_the_one_in_the_photo_is_meant() -> None:
    """Whose family released it; the other's silence does not forbid it."""
    register = {
        "a": Release("a", Level.FULL, frozenset({"site"}), TODAY),
        "b": Release("b", Level.NONE),
    }
    both = NameGuard(Register(register, index(a="Mia Berg", b="Mia Berg")), TODAY)
    assert both.names_in("Mia Berg wins", ["a"]) == []
    assert both.names_in("Mia Berg wins", ()) == [Told("b", "full name")]


def test_a_problem_shows_a_mask() -> None:
    """Enough to find the place, too little to read the name."""
    problem = guard().problem(Told("ada", "full name"), "posts/a.md", 3, "ramp.jpg", "its caption")
    assert "(A… L…)" in problem.message
    assert "ovelace" not in str(problem.as_dict())


def test_what_stands_beside_a_photo() -> None:
    """Its words, its block and the next ones; not the far end of the page."""
    html = (
        "<h2>Far above</h2><p>Just <b>a</b>bove</p>"
        '<p>Before <img data-photo="media/a.jpg" data-line="7" alt="An &amp; alt" title="Words"> '
        "after</p><ul><li>Below</li><li>Not the last</li></ul><p>Far below</p>"
    )
    (beside,) = words_beside(html)
    assert (beside.path, beside.line) == ("media/a.jpg", 7)
    for words in ("Just above", "Before after", "An & alt", "Words", "Below", "Not the last"):
        assert words in " ".join(beside.words.split())
    assert "Far" not in beside.words


def test_no_name_is_read_across_two_blocks() -> None:
    """One ends with a first name, the next begins with a last: found all the same, to be safe."""
    html = '<p>by Ada</p><p><img data-photo="m/a.jpg" data-line="1" alt="x"></p><p>Park</p>'
    (beside,) = words_beside(html)
    assert index().full_names_in(beside.words) == set()


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_of_two_words_is_found_in_any_text(before: str, after: str) -> None:
    """Whatever stands around it."""
    assert "ada" in index().full_names_in(f"{before} Ada Lovelace {after}")


@pytest.mark.slow
def test_a_thousand_names_in_two_thousand_pages_take_seconds() -> None:
    """The time grows with the text alone."""
    names = index(
        **{f"s-{n}": f"Name{chr(97 + n % 26)} Of{'abcdefghij'[n % 10]}x{n}" for n in range(1000)}
    )
    html = "<p>" + "Sixteen straws held the bridge. " * 10 + "</p>"
    page = (html + '<p><img data-photo="m/a.jpg" data-line="1" alt="A bridge"></p>' + html) * 4
    started = time.process_time()
    for _ in range(2000):
        for beside in words_beside(page):
            names.full_names_in(beside.words)
    assert time.process_time() - started < 8
