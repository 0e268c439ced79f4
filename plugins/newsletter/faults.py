"""What can be wrong with a newsletter's week and with whom its entries are for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import Any

from plugins.common.audiences import STAFF
from plugins.common.moments import MomentError, Week
from plugins.common.near import did_you_mean, nearest
from plugins.common.problems import Problem
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.entries import Listed
from plugins.newsletter.issue import Telling
from plugins.newsletter.readers import letters_of

_NO_WEEK = Week(1970, 1)
"""What the reader puts in the place of a week that it had to refuse, and reported."""


def check_week(
    article: Any, found: Listed, told: Collection[str], settings: NewsletterSettings
) -> Iterator[Problem]:
    """What is wrong with the week of a newsletter that is to tell what was ``found``.

    ``told`` are the paths of the entries that any of its letters has.
    """
    week = article.fields.week
    is_empty = not (found.tellings or found.left_out)
    if is_empty and week != _NO_WEEK and article.status != "draft":
        yield _empty(article, settings.tag)
    has_readers = bool(letters_of(article.audience, settings.audiences))
    for one in found.tellings if has_readers else ():
        if one.article.relative_source_path not in told:
            yield _for_nobody(article, one, settings)


def check_readers(
    article: Any, audiences: Collection[str], settings: NewsletterSettings
) -> Iterator[Problem]:
    """Words for readers by which a letter is not made, or would go to everybody.

    ``audiences`` are all words for readers. A school without a vocabulary may have its own, so only
    what is nearly one that gets a letter is taken for a slip.
    """
    named = article.audience
    slips = [one for one in named if one not in audiences and nearest(one, settings.audiences)]
    if named and not slips and not set(named) & set(settings.audiences):
        slips = named[:1]
    for word in slips:
        near = did_you_mean(word, settings.audiences)
        yield Problem(
            article.relative_source_path,
            article.lines.get("audience", 0),
            "letter-for-nobody",
            word,
            f'There is no letter for "{word}".{near}',
            f"Name one of {', '.join(settings.audiences)}, or add the word to audiences in the "
            "settings. Without audience: everybody on the list gets one letter.",
        )


def check_name(article: Any) -> Iterator[Problem]:
    """A file that is named after another week than its own."""
    try:
        named = Week.parse(PurePosixPath(article.relative_source_path).stem)
    except MomentError:
        return
    if named != article.fields.week:
        yield _other_week(article)


def build_twice(article: Any, first: Any) -> Problem:
    """Two files of one week: ``first`` has its entries."""
    return Problem(
        article.relative_source_path,
        article.lines.get("week", 0),
        "week-twice",
        str(article.fields.week),
        f"The entries of this week are in {first.relative_source_path} already.",
        "Correct week: in one of the two files, or delete one.",
    )


def _empty(article: Any, tag: str) -> Problem:
    return Problem(
        article.relative_source_path,
        article.lines.get("week", 0),
        "issue-empty",
        str(article.fields.week),
        f'Nothing tagged "{tag}" was published for week {article.fields.week}, '
        "so there is no issue.",
        f'Tag a text of that week "{tag}", correct week:, or set status: draft until there is one.',
    )


def _for_nobody(article: Any, telling: Telling, settings: NewsletterSettings) -> Problem:
    path = telling.article.relative_source_path
    readers = ", ".join(one for one in telling.readers if one in (*settings.audiences, STAFF))
    letters = ", ".join(letters_of(article.audience, settings.audiences))
    return Problem(
        article.relative_source_path,
        article.lines.get("entries", 0) or article.lines.get("audience", 0),
        "entry-for-nobody",
        path,
        f"{path} is for {readers}, and this issue goes to {letters}: nobody would get it.",
        "Add its readers to audience: of the issue, or give the entry an audience: of its own.",
    )


def _other_week(article: Any) -> Problem:
    return Problem(
        article.relative_source_path,
        article.lines.get("week", 0),
        "week-not-as-named",
        str(article.fields.week),
        "The file is named after another week than the one it gathers.",
        "Correct week: or rename the file; a copied file often keeps last week's line.",
    )
