"""The mark of words for the staff, however it was typed; and the last look over finished files."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.audiences import find_blocks
from plugins.common.hiding import hide_staff_words
from plugins.common.last_look import marker_in_file
from plugins.common.look_alikes import fold
from plugins.common.markers import find_marker, marker_in_html, plain_words

UNSEEN = [
    "",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\u200d",
    "\u200f",
    "\u202e",
    "\ufe0f",
    "\u034f",
]
SPACES = [" ", "\u00a0", "\u2003", "\u3000", "\u1680", "\u202f", "\t"]
MARKS = ["!", "！", "ǃ", "ⵑ", "❗", "❕", "﹗", "¡", "&#33;", "&excl;"]
LETTERS = {"s": "sSｓѕꜱ𝐬ⓢſ", "t": "tTｔтᴛ𝐭ⓣ", "a": "aAａаᴀ𝐚áⓐ", "f": "fFｆꜰ𝐟ⓕ"}


@st.composite
def marks(draw: st.DrawFn) -> str:
    """A mark of words for the staff, typed in some way."""
    signs = [draw(st.sampled_from(MARKS)) for _ in range(draw(st.integers(2, 5)))]
    letters = [draw(st.sampled_from(LETTERS[letter])) for letter in "staff"]
    between = st.sampled_from(UNSEEN)
    return (
        "".join(sign + draw(between) for sign in signs)
        + draw(st.sampled_from(["", *SPACES]))
        + "".join(letter + draw(between) for letter in letters)
    )


@given(marks())
def test_a_mark_is_known_however_it_was_typed(mark: str) -> None:
    """Invisible signs, other widths and scripts, entities, and any space between."""
    assert find_marker(plain_words(mark))
    assert find_marker(plain_words(f"- **{mark}** duty"))


@given(marks(), st.sampled_from(["<p>{}</p>", "<b>{}</b>", "<li><i>{}</i> x</li>", "{}<br>x"]))
def test_a_mark_is_known_in_html(mark: str, around: str) -> None:
    """As words of an element, and as a tooltip."""
    assert marker_in_html(around.format(mark))
    assert marker_in_html(f'<a title="{mark}">x</a>')


@pytest.mark.parametrize(
    "html",
    [
        "<b>!!!</b> staff",
        "!<i>!</i>! st<b>aff</b>",
        "!!!<!-- x --> staff",
        "<td>!!!</td><td>staff</td>",
        "<p>!!!</p>\n<p>staff</p>",
        "<kbd>!</kbd><kbd>!</kbd><kbd>!</kbd> <span>staff</span>",
        "??? staff",
        "::: {.staff}",
        "[!STAFF]",
        ".. staff::",
        ".. admonition:: For the staff",
        "words {: .staff }",
        "<div class='staff admonition'>x</div>",
        "<section class=STAFF-ONLY>x</section>",
        '<div data-audience="staff">x</div>',
        "<for-staff>x</for-staff>",
        "- [x] !!! note for staff",
        "!!! families, staff",
        "!!! S T A F F",
        "!!! 🆂🆃🅰🅵🅵",
        "!!! 🅢🅣🅐🅕🅕",
        "ꜝꜝꜝ staff",
        "!   !   ! staff",
        f"{'!' * 50} staff",
        f"x. {'! ' * 50} staff",
        "Words. !!! Staff",
        "Duty !!! staff",
        "Duty !!! STAFF",
        "Duty<br>!!! Staff",
        "- !!! Staff",
        "| Duty | !!! Staff |",
        '<a title="<!--">x</a> !!! staff <a title="-->">x</a>',
    ],
)
def test_a_mark_is_known_across_tags_and_in_other_spellings(html: str) -> None:
    """What people read is looked at, not the tags; and what other programs take for a box."""
    assert marker_in_html(html)


@pytest.mark.parametrize(
    "html",
    [
        "Thank you!!! Staff and students won.",
        "Well done!! Staff",
        "Who was it??? Staff?",
        "<h2 id='staff'>Staff</h2><p>Our staff!</p>",
        '!!! note "For the staff room"',
        "!!! staffroom",
        "[![The staff](a.jpg)](b.md)",
        "<div class='staff-room'>x</div>",
        "Contact: staff",
        "!!! families",
        "Bravo !!! Staff picnic",
        "Bravo\u00a0! ! ! Staff picnic",
        "Merci ！！ Staff",
        "<p>Super\u202f!!!</p><p>Staff</p>",
        "<b>Bravo !!!</b> Staff",
        "Bravo !!!\nStaff came, too.",
        "Great !!! The staff",
        "Qui ??? Staff ?",
        '<a title="Bravo !!! Staff">x</a>',
        "!!! note\n    Staff: please read this.",
        "::: tip\nStaff room\n:::",
    ],
)
def test_ordinary_words_are_no_mark(html: str) -> None:
    """A school writes about its staff, and with feeling."""
    assert not marker_in_html(html)


@pytest.mark.parametrize("end", ["", "staff", "<b>staff</b> !!! staff"])
@pytest.mark.parametrize(
    "sign", ["!", "! ", "?", "? ", ":", ": ", "<", "<!--", "-->", "<a ", "<a", "a ! ", "Bravo ?! "]
)
def test_a_hostile_length_costs_no_more_than_its_length(sign: str, end: str) -> None:
    """100 kB of one sign: what grows with the square of it would take minutes."""
    text = (sign * 100_000)[:100_000] + end
    start = time.process_time()

    find_blocks(text, {"families": "families"})
    marker_in_html(text)

    assert time.process_time() - start < 10


@pytest.mark.parametrize("tag", ["b", "div", "li"])
def test_what_is_nested_beyond_telling_goes_whole(tag: str) -> None:
    """And neither fails nor takes its time."""
    html = f"<{tag}>" * 2000 + "<p>!!! staff CANARY</p>" + f"</{tag}>" * 2000

    assert hide_staff_words(html)[0] == ""


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """And no line is lost, so that a place in what is folded is one in the text."""
    folded = fold(text)

    assert fold(folded) == folded
    assert folded.count("\n") == sum(text.count(end) for end in "\n\x85\u2028\u2029")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("index.html", "<p>&#33;!! <b>staff</b></p>"),
        ("all.atom.xml", "<content>&lt;p&gt;!!! &lt;b&gt;staff&lt;/b&gt;&lt;/p&gt;</content>"),
        ("all.rss.xml", "<x><![CDATA[<p>!!! staff</p>]]></x>"),
        ("all.rss.xml", "<x>&lt;p&gt;&amp;#33;!! staff&lt;/p&gt;</x>"),
        ("days.ics", "SUMMARY:!!! st\r\n aff\r\n"),
        ("days.ics", "DESCRIPTION:Words\\n!!! staff\r\n"),
        ("media.json", json.dumps({"a": [{"caption": "！！！ staff"}]})),
        ("message.txt", "Words\n\n!!! Staff\n"),
        ("run.vtt", "00:01.000 --> 00:02.000\n!!! staff\n"),
    ],
)
def test_the_last_look_reads_each_file_as_what_it_is(name: str, text: str) -> None:
    """Entities, CDATA, folded lines and escapes are resolved first."""
    assert marker_in_file(name, text.encode())
    assert not marker_in_file(
        name,
        text.replace("staff", "notes").replace("st\r\n aff", "x").replace("Staff", "x").encode(),
    )


def test_pictures_and_archives_have_no_words() -> None:
    """Their bytes mean nothing of the kind."""
    assert not marker_in_file("a.jpg", b"!!! staff")


WRAPPERS = [
    "<p>{m}</p><p>CANARY</p>",
    "<p>{m} CANARY</p>",
    "<h2>{m}</h2><p>CANARY</p><h3>x</h3><p>CANARY</p>",
    "<ul><li>a</li><li>{m}<ul><li>CANARY</li></ul></li></ul>",
    "<blockquote><p>{m}</p><p>CANARY</p></blockquote>",
    "<table><tr><td>{m}</td><td>CANARY</td></tr><tr><td>CANARY</td></tr></table>",
    "<details><summary>{m}</summary><p>CANARY</p></details>",
    "<dl><dt>{m}</dt><dd>CANARY</dd></dl>",
    "<figure><img><figcaption>{m} CANARY</figcaption></figure>",
    "<div><div>{m}</div></div><p>CANARY</p>",
    "{m} CANARY",
    "<pre><code>{m}\n    CANARY</code></pre>",
    "<section><header><p>{m}</p></header><p>CANARY</p></section>",
    '<p>x <a title="{m} CANARY">y</a></p>',
    '<img alt="{m} CANARY">',
    "<p>{m}<br>CANARY</p>",
]


@given(marks(), st.sampled_from(WRAPPERS))
def test_no_word_of_a_marked_block_is_left(mark: str, wrapper: str) -> None:
    """Whatever element it stands in; what stood before it, and the next section, stay."""
    html = f"<p>Before</p><hr>{wrapper.format(m=mark)}<h2>After</h2>"

    shown, hidden = hide_staff_words(html)

    assert "CANARY" not in shown
    assert not marker_in_html(shown)
    assert hidden
    assert "<p>Before</p>" in shown or not shown
    assert "After" in shown or not shown


@pytest.mark.parametrize(
    "box",
    [
        '<div class="admonition staff"><p>CANARY</p></div>',
        "<div class='staff admonition'><p>CANARY</p></div>",
        '<aside class="box Staff-Only">CANARY</aside>',
        "<staff>CANARY</staff>",
        "<h3 class=staff>x</h3><p>CANARY</p><h4>CANARY</h4>",
        "<p>x <span class=for-staff>CANARY</span></p>",
    ],
)
def test_an_element_of_the_staffs_goes_whole(box: str) -> None:
    """In any order of its classes; only the box that Hallway makes itself is no surprise."""
    shown, hidden = hide_staff_words(f"<p>Before</p>{box}<h2>After</h2>")

    assert "CANARY" not in shown
    assert "Before" in shown
    assert "After" in shown
    assert [one.documented for one in hidden] == [box.startswith('<div class="admonition staff"')]


def test_a_footnote_goes_with_what_alone_points_to_it() -> None:
    """Footnotes stand at the end of a page, far from their place."""
    html = (
        '<p class="staff">x<sup id="fnref:a"><a href="#fn:a">1</a></sup></p><p>Words</p>'
        '<div class="footnote"><ol><li id="fn:a"><p>CANARY <a class="footnote-backref" '
        'href="#fnref:a">back</a></p></li></ol></div>'
    )

    shown, _ = hide_staff_words(html)

    assert shown == "<p>Words</p>"
