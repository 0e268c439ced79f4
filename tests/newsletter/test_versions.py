"""One text in two languages is one entry, and each letter tells it in its own."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from plugins.common.moments import Week
from plugins.newsletter.choosing import Clock
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Edition, Plan, plan_editions
from plugins.newsletter.gathering import Texts, gather_editions
from plugins.newsletter.issue import Telling
from plugins.newsletter.versions import in_versions, leading, version_in
from tests.newsletter.builders import ZONE, article, moment, newsletter

WORDS = ("families", "teachers", "students", "staff")


def versions(*langs: str, name: str = "ramps", **changes: Any) -> list[Any]:
    """One text in ``langs``, each version knowing the others, as Pelican leaves them."""
    found = [
        article(name if lang == "en" else f"{name}.{lang}", lang=lang, **changes) for lang in langs
    ]
    for one in found:
        one.translations = [other for other in found if other is not one]
    return found


def told(edition: Edition) -> list[str]:
    """The paths of its entries."""
    return [one.relative_source_path for one in edition.issue.entries]


def test_the_sites_language_leads_whatever_the_order() -> None:
    """Else the first by its path; a text in one language leads itself."""
    for found in permutations([*versions("es", "en", "fr"), *versions("es", "fr", name="wheels")]):
        assert sorted(one.relative_source_path for one in leading(found, "en")) == [
            "posts/ramps.md",
            "posts/wheels.es.md",
        ]


def test_a_version_leads_that_alone_is_tagged() -> None:
    """The others are no candidates: what is tagged must not get lost."""
    spanish, _ = versions("es", "en")

    assert leading([spanish], "en") == [spanish]


def test_a_version_that_is_no_page_is_not_told() -> None:
    """A translation may be a draft still."""
    spanish, english = versions("es", "en")
    spanish.status = "draft"

    assert version_in(english, "es", "en") is english


def test_a_blurb_stays_with_its_language() -> None:
    """The Spanish letter says the Spanish summary, and not what is written for the English one."""
    spanish, english = versions("es", "en")
    plain = article("plain")
    tellings = [Telling(english, "Rolls.", ("teachers",), "For you"), Telling(plain, "Plain.")]

    assert in_versions(tellings, "es", "en") == [
        Telling(spanish, "", ("teachers",), "For you"),
        Telling(plain, "Plain."),
    ]


def test_each_letter_tells_each_text_once() -> None:
    """With a list in the one file, and without any."""
    both, alone = versions("en", "es"), article("plain")
    texts = {one.relative_source_path: one for one in (*both, alone)}
    letters = [newsletter(), newsletter("2026-W47.es", "2026-W47", lang="es")]
    everything = texts | {one.relative_source_path: one for one in letters}
    clock = Clock.of(NewsletterSettings(), ZONE)

    found = gather_editions(
        Texts(everything, "en", WORDS), NewsletterSettings(), clock, moment("2026-11-25 12:00")
    )

    assert not found.problems
    assert [sorted(told(one)) for one in found.editions] == [
        ["posts/plain.md", "posts/ramps.md"],
        ["posts/plain.md", "posts/ramps.es.md"],
    ]


def test_an_event_soon_is_named_in_one_version() -> None:
    """At the end of a letter, in its language."""
    talk = versions("en", "es", name="talk", kind="events", tags=[])
    for one in talk:
        one.fields.start = moment("2026-11-24 08:30")
    robots = article()
    texts = {one.relative_source_path: one for one in (robots, *talk)}
    plan = Plan(texts, {Week(2026, 47): [robots]}, NewsletterSettings(), "en", WORDS)
    letters = [newsletter(), newsletter("2026-W47.es", "2026-W47", lang="es")]

    editions, _ = plan_editions(letters, plan)

    assert [[one.lang for one in edition.issue.dates] for edition in editions] == [["en"], ["es"]]


def test_a_letter_that_is_a_draft_is_told_in_preview_and_publish() -> None:
    """A publish does not read it; it is known by its path alone."""
    clock, now = Clock.of(NewsletterSettings(), ZONE), moment("2026-11-18 12:00")
    plain, draft = article("plain"), newsletter(status="draft")
    for texts, kept_back in (([plain, draft], {}), ([plain], {"newsletter/2026-W47.md": None})):
        by_path = {one.relative_source_path: one for one in texts}

        found = gather_editions(
            Texts(by_path, "en", WORDS, kept_back), NewsletterSettings(), clock, now
        ).summary([], clock)

        assert "newsletter/2026-W47.md is a draft" in found
        assert "newsletter.draft" not in found
