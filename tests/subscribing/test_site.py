"""Small sites: the page to subscribe with a service, with a provider, and with neither."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from plugins.common.settings import SettingsError
from tests.builders import Built
from tests.site.links import broken_in
from tests.subscribing.small_site import (
    FILES,
    PROVIDER,
    SERVICE,
    SPANISH,
    built,
    form_action,
    only,
    soup,
)

pytestmark = pytest.mark.site

URL = "https://district.example/schools/maple"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A school with a service of its own, below a path of somebody else's site."""
    files = {**FILES, **SPANISH}
    folder = tmp_path_factory.mktemp("school")
    return built(folder, {"service": SERVICE}, "publish", URL, files)


def sent(site: Built, path: str = "subscribe/index.html") -> list[tuple[str, str]]:
    """Name and value of each field as it is before anybody touched it."""
    found = []
    for field in soup(site, path).select("form [name]"):
        if field.name == "select":
            value = str(only_selected(field)["value"])
        elif field.get("type") == "checkbox" and field.get("checked") is None:
            continue
        else:
            value = str(field.get("value", ""))
        found.append((str(field["name"]), value))
    return found


def only_selected(select: Any) -> Any:
    """The option that is chosen already."""
    (found,) = select.select("option[selected]")
    return found


def test_the_page_has_the_form_of_the_service(site: Built) -> None:
    """The fields of the contract, a family's letter chosen, and what is kept beside the address."""
    page = soup(site)
    form, address = only(page, "form"), only(page, "input[type=email]")

    assert site.problems == []
    assert (form["method"], form["action"]) == ("post", f"{SERVICE}/")
    assert sent(site) == [
        ("lang", "en"),
        ("address", ""),
        ("audience", "families"),
        ("website", ""),
    ]
    assert [box["value"] for box in form.select("[name=audience]")] == ["families", "teachers"]
    assert address.has_attr("required")
    assert address["autocomplete"] == "email"
    hint = only(page, f"#{address['aria-describedby']}").get_text()
    assert "We keep your address" in hint
    assert "a mail asks you to confirm" in hint
    assert [str(box.parent.get_text(strip=True)) for box in form.select("[name=audience]")] == [
        "Families",
        "Teachers",
    ]
    assert not page.select("script:not([type='application/ld+json'])")


def test_the_trap_is_for_robots_alone(site: Built) -> None:
    """Nobody sees it, reaches it by keyboard, or has it filled in by the browser."""
    trap = only(soup(site), "[name=website]")
    box = trap.find_parent("div")

    assert box is not None
    assert (trap["tabindex"], trap["autocomplete"]) == ("-1", "off")
    assert box["aria-hidden"] == "true"
    assert box["class"] == ["unseen"]


def test_what_is_typed_goes_to_the_service_alone(site: Built) -> None:
    """And from every other page to nobody."""
    others = {
        form_action(site, path.relative_to(site.output).as_posix())
        for path in site.output.rglob("*.html")
        if "subscribe" not in path.parts
    }

    assert form_action(site, "subscribe/index.html") == f"'self' {SERVICE}"
    assert others == {"'self'"}


def test_a_translation_speaks_and_sends_its_language(site: Built) -> None:
    """The page in Spanish has Spanish words, and asks for letters in Spanish or in English."""
    path = "subscribe/es/index.html"
    page = soup(site, path)

    assert ("lang", "es") in sent(site, path)
    assert [one["value"] for one in page.select("option")] == ["es", "en"]
    assert [one.get_text() for one in page.select("option")] == ["Español", "English"]
    assert only(page, "form button").get_text() == "Quiero suscribirme"
    assert only(page, ".offer")["lang"] == "es"
    assert form_action(site, path) == f"'self' {SERVICE}"


def test_each_letter_leads_to_the_page(site: Built) -> None:
    """At its foot; the page is found below the site's path."""
    link = only(soup(site, "newsletter/2026-w47/index.html"), ".letter-offer a")

    assert link["href"] == f"{URL}/subscribe/"
    assert link.get_text() == "Get this letter by e-mail"


def test_the_feeds_are_told_in_plain_words(site: Built) -> None:
    """All, the doors, the kinds; each of them is a file of the site."""
    links = soup(site).select(".feed-ways a")
    told = [link.get_text() for link in links]

    assert told[:2] == ["Everything new: RSS", "Families: RSS"]
    assert "Newsletter: RSS" in told
    for link in links:
        assert (site.output / str(link["href"]).removeprefix(f"{URL}/")).is_file()


def test_every_address_leads_somewhere(site: Built) -> None:
    """On the page, its translation and the letter."""
    pages = [*site.output.glob("subscribe/**/*.html"), *site.output.glob("newsletter/**/*.html")]

    assert len(pages) > 3
    assert [one for page in pages for one in broken_in(site.output, page, URL)] == []


