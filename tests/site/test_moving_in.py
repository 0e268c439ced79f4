"""Schools that move in with what they have: ten years of posts, or a Pelican blog."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands.school import ROOT, School
from commands.site.build import build_site

from .conftest import Build
from .links import broken_in, soup_of

CORPUS = ROOT.parent / "shared" / "corpus" / "blog" / "content"

pytestmark = pytest.mark.site


@pytest.mark.corpus
@pytest.mark.xdist_group("corpus")
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared folder of real posts is not here")
class TestTenYearsOfPosts:
    """160 real posts, front matter as their authors left it."""

    @pytest.fixture(scope="class")
    @staticmethod
    def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list]:
        """Their preview."""
        folder = tmp_path_factory.mktemp("corpus")
        work = ROOT / ".hallway" / "tests"
        result = build_site(School(CORPUS, folder / "site", work), quiet=True)
        return folder / "site", list(result.run.problems)

    def test_every_post_is_there(self, site) -> None:
        """Bad YAML, unknown keys and HTML of all sorts cost not one of them."""
        output, _ = site
        pages = [
            page for page in (output / "posts").glob("*/index.html") if page.parent.name != "page"
        ]

        assert len(pages) == len(list((CORPUS / "posts").glob("*.md"))) == 160

    def test_every_picture_that_a_post_shows_is_there_and_reachable(self, site) -> None:
        """Also those in HTML, in Markdown inside HTML, and in front matter."""
        output, _problems = site
        texts = "\n".join(path.read_text("utf-8") for path in (CORPUS / "posts").glob("*.md"))
        named = {
            path
            for path in (CORPUS / "media").rglob("*")
            if path.is_file() and path.relative_to(CORPUS).as_posix() in texts
        }
        broken = [
            one for page in output.rglob("*.html") for one in broken_in(output, page, "http://none")
        ]
        stems = {
            re.sub(r"-\d+\.\w+$", "", str(image["src"]))
            for page in (output / "posts").glob("*/index.html")
            for image in soup_of(page).select("main img")
        }

        assert broken == []
        assert len(named) == 158  # four of the 162 files are named by no post
        assert len(stems) == len(named)

    def test_its_real_defects_are_listed(self, site) -> None:
        """With file, line and what to do."""
        _, problems = site
        rules = {problem.rule for problem in problems}

        assert {
            "key-unknown",
            "picture-from-elsewhere",
            "front-matter-unreadable",
            "link-broken",
        } <= rules
        assert {"alt-missing", "html-not-allowed", "style-not-allowed"} <= rules
        assert all(problem.hint and problem.message for problem in problems)
        located = [problem for problem in problems if problem.line]
        assert len(located) >= 0.95 * len(problems)

    def test_publishing_it_is_refused(self, site, tmp_path: Path) -> None:
        """And all that is wrong is listed, not only the first."""
        _, problems = site
        school = School(CORPUS, tmp_path / "site", ROOT / ".hallway" / "tests", "https://x.example")

        result = build_site(school, "publish", quiet=True)

        assert not result.switched
        assert not (tmp_path / "site").exists()
        assert len(result.run.problems) == len(problems)


def test_a_pelican_blog_moves_in(build: Build) -> None:
    """Headers, categories, placeholders, translations, overrides, reStructuredText and HTML."""
    built = build(
        {
            "first.md": "Title: First\nDate: 2012-11-30 10:20\nCategory: news\nTags: a, b\n\n"
            "[next]({filename}second.rst) [all]({tag}a) "
            "![A red square]({static}/pictures/cat.png)\n",
            "second.rst": "Second\n######\n\n:date: 2012-12-01\n:tags: b\n\nSee `first "
            "<{filename}first.md>`_.\n",
            "second-fr.rst": "Deuxième\n########\n\n:date: 2012-12-01\n:lang: fr\n:slug: second\n\n"
            "Voilà.\n",
            "pages/about.md": "Title: About\nsave_as: about-us/index.html\nurl: about-us/\n\nUs.",
            "third.html": "<html><head><title>Third</title><meta name='date' content='2013-01-01'>"
            "</head><body><p>Hello</p></body></html>",
            "pictures/cat.png": PNG,
        }
    )

    assert built.rules <= {"kind-unknown"}
    first = built.html("posts/first/index.html")
    assert 'href="/posts/second/"' in first
    assert 'href="/tags/a/"' in first
    assert "/photos/" in first
    assert "news" in built.html("tags/index.html")
    assert "Voilà" in built.html("posts/second/fr/index.html")
    assert "Us." in built.html("about-us/index.html")
    assert "Hello" in built.html("posts/third/index.html")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000008000000060802000000716748ac000000144944415478"
    "9c633c2127c7800d306115a59304009b140110288a80000000000049454e44ae426082"
)
"""A red picture of eight by six pixels."""
