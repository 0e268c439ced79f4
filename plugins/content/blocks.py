"""Blocks of a text for one audience (``!!! staff``): what is wrong with how one is written."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.common.audiences import (
    EVERYBODY,
    STAFF,
    AudienceBlock,
    blocks_hidden_from,
    find_blocks,
    marker_in_value,
    unknown_heads,
    value_is_for_everybody,
)
from plugins.common.hiding import Hidden
from plugins.common.look_alikes import fold
from plugins.common.markers import plain_words
from plugins.common.near import did_you_mean
from plugins.common.problems import ProblemLog
from plugins.content.frontmatter import Matter
from plugins.content.references import References
from plugins.content.vocabulary import Vocabulary

_REASONS = {
    "audience-block-unreadable": (
        "This looks like the start of a block for one audience, and Markdown does not take it.",
        'Write only the word, and a title in straight quotes if you want one: !!! staff "Title".',
    ),
    "audience-block-in-code": (
        "A block for one audience stands in a block of code; it is hidden, as nobody can tell "
        "whether it is meant or only shown.",
        "To show how such a block is written, put another word in its place: !!! audience.",
    ),
    "audience-block-empty": (
        "Nothing is indented under this line, so nobody can tell what it is for.",
        "Put four spaces before every line that belongs to it.",
    ),
    "audience-block-ragged": (
        "A line right under this block is not indented; whether it belongs to it is not clear.",
        "Put four spaces before it, or an empty line above it.",
    ),
}


def check_blocks(
    matter: Matter, vocabulary: Vocabulary, path: str, problems: ProblemLog
) -> list[AudienceBlock]:
    """The blocks for one audience in the body of ``path``; trouble with them is reported."""
    words = vocabulary.audience_words()
    blocks = find_blocks(matter.body, words)
    lines = matter.body.split("\n")
    for block in blocks:
        if block.trouble and block.trouble != "unknown":  # which is reported below, with its word
            rule = f"audience-block-{block.trouble}"
            message, hint = _REASONS[rule]
            line = matter.body_line + block.first
            written = lines[block.first].strip()
            problems.add(path, line, rule, written, message, hint)
    for place, word in unknown_heads(matter.body, words):
        problems.add(
            path,
            matter.body_line + place,
            "audience-block-unknown",
            word,
            f'"{word}" is no audience, so everybody would read this block.'
            f"{did_you_mean(word, words)}",
            f"For whom is it? Write one of {', '.join(audiences_of(vocabulary))}. A box for "
            'everybody is a note, a tip or a warning, with a title of your own: !!! note "Title".',
        )
    return blocks


def report_hidden(hidden: Iterable[Hidden], references: References) -> None:
    """Words for the staff that were cut out of the HTML, unless their author wrote a box of it."""
    source = references.source
    message, hint = _REASONS["audience-block-unreadable"]
    for one in hidden:
        if not one.documented:
            line = _line_of(one.marker, source.text)
            references.problems.add(
                source.path, line, "audience-block-unreadable", one.marker.strip(), message, hint
            )


def _line_of(marker: str, text: str) -> int:
    """The line (from 1) with ``marker``; else the first that names the staff in any way, or 0."""
    lines = [plain_words(line) for line in text.split("\n")]
    for sought in (marker.split("\n")[0].strip(), STAFF):
        for number, line in enumerate(lines, 1):
            if sought and sought in line:
                return number
    written = [number for number, line in enumerate(text.split("\n"), 1) if STAFF in fold(line)]
    return written[0] if written else 0


def hide_in_matter(matter: Matter, path: str, problems: ProblemLog) -> None:
    """Take values with words for the staff out of the front matter: all of it is for everybody."""
    for key, value in list(matter.values.items()):
        marker = marker_in_value(value)
        if marker:
            del matter.values[key]
            line = matter.lines.get(key, 0)
            problems.extend([value_is_for_everybody(path, line, key, marker)])


def audiences_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Everybody that a block may be for; a school without a vocabulary has the usual ones."""
    return vocabulary.words_for("audience")


def public_cut(blocks: Iterable[AudienceBlock]) -> list[AudienceBlock]:
    """The blocks that no page of the site may hold."""
    return list(blocks_hidden_from(EVERYBODY, blocks))
