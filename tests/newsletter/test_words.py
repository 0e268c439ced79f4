"""The words that no author writes, in the language of the issue."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from plugins.common.dates import date_filters
from plugins.common.moments import Week
from plugins.newsletter.config import NewsletterSettings, in_language
from plugins.newsletter.editions import Plan, plan_editions
from plugins.newsletter.email import build_html
from plugins.newsletter.facts import facts_of
from plugins.newsletter.feed import build_body
from plugins.newsletter.languages import ENGLISH, WORDS, words_for
from plugins.newsletter.nextweek import describe_next
from plugins.newsletter.sheet import plan_sheet
from plugins.newsletter.text import build_text
from plugins.newsletter.words import Words
from tests.newsletter.builders import (
    BASE,
    ZONE,
    article,
    message,
    moment,
    newsletter,
    sheet_page,
    template,
)
from tests.newsletter.builders import (
    Words as Vocabulary,
)

KINDS = {"posts", "tutorials", "galleries", "episodes", "events"}


@pytest.mark.parametrize("lang", WORDS)
def test_each_language_has_all_words(lang: str) -> None:
    """With the same places to fill as in English; only the fifth kinds' links are given each."""
    words = WORDS[lang]

    assert set(words.invitations) >= KINDS
    for one in fields(Words):
        if one.name == "invitations":
            assert all(words.invitations.values())
            continue
        said, meant = getattr(words, one.name), getattr(ENGLISH, one.name)
        assert said.strip(), one.name
        assert said.count("{}") == meant.count("{}"), one.name
    # Two headings that read alike would make one section of two.
    headings = [words.heading(one.title, ENGLISH) for one in NewsletterSettings().sections]
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(
    ("tag", "lang"),
    [("es", "es"), ("es-MX", "es"), ("zh_Hans", "zh"), ("DE", "de"), ("pt", "en"), ("", "en")],
)
def test_a_language_tag_finds_its_words(tag: str, lang: str) -> None:
    """Whatever region it names; a language that nobody wrote words for gets English ones."""
    assert words_for(tag) is WORDS[lang]


def test_a_school_that_chose_its_own_words_keeps_them() -> None:
    """Only what is left as it comes is in the language of the issue."""
    ours = NewsletterSettings(lead_title="Lo primero", reason="Porque sí.")

    found = in_language(ours, "es")

    assert (found.lead_title, found.reason) == ("Lo primero", "Porque sí.")
    assert found.dates_title == WORDS["es"].dates
    assert [one.title for one in found.sections][:2] == ["Desde el pasillo", "Para probar ahora"]
    assert in_language(ours, "en") is ours


def test_a_spanish_issue_has_spanish_headings() -> None:
    """Chosen by itself or listed in its file; a heading of the author's own stays."""
    texts = [
        article("a", featured=True),
        article("b"),
        article("c", kind="events", fields=_event("2026-11-25 10:00"), tags=["newsletter"]),
        article("d", "2026-11-10 10:00", kind="events", fields=_event("2026-11-27 10:00"), tags=[]),
    ]
    by_path = {one.relative_source_path: one for one in texts}
    letter = newsletter(lang="es", date=moment("2026-11-20 16:00"))
    plan = Plan(by_path, {Week(2026, 47): texts[:3]}, NewsletterSettings(), "es", ())

    (edition,), _ = plan_editions([letter], plan)

    assert [one.title for one in edition.issue.sections] == [
        "Para empezar",
        "Desde el pasillo",
        "Pase a vernos",
    ]
    assert edition.issue.dates_title == "Fechas para apuntar"
    assert edition.issue.words is WORDS["es"]


def _event(start: str) -> Any:
    return type("Fields", (), {"start": moment(start), "location": "Biblioteca"})()


def test_every_face_of_a_spanish_issue_speaks_spanish() -> None:
    """Mail, plain text, feed and paper; none of them has an English word left."""
    made = message(lang="es", words=WORDS["es"])
    faces = [
        build_html(made, template()),
        build_text(made),
        build_body(made),
        sheet_page(plan_sheet(made, BASE, BASE)),
    ]

    assert ["Leer en la web" in one for one in faces] == [True, True, True, False]
    assert ["Darse de baja" in one for one in faces] == [True, True, False, False]
    assert "[Imagen: A box]" in faces[1]
    assert "(Para families, teachers; Grade 4)" in faces[1]
    assert "Volver a la carta" in faces[3]
    left = (
        *(ENGLISH.web, ENGLISH.unsubscribe, ENGLISH.write, ENGLISH.picture, ENGLISH.mail),
        *(ENGLISH.back, ENGLISH.printing, ENGLISH.whole),
    )
    assert [(word, face[:20]) for word in left for face in faces if f">{word}" in face] == []


def test_facts_and_the_next_title_are_in_the_language() -> None:
    """Minutes, one alone too, photos, grades, weeks."""
    spanish, dates = WORDS["es"], date_filters(ZONE, "es")
    lesson = article(kind="tutorials", fields=type("F", (), {"minutes": 1})(), grades=["K", "1"])
    gallery = article(kind="galleries", photos=[1, 2, 3], grades=["K", "1", "2", "3"])

    assert facts_of(lesson, spanish, Vocabulary(), dates) == (
        "1 minuto",
        "Kindergarten, Grade 1",
    )
    assert facts_of(gallery, spanish, Vocabulary(), dates) == ("3 fotos", "Todos los grados")
    (edition,), _ = plan_editions(
        [newsletter()], Plan({}, {Week(2026, 47): [article()]}, NewsletterSettings(), "en", ())
    )
    assert describe_next(edition.issue, "lunes", spanish).title == "La semana del lunes"
