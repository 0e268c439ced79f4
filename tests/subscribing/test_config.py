"""The group SUBSCRIBING: what is wrong in it is told before anything is built."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.common.audiences import STAFF
from plugins.common.settings import SettingsError, load_group
from plugins.newsletter.config import NewsletterSettings
from plugins.subscribing.config import SubscribingSettings, check_together
from plugins.subscribing.generator import public_audiences

ACTION = "https://lists.example/subscribe"


def loaded(**given: Any) -> SubscribingSettings:
    """The group with these settings."""
    return load_group(SubscribingSettings, {"SUBSCRIBING": given}, "SUBSCRIBING")


def provider(**given: Any) -> dict[str, Any]:
    """The setting of a provider."""
    return {"name": "Lists", "action": ACTION, **given}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"service": "http://news.example"}, "['service'] is 'http://news.example': it must start"),
        ({"service": 5}, "['service'] is 5"),
        ({"mailto": "hallway at school"}, "['mailto'] is 'hallway at school': it is no e-mail"),
        ({"mailto": "a@b.example?bcc=c@d.example"}, "it is no e-mail address"),
        ({"mailto": "a@b.example,c@d.example"}, "it is no e-mail address"),
        ({"servise": "x"}, "has no setting 'servise'. Did you mean \"service\"?"),
        ({"provider": {"name": "Lists"}}, "['provider.action'] is"),
        ({"provider": provider(name="")}, "['provider.name'] is ''"),
        ({"provider": provider(action="lists.example")}, "['provider.action'] is 'lists.example'"),
        ({"provider": provider(address="")}, "['provider.address'] is ''"),
        ({"provider": provider(audience="a b")}, "it is no name of a field"),
        ({"provider": provider(audiences={"families": "1"})}, "name the field they go into"),
        ({"provider": provider(hidden={"email": "x"})}, "a field that people fill in"),
        ({"provider": provider(hidden={"": "x"})}, "'' is no name of a field"),
        ({"provider": provider(origins=("x",))}, "['provider.origins'] is ('x',)"),
        (
            {"service": "https://news.example", "provider": provider()},
            "it stands beside service",
        ),
    ],
)
def test_a_wrong_setting_is_told(given: dict[str, Any], told: str) -> None:
    """With its name and value, and what to do."""
    with pytest.raises(SettingsError) as refused:
        loaded(**given)

    assert "pelicanconf.py: SUBSCRIBING" in str(refused.value)
    assert told in str(refused.value)


def test_the_policy_names_who_gets_the_form() -> None:
    """The service alone, or the provider and where it leads; without either, nobody."""
    beyond = ("https://thanks.example/page", f"{ACTION}/done")

    assert loaded().form_origins == ()
    assert loaded(service="https://a.example/news/").form_origins == ("https://a.example",)
    assert loaded(provider=provider(origins=beyond)).form_origins == (
        "https://lists.example",
        "https://thanks.example",
    )


def test_an_audience_that_gets_no_public_letter_is_told() -> None:
    """A word that the newsletter does not know, and the staff."""
    group = loaded(provider=provider(audience="l", audiences={"familys": "1", STAFF: "2"}))

    with pytest.raises(SettingsError) as refused:
        check_together(group, ("families", "teachers"), publishing=False)

    lines = str(refused.value).splitlines()
    assert len(lines) == 2
    assert 'Did you mean "families"?' in lines[0]
    assert "'staff'" in lines[1]


def test_a_service_on_this_computer_is_for_previews() -> None:
    """A publish refuses it: no family reaches it."""
    group = loaded(service="http://127.0.0.1:8001")

    check_together(group, ("families",), publishing=False)
    with pytest.raises(SettingsError, match="no family reaches"):
        check_together(group, ("families",), publishing=True)


def test_the_audiences_are_those_of_the_newsletter_but_the_staff() -> None:
    """Also where its own setting is left out."""
    usual = tuple(one for one in NewsletterSettings().audiences if one != STAFF)

    assert public_audiences({}) == usual
    assert public_audiences({"NEWSLETTER": {"audiences": ["staff", "grade-1"]}}) == ("grade-1",)
