"""Links and pictures are ordinary relative paths, and a broken one is named with its line."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("../tutorials/scratch.md#step-2", "{text}tutorials/scratch.md#step-2"),
        ("other.md", "{text}posts/other.md"),
        ("{filename}/tutorials/scratch.md", "{text}tutorials/scratch.md"),
        ("{filename}other.md", "{text}posts/other.md"),
        ("|filename|/posts/other.md", "{text}posts/other.md"),
        ("../media/plan%20a.pdf", "/media/plan%20a.pdf"),
        ("{static}/media/plan a.pdf", "/media/plan%20a.pdf"),
        ("{attach}../media/plan a.pdf#page=2", "/media/plan%20a.pdf#page=2"),
        ("{tag}Scratch Jr", "/tags/scratch-jr/"),
        ("{category}posts", "/posts/"),
        ("{index}", "/"),
        ("../media/robots/bridge.jpg", "{photo}media/robots/bridge.jpg"),
        ("/subscribe/", "/subscribe/"),
        ("https://scratch.mit.edu/", "https://scratch.mit.edu/"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("#step-2", "#step-2"),
    ],
)
def test_every_way_to_write_a_link_has_one_canonical_form(referring, written, canonical) -> None:
    """Relative paths, Pelican's placeholders and site addresses all work."""
    made = referring(
        f"[x]({written})",
        *("posts/other.md", "tutorials/scratch.md", "media/plan a.pdf"),
        "media/robots/bridge.jpg",
    )

    assert made.references.link(written) == canonical
    assert not made.problems


@pytest.mark.parametrize("path", ["media/robots/media.yaml", "vocabulary.yaml"])
def test_what_the_site_keeps_about_photos_is_no_file_to_hand_out(referring, path) -> None:
    """P1: who is in a photo stands there, and a link would publish it."""
    made = referring(f"[x](../{path})", path)

    assert made.references.link(f"../{path}") is None
    assert [problem.rule for problem in made.problems] == ["link-unusable"]


@pytest.mark.parametrize("name", ["photo%20(1).jpg", "Class #3.jpg", "why?.jpg", "100%.jpg"])
def test_a_photo_may_have_any_name_that_a_browser_or_a_person_gives_it(referring, name) -> None:
    """Written as it stands, although addresses mean something else by such signs."""
    made = referring(f"![x](<../media/{name}>)", f"media/{name}")

    assert made.references.photo(f"../media/{name}") == (f"media/{name}", 1)
    assert made.references.link(f"../media/{name}") == f"{{photo}}media/{name}"
    assert not made.problems


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("../tutorial/scratch.md", "Did you mean ../tutorials/scratch.md?"),
        ("Other.md", "Did you mean other.md?"),
        ("othr.md", "Did you mean other.md?"),
        ("nowhere/at/all.md", "Check the path"),
        ("../../etc/passwd", "Check the path"),
    ],
)
def test_a_broken_link_says_where_it_stands_and_what_may_be_meant(referring, written, hint) -> None:
    """File, line, value, and the near name: enough to mend it without searching."""
    made = referring(f"one\n\n[x]({written})", "posts/other.md", "tutorials/scratch.md")

    assert made.references.link(written) is None
    (problem,) = made.problems
    assert (problem.rule, problem.line, problem.value) == ("link-broken", 3, written)
    assert hint in problem.hint


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "data:text/html,x", "file:///c:/x.doc", "http://localhost/x"]
)
def test_a_link_that_only_works_at_home_is_refused(referring, written) -> None:
    """Programs and the author's own disk are no addresses for readers."""
    made = referring(f"[x]({written})")

    assert made.references.link(written) is None
    assert [problem.rule for problem in made.problems] == ["link-unusable"]


def test_a_picture_is_named_by_its_path_in_the_content(referring) -> None:
    """With the line it stands on, for whoever reports on it later."""
    made = referring("\n![x](../media/robots/bridge.jpg)", "media/robots/bridge.jpg")

    assert made.references.photo("../media/robots/bridge.jpg") == ("media/robots/bridge.jpg", 2)


def test_a_picture_from_another_site_is_refused(referring) -> None:
    """A page loads nothing from third parties."""
    made = referring("![x](https://elsewhere.example/x.png)")

    assert made.references.photo("https://elsewhere.example/x.png") is None
    assert [problem.rule for problem in made.problems] == ["picture-from-elsewhere"]


@pytest.mark.parametrize("written", ["http://[broken", "", "   ", "%", "a\x00b.md"])
def test_no_address_breaks_the_reading(referring, written) -> None:
    """Nonsense leads nowhere, and is a problem once."""
    made = referring(f"[x]({written})")

    assert not made.references.link(written)
    assert made.references.photo(written) is None
    assert len(made.problems) == 1
