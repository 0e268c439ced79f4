"""Blocks of a text for one audience (``!!! staff``): what is wrong with how one is written."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.common.audiences import (
    EVERYBODY,
    AudienceBlock,
    blocks_hidden_from,
    find_blocks,
    unknown_heads,
)
from plugins.common.near import did_you_mean
from plugins.common.problems import ProblemLog
from plugins.content.frontmatter import Matter
from plugins.content.vocabulary import Vocabulary

_REASONS = {
    "audience-block-unreadable": (
        "This looks like the start of a block for one audience, and Markdown does not take it.",
        'Write only the word, and a title in straight quotes if you want one: !!! staff "Title".',
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
    if not ("!!" in matter.body or "???" in matter.body):
        return []
    words = audiences_of(vocabulary)
    blocks = find_blocks(matter.body, words)
    lines = matter.body.split("\n")
    for block in blocks:
        if block.trouble:
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
            "Correct the word. A box for everybody is a note, a tip or a warning.",
        )
    return blocks


def audiences_of(vocabulary: Vocabulary) -> tuple[str, ...]:
    """Everybody that a block may be for; a school without a vocabulary has the usual ones."""
    return vocabulary.words_for("audience")


def public_cut(blocks: Iterable[AudienceBlock]) -> list[AudienceBlock]:
    """The blocks that no page of the site may hold."""
    return list(blocks_hidden_from(EVERYBODY, blocks))
