"""Small sites, each written for one promise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands.school import ROOT
from tests.builders import tree
from tests.handouts.files import pdf

from .conftest import Build

pytestmark = pytest.mark.site

POST = "---\ntitle: {0}\ndate: 2026-11-16\n---\nText of {0}.\n"


def test_links_between_files_work_in_the_site(build: Build) -> None:
    """A relative path that works in any editor leads to the page, a step to its place."""
    built = build(
        {
            "posts/2026-11-16-a.md": "---\ntitle: A\n---\n[s](../tutorials/t.md#step-2) "
            "[h](../tutorials/t.md#move) [p](../media/plan.pdf) [b]({filename}b.md) [x](#end)\n\n"
            "## End\n",
            "posts/b.md": POST.format("B"),
            "tutorials/t.md": "---\ntitle: T\ndate: 2026-11-01\nminutes: 5\n---\n## Open\n## Move",
            "media/plan.pdf": pdf(),
        }
    )

    html = built.html("posts/a/index.html")
    assert not built.rules
    for address in ("/tutorials/t/#step-2", "/tutorials/t/#move", "/media/plan.pdf", "/posts/b/"):
        assert f'href="{address}"' in html
    assert (built.output / "media/plan.pdf").is_file()
    assert 'id="step-2"' in built.html("tutorials/t/index.html")


def test_a_fragment_that_is_not_there_is_a_problem(build: Build) -> None:
    """B8, with the line, and the places that there are."""
    built = build(
        {
            "posts/a.md": "---\ntitle: A\ndate: 2026-11-16\n---\n\n[x](b.md#nowhere) [y](#no)\n",
            "posts/b.md": POST.format("B") + "\n## Here\n",
        }
    )

    found = [(p.path, p.line, p.rule, p.value) for p in built.result.run.problems]
    assert found == [
        ("posts/a.md", 6, "anchor-missing", "#no"),
        ("posts/a.md", 6, "anchor-missing", "b.md#nowhere"),
    ]
    assert any("#here" in problem.hint for problem in built.result.run.problems)


def test_only_what_a_text_links_to_is_published(build: Build) -> None:
    """A consent list that lies in the folder by mistake stays there."""
    built = build(
        {
            "posts/a.md": POST.format("A"),
            "media/consent.csv": "name,release\n",
            "media/clip.mov": b"x",
            "private.txt": "secret",
        }
    )

    names = {path.name for path in built.output.rglob("*") if path.is_file()}
    assert names.isdisjoint({"consent.csv", "clip.mov", "private.txt", "vocabulary.yaml"})


def test_drafts_and_what_is_to_come_stay_at_home(build: Build) -> None:
    """A publish leaves no trace of them, not even their photos; a preview shows them."""
    files: dict[str, str | bytes] = {
        "posts/a.md": POST.format("A"),
        "posts/draft.md": "---\ntitle: Secret draft\ndate: 2026-11-16\nstatus: draft\n---\nx\n",
        "posts/2099-01-01-future.md": "---\ntitle: Secret future\n---\nx\n",
        "posts/gone.md": "---\ntitle: Secret past\ndate: 2020-01-01\nexpires: 2021-01-01\n---\nx\n",
    }

    preview = build(files)
    assert "Secret draft" in preview.html("posts/draft/index.html")
    assert preview.result.run.report["drafts"] == 3

    published = build(files, "publish")
    assert published.result.switched
    text = "".join(
        path.read_text("utf-8") for path in published.output.rglob("*") if path.suffix in TEXT
    )
    assert "Secret" not in text
    assert published.result.run.report["drafts"] == 3


TEXT = (".html", ".xml", ".txt", ".json")


def test_a_hidden_text_has_its_page_and_stands_in_no_list(build: Build) -> None:
    """For those who have the address; search engines are asked to leave it alone."""
    built = build(
        {
            "posts/a.md": POST.format("A"),
            "posts/h.md": "---\ntitle: Hidden one\ndate: 2026-11-16\nstatus: hidden\n---\nx\n",
        },
        "publish",
    )

    assert "noindex" in built.html("posts/h/index.html")
    for page in ("index.html", "posts/index.html", "sitemap.xml", "feeds/all.rss.xml"):
        assert "Hidden one" not in built.html(page)
    assert "posts/h/" not in built.html("sitemap.xml")


def test_old_addresses_lead_to_the_new_page(build: Build) -> None:
    """A redirect page that works without JavaScript, and says where it leads."""
    built = build({"posts/a.md": POST.format("A").replace("date", "aliases: [/2019/a/]\ndate")})

    html = built.html("2019/a/index.html")
    assert 'http-equiv="refresh"' in html
    assert "/posts/a/" in html


def test_publish_refuses_and_leaves_the_old_site(build: Build) -> None:
    """Every bad file is named, and not one byte of the old site is replaced."""
    first = build({"posts/a.md": POST.format("A")}, "publish")
    before = tree(first.output)

    second = build({"posts/b.md": "---\ntitel: B\n---\n[x](c.md)\n", "posts/c.txt": "x"}, "publish")

    assert not second.result.switched
    assert tree(second.output) == before
    assert {"key-unknown", "title-missing", "key-missing", "link-broken"} <= second.rules


def test_output_of_deleted_sources_goes(build: Build, tmp_path: Path) -> None:
    """A text that is gone leaves no page behind."""
    build({"posts/a.md": POST.format("A"), "posts/b.md": POST.format("B")})
    (tmp_path / "content/posts/b.md").unlink()

    built = build()

    assert not (built.output / "posts/b").exists()


def test_a_site_below_a_path_links_to_itself(build: Build) -> None:
    """https://district.example/schools/maple is an address like any other."""
    built = build({"posts/a.md": POST.format("A")}, "publish", "https://d.example/schools/maple")

    html = built.html("posts/a/index.html")
    assert 'href="/' not in html
    assert "https://d.example/schools/maple/theme/" in html


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_sources_give_the_same_bytes(tmp_path: Path, seed: str) -> None:
    """Whatever the zone, the locale, the folder, or the order of sets."""
    content = tmp_path / "school"
    for name in ("b", "a", "c", "d"):
        (content / "posts").mkdir(parents=True, exist_ok=True)
        text = POST.format(name).replace("---\nText", f"tags: [x, y, {name}]\n---\nText")
        (content / "posts" / f"{name}.md").write_text(text)

    trees = []
    for zone, order, folder in (("UTC", "1", "one"), ("Pacific/Auckland", seed, "two/deep")):
        output = tmp_path / folder / "site"
        environment = os.environ | {
            "SOURCE_DATE_EPOCH": "1795460400",
            "TZ": zone,
            "PYTHONHASHSEED": order,
        }
        subprocess.run(
            [
                *(sys.executable, str(ROOT / "tasks.py"), "build", "--content", str(content)),
                *("--output", str(output), "--work", str(tmp_path / folder / "work")),
            ],
            check=True,
            env=environment,
            capture_output=True,
        )
        trees.append(tree(output))

    assert trees[0] == trees[1]


