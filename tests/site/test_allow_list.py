"""What may be published is an allow-list: a canary in every place of every format stays at home."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import Built, build, photo, small_school, tree, write_files

pytestmark = pytest.mark.site

HEAD = "---\ntitle: A\ndate: 2026-11-16\n---\n\n"
URL = "https://school.example"
DRAFT = "---\ntitle: S\nstatus: draft\ndate: 2026-11-16\n---\nCANARY\n"
STAFF = "---\ntitle: S\naudience: [staff]\ndate: 2026-11-16\n---\nCANARY\n"
FUTURE = "---\ntitle: S\ndate: 2099-11-16\n---\nCANARY\n"
SHEET = "photos:\n  ramp.jpg:\n    alt: A ramp of cardboard\n    people: none\n    credit: CANARY\n"
SECRETS: dict[str, str | bytes] = {
    "posts/draft.md": DRAFT,
    "posts/draft.mkd": DRAFT.replace("title: S", "title: T"),
    "posts/staff.md": STAFF,
    "posts/future.md": FUTURE,
    "media/fair/media.yaml": SHEET,
    "media/fair/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>CANARY</script></svg>",
    "media/fair/.hidden.txt": "CANARY",
    "vocabulary.yaml": "audiences: {families: Families, teachers: CANARY}\n",
}
BESIDE = {"private/consent.csv": "id,name\ns-1,CANARY\n", "secret.txt": "CANARY"}
"""What lies beside the content folder."""
PATHS = ("/../private/consent.csv", "/../secret.txt", *(f"/{path}" for path in SECRETS))
FORMS = ("{static}", "{attach}", "{filename}", "|static|", "|attach|", "{photo}", "{text}", "")
ADDRESSES = [f"{form}{path}" for form in FORMS for path in PATHS]

ATTRIBUTES = (
    *("data-src", "cite", "title", "content", "data", "action", "formaction", "poster", "longdesc"),
    *("srcset", "background", "ping", "usemap", "data-photo", "data-player", "aria-label", "class"),
)


def school_with(tmp_path: Path, files: dict[str, str | bytes], mode: str = "preview") -> Built:
    """Build a school that has all the secrets, and ``files`` that want to tell them."""
    write_files(tmp_path, BESIDE)
    school = small_school(tmp_path, {**SECRETS, **files}, URL)
    (school.content / "posts/link.md").symlink_to("draft.md")
    return build(school, "publish" if mode == "publish" else "preview")


def canaries(built: Built) -> list[str]:
    """The files that hold one, but for the pages that a preview has of drafts and their like."""
    own = tuple(f"posts/{name}" for name in ("draft", "staff", "future", "link/", "lunch/"))
    return [
        path
        for path, data in tree(built.output).items()
        if b"CANARY" in data and not path.startswith(own)
    ]


def kinds_of(built: Built) -> set[str]:
    """The endings of everything in the site."""
    return {Path(path).suffix for path in tree(built.output)}


def raw(address: str) -> str:
    """HTML with ``address`` in every attribute that could lead somewhere, and in the words."""
    tags = "".join(f"<span {name}='{address}'>x</span>" for name in ATTRIBUTES)
    return (
        f'{tags}<blockquote cite="{address}">x</blockquote><area href="{address}">'
        f'<a href="{address}">x</a><img src="{address}" alt="A ramp of cardboard">'
        f'<img src=\'{address}\' alt=\'" data-photo="{address}" data-line="1"\'>'
        f'<a title=\'" href="{address}\' href="#x">x</a><video src="{address}"></video>'
        f'<div class="code" data-src="{address}"><a href="{address}">x</a></div>'
        f'<div class="embed" data-player="{address}"><a href="{address}">x</a></div>'
        f'<input type="image" src="{address}"><object data="{address}"></object>'
        f"<svg><image href='{address}'/><use xlink:href='{address}'/>"
        f"<a href='{address}'>x</a></svg>"
        f"{address} <code>{address}</code><!-- {address} -->"
    )


MARKDOWN = "".join(
    f'[x]({one}) ![A ramp of cardboard]({one} "{one}") <{one}>\n\n[r{number}][{number}] `{one}`\n\n'
    f'[{number}]: {one} "{one}"\n\n{{: data-src="{one}" href="{one}" }}\n\n'
    f'text{{: cite="{one}" data-photo="{one}" }}\n\n'
    for number, one in enumerate(ADDRESSES)
)
RST = "Rst\n###\n\n:date: 2026-11-16\n\n" + "".join(
    f"`x{number} <{one}>`__\n\n.. image:: {one}\n   :target: {one}\n   :alt: {one}\n\n"
    f".. raw:: html\n\n   {raw(one)}\n\n"
    for number, one in enumerate(ADDRESSES)
)
HTML = (
    "<html><head><title>H</title><meta name='date' content='2026-11-16'>"
    "<meta name='summary' content='{static}/media/fair/media.yaml'>"
    "<meta name='image' content='{static}/../private/consent.csv'></head><body>"
    + "".join(map(raw, ADDRESSES))
    + "</body></html>"
)
MATTER = "".join(
    f'{key}: "{{static}}/../private/consent.csv"\n'
    for key in ("summary", "image", "image_alt", "slug", "id", "url", "save_as")
)
FORMATS: dict[str, dict[str, str | bytes]] = {
    "markdown": {"posts/a.md": f"---\ntitle: A\ndate: 2026-11-16\n---\n\n{MARKDOWN}"},
    "raw html": {
        "posts/a.md": "---\ntitle: A\ndate: 2026-11-16\n---\n\n" + "\n\n".join(map(raw, ADDRESSES))
    },
    "rst": {"posts/a.rst": RST},
    "html": {"posts/a.html": HTML},
    "front matter": {
        "posts/a.md": f"---\ntitle: '<a href=\"{{static}}/../secret.txt\">'\ndate: 2026-11-16\n"
        f"{MATTER}aliases: ['{{static}}/../secret.txt', '/../../secret.txt']\n"
        "authors: ['{static}/../secret.txt']\ntags: ['{attach}/../secret.txt']\n---\n\nx\n",
        "galleries/g.md": "---\ntitle: G\ndate: 2026-11-16\nphotos: '{static}/../private/'\n---\n",
        "episodes/e.md": "---\ntitle: E\ndate: 2026-11-16\naudio: '{static}/../private/consent.csv'"
        "\n---\n\n## Transcript\n\nx\n",
    },
    "newsletter": {
        "newsletter/2026-W48.md": "---\ntitle: L\nweek: 2026-W48\npreview: '{static}/../secret.txt'"
        f"\naudience: [families, staff]\n---\n\n{MARKDOWN}\n\n"
        "!!! families\n    [x]({static}/media/fair/media.yaml) ![x]({attach}/../secret.txt)\n"
    },
}


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_and_no_attribute_publishes_a_secret(tmp_path: Path, name: str) -> None:
    """Registers, drafts, sidecars, programs, hidden files, files beside the content."""
    built = school_with(tmp_path, FORMATS[name])

    assert built.result.switched
    assert canaries(built) == []
    assert kinds_of(built) <= {".html", ".xml", ".txt", ".css", ".js", ".woff2", ".svg", ".json"}
    assert "file-not-granted" not in built.rules
    assert not [p for p in built.problems if "Traceback" in p.message or p.rule == "hallway-failed"]
    assert (tmp_path / "secret.txt").read_text() == "CANARY"


@pytest.mark.parametrize("name", ["raw html", "markdown", "rst", "html"])
def test_a_publish_with_such_a_link_is_refused(tmp_path: Path, name: str) -> None:
    """Each is named at its text, and nothing replaces the old site."""
    built = school_with(tmp_path, FORMATS[name], "publish")

    assert not built.result.switched
    assert {"link-broken", "link-to-draft", "link-unusable"} <= set(built.rules)


def test_outside_of_links_and_pictures_a_placeholder_is_words(tmp_path: Path) -> None:
    """A page that only tells of such an address is published, and leads nowhere."""
    words = "".join(
        f'<p class="{one}" title="{one}">{one.replace("|", "&#124;")}</p>'
        for one in ADDRESSES
        if one.startswith(("{", "|"))
    )
    built = school_with(
        tmp_path,
        {"posts/a.md": f"---\ntitle: A\ndate: 2026-11-16\nsummary: x\n---\n\n{words}\n"},
        "publish",
    )

    assert not [one for one in built.problems if one.path == "posts/a.md"]
    assert canaries(built) == []


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        *((f"../../posts/{name}", "link-to-draft") for name in ("draft.md", "draft.mkd")),
        *((f"../../posts/{name}", "link-to-draft") for name in ("staff.md", "future.md")),
        *((name, "transcript-missing") for name in (".hidden.txt", "../../../secret.txt")),
        ("/etc/passwd", "transcript-missing"),
        ("{static}/../secret.txt", "transcript-missing"),
    ],
)
def test_a_transcript_obeys_the_rules_of_a_link(tmp_path: Path, written: str, rule: str) -> None:
    """Named in ``media.yaml``, at its line; nothing of it is published."""
    sound = (Path(__file__).parents[2] / "content/media/episodes/book-talk-01.mp3").read_bytes()
    sheet = f"{SHEET}  t.mp3:\n    alt: A talk\n    people: none\n    transcript: '{written}'\n"
    built = school_with(
        tmp_path,
        {
            "media/fair/ramp.jpg": photo(),
            "media/fair/t.mp3": sound,
            "media/fair/media.yaml": sheet,
            "posts/a.md": f"{HEAD}![A talk](../media/fair/t.mp3)\n",
        },
        "publish",
    )

    assert not built.result.switched
    assert ("media/fair/media.yaml", 9, rule) in [(p.path, p.line, p.rule) for p in built.problems]


@pytest.mark.parametrize(
    "matter",
    [
        *("save_as: ../../secret.html", "save_as: /etc/x.html", "save_as: 'C:\\x.html'"),
        *("url: ../../secret.html", "save_as: a/../../../secret.html", "slug: ../../secret"),
        *("aliases: ['/../../secret.html']", "aliases: ['/%2e%2e/%2e%2e/secret.html']"),
        *("aliases: ['/a%00b/']", "aliases: ['/..%5c..%5csecret.html']", "lang: ../../x"),
        f"aliases: ['/{'x' * 300}/']",
        f"save_as: {'x' * 300}.html",
    ],
)
def test_no_address_in_front_matter_is_written_outside(tmp_path: Path, matter: str) -> None:
    """What leaves the site is a problem of the text, and everything around it stays as it was."""
    deep = tmp_path / "deep"
    school = small_school(
        deep, {"posts/a.md": f"---\ntitle: A\ndate: 2026-11-16\n{matter}\n---\nx"}
    )
    write_files(tmp_path, {"secret.html": "precious", "deep/secret.html": "precious"})

    built = build(school)

    assert built.result.switched
    outside = [path for path in tree(tmp_path) if not path.startswith("deep/output/")]
    parts = ("deep/content/", "deep/work/", "deep/.output.lock")
    assert [one for one in outside if not one.startswith(parts)] == [
        "deep/secret.html",
        "secret.html",
    ]
    assert (tmp_path / "secret.html").read_text() == "precious"
    if not matter.startswith("slug"):  # of which an address is made that stays inside
        assert [one.path for one in built.problems] == ["posts/a.md"]


def test_a_file_linked_from_words_for_the_staff_is_not_opened_to_all(tmp_path: Path) -> None:
    """From a block of a letter or a text of theirs; what the public may have stays."""
    letter = (
        "---\ntitle: L\nweek: 2026-W48\naudience: [families, staff]\nstatus: published\n"
        "preview: p\n---\n\nHello [map](../media/map.txt)\n\n"
        "!!! staff\n    [duty](../media/duty.txt) [map](../media/map.txt)\n"
    )
    public = "---\ntitle: P\ndate: 2026-11-16\nsummary: s\n---\n\n[map](../media/map.txt)\n"
    built = school_with(
        tmp_path,
        {
            "newsletter/2026-W48.md": letter.replace("Hello [map](../media/map.txt)", "Hello"),
            "posts/public.md": public,
            "posts/lunch.md": f"{STAFF}\n[plan](../media/lunch.txt) [map](../media/map.txt)\n",
            "media/duty.txt": "CANARY",
            "media/lunch.txt": "CANARY",
            "media/map.txt": "a map",
        },
    )

    found = [(p.path, p.line, p.value) for p in built.problems if p.rule == "file-for-staff"]
    assert found == [
        ("newsletter/2026-W48.md", 12, "media/duty.txt"),
        ("posts/lunch.md", 8, "media/lunch.txt"),
    ]
    assert {file.path for file in built.result.run.linked} == {"media/map.txt"}
    assert canaries(built) == []


def test_a_linked_file_is_noted_with_its_text_and_line(tmp_path: Path) -> None:
    """For whoever looks at it; where nobody does, the link is a problem, not a dead end."""
    school = small_school(
        tmp_path,
        {
            "posts/a.md": "---\ntitle: A\ndate: 2026-11-16\n---\n\n\n[x](../media/plan.zzz)\n",
            "posts/d.md": f"{DRAFT}\n[x](../media/draft.zzz)\n",
            "media/plan.zzz": "x",
            "media/draft.zzz": "x",
        },
        URL,
    )

    built = build(school, "publish")

    assert [(one.path, one.text, one.line) for one in built.result.run.linked] == [
        ("media/plan.zzz", "posts/a.md", 7)
    ]
    assert ("posts/a.md", 7) in [(one.path, one.line) for one in built.problems]
    assert not built.result.switched