def test_the_words_of_the_coach_come_after_the_form(site: Built) -> None:
    """Both are on the page, and each place is there once."""
    html = site.read("subscribe/index.html")
    ids = [str(one["id"]) for one in soup(site).select("[id]")]

    assert html.index("<form") < html.index("<p>Ask us.")
    assert len(ids) == len(set(ids))


def test_the_list_of_places_on_the_page_starts_with_the_offer(tmp_path: Path) -> None:
    """A page with several headings says what is on it, in its order."""
    files = {**FILES, "pages/subscribe.md": f"{FILES['pages/subscribe.md']}\n## B\n\n## C\n"}
    page = soup(built(tmp_path, files=files))

    places = [str(link["href"]) for link in page.select(".on-page a")]
    assert places == ["#offer-mail", "#offer-feeds", "#on-paper", "#b", "#c"]
    assert all(page.select(place) for place in places)


def test_a_providers_form_has_the_providers_fields(tmp_path: Path) -> None:
    """Who keeps the address is said, and what is typed goes there alone."""
    site = built(tmp_path, {"provider": PROVIDER, "mailto": "office@school.example"})
    page = soup(site)

    assert site.problems == []
    assert only(page, "form")["action"] == "https://lists.example/subscription/form"
    assert sent(site) == [("nonce", ""), ("email", ""), ("l", "id-1")]
    assert "goes to Maple Lists, which keeps" in only(page, ".kept").get_text()
    assert page.select(".offer a[href^='mailto:office@school.example?']")
    assert form_action(site, "subscribe/index.html") == "'self' https://lists.example"


def test_without_either_people_write(tmp_path: Path) -> None:
    """Nothing is set, as in the sample: the school's own address, the feeds, and no form."""
    site = built(tmp_path)
    page = soup(site)

    assert site.problems == []
    assert not page.select("form")
    (link,) = page.select(".offer a[href^='mailto:']")
    assert link["href"] == "mailto:hallway@maplestreet.example?subject=Newsletter"
    assert page.select(".feed-ways a")
    assert form_action(site, "subscribe/index.html") == "'self'"
    assert page.select("link[href$='subscribe.css']")


def test_without_an_address_there_are_feeds(tmp_path: Path) -> None:
    """A school that wants no mail; its letters say so, too."""
    site = built(tmp_path, CONTACT="")
    page = soup(site)

    assert not page.select("#offer-mail, .offer a[href^='mailto:']")
    assert page.select("#offer-feeds")
    letter = soup(site, "newsletter/2026-w47/index.html")
    assert only(letter, ".letter-offer").get_text() == "Follow it with a feed reader"


def test_a_site_without_such_a_page_has_no_trace_of_it(tmp_path: Path) -> None:
    """Nor has a page that is a draft a link from a letter."""
    files = dict(FILES)
    files["pages/subscribe.md"] = str(FILES["pages/subscribe.md"]).replace(
        "form: subscribe", "form: subscribe\nstatus: draft"
    )
    site = built(tmp_path, {"service": SERVICE}, files=files)

    assert "letter-offer" not in site.read("newsletter/2026-w47/index.html")
    assert form_action(site, "about/index.html") == "'self'"
    assert "<form" not in site.read("about/index.html")


def test_a_wrong_word_for_the_form_is_told(tmp_path: Path) -> None:
    """With its line; the page is there without the form. Other kinds have no such key."""
    files = dict(FILES)
    files["pages/subscribe.md"] = str(FILES["pages/subscribe.md"]).replace("form: s", "form: uns")
    files["posts/2026-11-16-ramps.md"] = (
        "---\ntitle: A\nform: subscribe\ntags: [newsletter]\n---\nx"
    )
    site = built(tmp_path, files=files)

    assert [(one.path, one.line, one.rule) for one in site.problems] == [
        ("pages/subscribe.md", 3, "form-invalid"),
        ("posts/2026-11-16-ramps.md", 3, "key-unknown"),
    ]
    assert 'Did you mean "subscribe"?' in site.problems[0].message
    assert "Ask us." in site.read("subscribe/index.html")


def test_a_wrong_setting_stops_the_build(tmp_path: Path) -> None:
    """Before anything is read; a service on this computer only stops a publish."""
    with pytest.raises(SettingsError, match="must start with https"):
        built(tmp_path, {"service": "http://news.school.example"})
    with pytest.raises(SettingsError, match="no family reaches"):
        built(tmp_path, {"service": "http://127.0.0.1:8001"}, "publish", URL)
    assert built(tmp_path, {"service": "http://127.0.0.1:8001"}).problems == []


def test_a_name_cannot_leave_its_place(tmp_path: Path) -> None:
    """What a school calls its provider or an audience is text, whatever is in it."""
    name = '<b>"Lists" & {} {0.__class__}</b>'
    files = {
        **FILES,
        "vocabulary.yaml": 'audiences:\n  families: "<i>Families</i>"\n  teachers: T\n',
    }
    site = built(tmp_path, {"provider": {**PROVIDER, "name": name}}, files=files)
    page = soup(site)

    assert name in only(page, ".kept").get_text()
    assert not page.select(".offer b, .offer i")
