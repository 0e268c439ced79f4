"""Every photo is described, and the description says something."""

from __future__ import annotations

import pytest

from plugins.media.alts import Alt, Shown, says_nothing, settle_alt

PATH = "media/robots/ramp-test.jpg"


def rule(alt: Alt) -> str | None:
    """The rule broken, or None."""
    return alt.finding.rule if alt.finding else None


@pytest.mark.parametrize(
    ("written", "sidecar", "decorative", "text", "broken"),
    [
        ("A ramp", "", False, "A ramp", None),
        ("A ramp", "Another", False, "A ramp", None),
        (None, "A ramp", False, "A ramp", None),
        (None, "", False, "", "alt-missing"),
        (None, "", True, "", None),
        ("", "", True, "", None),
        ("", "A ramp", True, "", None),
        ("", "", False, "", "alt-empty"),
        (" ", "A ramp", False, "A ramp", "alt-empty"),
        ("A ramp", "", True, "A ramp", None),
        ("ramp-test.jpg", "", False, "ramp-test.jpg", "alt-is-no-description"),
        (None, "Photo", False, "Photo", "alt-is-no-description"),
        ("A\n  ramp ", "", False, "A ramp", None),
    ],
)
def test_the_text_speaks_first_then_the_sidecar(
    written: str | None, sidecar: str, decorative: bool, text: str, broken: str | None
) -> None:
    """And silence is only for what decorates."""
    alt = settle_alt(written, sidecar, PATH, decorative=decorative)
    assert (alt.text, rule(alt)) == (text, broken)


@pytest.mark.parametrize(
    ("shown", "part"),
    [("text", "square brackets"), ("front matter", "image_alt:"), ("folder", "media.yaml")],
)
def test_the_hint_says_where_the_description_can_stand(shown: Shown, part: str) -> None:
    """Square brackets help nobody whose photo stands in the front matter."""
    alt = settle_alt(None, "", PATH, decorative=False, shown=shown)
    assert alt.finding
    assert part in alt.finding.hint


@pytest.mark.parametrize(
    "alt",
    [
        "image",
        "Photo",
        "PICTURE",
        "img",
        "Image 3",
        "photo-12",
        "photo.",
        "ramp-test",
        "Ramp-Test.JPG",
    ],
)
def test_a_name_is_no_description(alt: str) -> None:
    """File names and the word "image" tell nobody anything."""
    assert says_nothing(alt, PATH)


@pytest.mark.parametrize(
    "alt", ["Photo of a ramp", "A ramp", "ramp test on Monday", "Image editing in grade 4", "2026"]
)
def test_words_that_say_something_pass(alt: str) -> None:
    """Also those that begin with "photo"."""
    assert not says_nothing(alt, PATH)
