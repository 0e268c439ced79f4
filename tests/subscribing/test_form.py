"""The form has the fields that its receiver knows, and asks only where there is a choice."""

from __future__ import annotations

import re
from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.subscribing.config import SubscribingSettings
from plugins.subscribing.form import Choice, plan_form
from plugins.subscribing.offer import FeedWay, Offer, OfferLink, plan_feeds, plan_link
from plugins.subscribing.words import ENGLISH, WORDS, Words, words_for

AUDIENCES = {"families": "Families", "teachers": "Teachers"}
SERVICE = SubscribingSettings(service="https://news.example/")


def test_the_form_of_the_service_keeps_its_contract() -> None:
    """``address``, ``audience``, ``lang`` and ``website``, to the address and a slash."""
    form = plan_form(SERVICE, AUDIENCES, ["en", "es"])

    assert form is not None
    assert form.action == "https://news.example/"
    assert (form.address, form.audience, form.language, form.trap) == (
        *("address", "audience", "lang", "website"),
    )
    assert form.audiences == (
        Choice("families", "Families", chosen=True),
        Choice("teachers", "Teachers"),
    )
    assert form.languages == (Choice("en", "English", chosen=True), Choice("es", "Español"))
    assert form.hidden == ()


def test_people_are_not_asked_where_there_is_no_choice() -> None:
    """One letter, one language: both go along unseen."""
    form = plan_form(SERVICE, {"families": "Families"}, ["en"])

    assert form is not None
    assert (form.audiences, form.languages) == ((), ())
    assert form.hidden == (("audience", "families"), ("lang", "en"))


def test_a_provider_gets_its_own_names_and_values() -> None:
    """Those it maps, in our order; what it wants hidden, first."""
    provider = {
        "name": "Lists",
        "action": "https://lists.example/form",
        "address": "EMAIL",
        "audience": "l",
        "audiences": {"teachers": "id-2", "families": "id-1"},
        "hidden": {"nonce": ""},
    }
    form = plan_form(SubscribingSettings.model_validate({"provider": provider}), AUDIENCES, ["en"])

    assert form is not None
    assert (form.address, form.audience, form.language, form.trap) == ("EMAIL", "l", "", "")
    assert [(one.value, one.label) for one in form.audiences] == [
        ("id-1", "Families"),
        ("id-2", "Teachers"),
    ]
    assert form.hidden == (("nonce", ""),)
    assert form.provider == "Lists"


@pytest.mark.parametrize(
    ("audience", "audiences", "offered", "hidden"),
    [
        ("", {}, [], ()),
        ("tag", {}, ["families", "teachers"], ()),
        ("tag", {"teachers": "t"}, [], (("tag", "t"),)),
    ],
)
def test_a_provider_is_asked_for_what_it_has(
    audience: str, audiences: dict[str, str], offered: list[str], hidden: Any
) -> None:
    """One list; our own names; one of ours alone."""
    provider = {
        "name": "Lists",
        "action": "https://lists.example/form",
        "audience": audience,
        "audiences": audiences,
    }
    form = plan_form(SubscribingSettings.model_validate({"provider": provider}), AUDIENCES, ["en"])

    assert form is not None
    assert [one.value for one in form.audiences] == offered
    assert form.hidden == hidden


def test_a_school_without_either_has_no_form() -> None:
    """It is asked by mail."""
    assert plan_form(SubscribingSettings(), AUDIENCES, ["en"]) is None


def test_languages_are_listed_as_their_speakers_call_them() -> None:
    """With a capital, as in any list; a tag that nobody knows stays as it is."""
    form = plan_form(SERVICE, AUDIENCES, ["en", "es-MX", "xx-yy-zz"])

    assert form
    assert [one.label for one in form.languages] == ["English", "Español (México)", "xx-yy-zz"]


@pytest.mark.parametrize("lang", WORDS)
def test_every_language_says_everything(lang: str) -> None:
    """No word is missing, none is left in English, each has the places for what it tells."""
    words = WORDS[lang]

    assert words.lang == lang
    for field in fields(Words):
        said, english = getattr(words, field.name), getattr(ENGLISH, field.name)
        assert said.strip()
        assert len(re.findall(r"\{\}", said)) == len(re.findall(r"\{\}", english)), field.name
        if lang != "en" and field.name != "subject":
            assert said != english


def test_words_are_found_by_the_language_alone() -> None:
    """A region has those of its language, a stranger has English ones."""
    assert words_for("es-MX") is WORDS["es"]
    assert words_for("ZH_hant") is WORDS["zh"]
    assert words_for("nl") is ENGLISH


def test_a_mail_is_opened_with_its_subject() -> None:
    """Whatever letters are in it, the address opens one mail to one person."""
    offer = Offer(WORDS["zh"], None, "büro+a@schule.example", ())

    assert offer.mailto == "mailto:b%C3%BCro%2Ba@schule.example?subject=%E8%AE%A2%E9%98%85"


def test_feeds_are_told_in_the_order_of_readers() -> None:
    """Everything, the doors, the kinds; one without a feed is left out."""
    feeds = {("door", "families"): "f.xml", ("kind", "posts"): "p.xml"}
    doors = [
        SimpleNamespace(slug="families", name="Families", line="For you"),
        SimpleNamespace(slug="teachers", name="Teachers", line=""),
    ]

    found = plan_feeds(
        ENGLISH,
        SimpleNamespace(rss="all.xml"),
        lambda sort, slug: (
            SimpleNamespace(rss=feeds[sort, slug]) if (sort, slug) in feeds else None
        ),
        doors,
        {"posts": SimpleNamespace(many="Posts", lead="What happened.")},
    )

    assert found == (
        FeedWay("Everything new", "", "all.xml"),
        FeedWay("Families", "For you", "f.xml"),
        FeedWay("Posts", "What happened.", "p.xml"),
    )


def test_an_issue_leads_to_the_page_in_its_language() -> None:
    """Else to the usual one, in the words of that page; to none where there is none."""
    english = ("subscribe/", Offer(ENGLISH, None, "a@b.example", ()))
    spanish = ("subscribe/es/", Offer(WORDS["es"], None, "", ()))
    offers = {"es": spanish, "en": english}

    assert plan_link(offers, "es", "en") == OfferLink(WORDS["es"].follow, "subscribe/es/", "es")
    assert plan_link(offers, "de", "en") == OfferLink(ENGLISH.get, "subscribe/", "en")
    assert plan_link(offers, "de", "fr") == OfferLink(WORDS["es"].follow, "subscribe/es/", "es")
    assert plan_link({}, "en", "en") is None
