"""A text in another language has its page, and on it what the text it translates has there."""

from __future__ import annotations

import pytest

from tests.builders import Built, build, photo, small_school

pytestmark = pytest.mark.site


def translated(path: str, text: str) -> dict[str, str | bytes]:
    """``text`` and the same in Spanish, at the same address."""
    stem = path.removesuffix(".md")
    slug = stem.rpartition("/")[2].removeprefix("2026-11-16-")
    spanish = text.replace("title: ", "title: Es ").replace(
        "date:", f"lang: es\nslug: {slug}\ndate:"
    )
    return {path: f"---\n{text}", f"{stem}.es.md": f"---\n{spanish}"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A published school of two languages."""
    texts = {
        "media/fair/media.yaml": 'defaults: {"*": {alt: A table with things on it, people: none}}',
        "media/fair/one.jpg": photo(400, 300, "teal"),
        "media/fair/two.jpg": photo(400, 300, "navy"),
        **translated(
            "galleries/fair.md",
            "title: The fair\ndate: 2026-11-16\ntags: [robots]\nphotos: ../media/fair/\n---\nText.",
        ),
        **translated(
            "events/2026-11-16-talk.md",
            "title: Talk\ndate: 2026-11-16\nstart: 2026-11-17 08:30\nlocation: Hall\n---\nCome.",
        ),
        **translated("posts/2026-11-16-a.md", "title: A\ndate: 2026-11-15\ngrades: [3]\n---\nA."),
        **translated("posts/2026-11-16-b.md", "title: B\ndate: 2026-11-16\n---\nB."),
        **translated(
            "posts/2026-11-16-h.md", "title: H\ndate: 2026-11-15 12:00\nstatus: hidden\n---\nH."
        ),
    }
    return build(
        small_school(tmp_path_factory.mktemp("school"), texts, "https://school.example"), "publish"
    )


def test_a_gallery_hangs_in_each_language(site: Built) -> None:
    """The same photos, and each photo's own page leads to both."""
    assert site.problems == []
    pages = [site.read(f"galleries/fair/{name}index.html") for name in ("", "es/")]

    assert [page.count('class="frame ') for page in pages] == [2, 2]
    labels = [file.read_text() for file in site.output.glob("library/*/index.html")]
    hung = [label for label in labels if "seen-in" in label]
    assert len(hung) == 2
    assert all("/galleries/fair/es/" in one and "The fair" in one for one in hung)


def test_an_event_is_over_in_each_language(site: Built) -> None:
    """Nobody comes to a talk that was."""
    for name in ("", "es/"):
        assert "This event is over." in site.read(f"events/talk/{name}index.html")


def test_ways_on_stay_in_the_language(site: Built) -> None:
    """To the text after it, past one that is hidden, and to the words it is filed under."""
    page = site.read("posts/a/es/index.html")

    assert 'rel="next" href="https://school.example/posts/b/es/"' in page
    assert 'href="https://school.example/grades/3/"' in page