def test_an_empty_folder_is_a_site(build: Build) -> None:
    """The first build of a new school works."""
    built = build({}, "publish")

    assert built.result.switched
    assert "<h1" in built.html("index.html")


def test_no_input_however_odd_costs_a_page_or_the_build(build: Build) -> None:
    """Every text is a page or a problem; nothing is raised, nothing is lost."""
    odd: dict[str, str | bytes] = {
        "posts/empty.md": "",
        "posts/🤖.md": "---\ntitle: 🤖\n---\nhi",
        "posts/2026-11-16-same.md": POST.format("One"),
        "posts/2026-11-17-same.md": POST.format("Two"),
        "posts/latin.md": "---\ntitle: Café\ndate: 2026-01-01\n---\nx".encode("latin-1"),
        "posts/nul.md": b"---\ntitle: nul\x00\ndate: 2026-01-01\n---\nh\x00i",
        "posts/binary.md": bytes(range(256)) * 20,
        "posts/deep.md": "---\ntitle: deep\ndate: 2026-01-01\n---\n" + ">" * 3000 + " x\n",
        "posts/evil.md": "---\ntitle: e\ndate: 2026-01-01\nsave_as: ../../e.html\n---\nx",
        "posts/home.md": "---\ntitle: h\ndate: 2026-01-01\nsave_as: index.html\n---\nx",
        "posts/bomb.md": "---\na: &a [x,x]\nb: &b [*a,*a]\ntags: [*b,*b]\ntitle: b\n---\nx",
        "posts/list.md": "---\n- a\n- b\n---\nx",
        "posts/quotes.md": "---\ntitle: '\"><script>alert(1)</script>'\ndate: 2026-01-01\n---\n]]>",
        "posts/jinja.md": POST.format("{{ 1/0 }} {% x %}"),
        "posts/tags.md": "---\ntitle: t\ndate: 2026-01-01\ntags: [🤖, a/b, ../x, C++, c]\n---\nx",
        "posts/alias.md": "---\ntitle: a\ndate: 2026-01-01\naliases: [/tags/, /posts/t/]\n---\nx",
        "posts/page.html": "<html><head><title>H</title></head><body><p onclick=x>hi</body>",
        "posts/r.rst": "Title\n#####\n:date: no\n\n.. include:: /etc/passwd\n",
        "pages/posts.md": "---\ntitle: Posts page\n---\nx",
        "pages/families.md": "---\ntitle: Families page\n---\nx",
        "tutorials/t.md": "---\ntitle: t\ndate: 2026-01-01\nminutes: 0\n---\n## A\n## A\n",
        "galleries/g.md": "---\ntitle: g\ndate: 2026-01-01\nphotos: ../media/x/\n---\nx",
        "media/x/photo.jpg": b"\xff\xd8\xff not a photo",
        "media/x/zero.png": b"",
        "media/x/note.md": "hello",
        "media/x/media.yaml": "photos: [",
        "events/e.md": "---\ntitle: e\nstart: soon\n---\nx",
        "episodes/e.md": "---\ntitle: e\ndate: 2026-01-01\naudio: ../media/x/photo.jpg\n---\nx",
        "newsletter/2025-W53.md": "---\ntitle: n\n---\nx",
        "strange/s.md": "---\ntitle: s\n---\nx",
    }

    built = build(odd)

    texts = [name for name in odd if name.endswith((".md", ".rst", ".html"))]
    assert sum(built.result.run.report["pages"].values()) == len(texts)
    home = built.html("index.html")
    assert "<h1" in home
    assert "root:" not in built.html("posts/r/index.html")
    assert "<script>alert" not in built.html("posts/quotes/index.html")
    assert {
        "address-taken",
        "slug-empty",
        "not-utf-8",
        "address-unusable",
        "kind-unknown",
    } <= built.rules
    assert not any("Traceback" in problem.message for problem in built.result.run.problems)
    json.dumps([problem.as_dict() for problem in built.result.run.problems])
