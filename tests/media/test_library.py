"""The library over real folders: what pages get, what is encoded, what is reported."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.media.store import is_whole

REPOSITORY = Path(__file__).parents[2]


def image(path: str, alt: str | None = "A ramp", line: int = 7) -> str:
    """What the reader leaves in a text."""
    said = "" if alt is None else f' alt="{alt}"'
    return f'<p><img data-photo="{path}" data-line="{line}"{said}></p>'


def urls_in(html: str) -> set[str]:
    """Every photo that a page asks for."""
    return set(re.findall(r"/(photos/[\w.-]+)", html))


def test_a_page_names_exactly_what_is_published(school: Any, draw: Any) -> None:
    """No broken photo, and nothing in the output that no page shows."""
    school.keep("media/IMG_2041.jpg", draw.jpeg(draw.scene(), 6))
    school.keep("media/logo.png", draw.scene((60, 40)))
    library = school.library()
    html = library.place_photos(image("media/IMG_2041.jpg") + image("media/logo.png"), "a.md")
    library.encode_planned(school.output)
    assert urls_in(html) == {f"photos/{file.name}" for file in school.published()}
    assert school.run.report == {"photos": 2, "renditions": 6, "encoded": 6}
    assert not school.rules


def test_what_a_page_says_is_what_the_file_is(school: Any, draw: Any) -> None:
    """Width and height of every rendition, and of the whole picture, are true."""
    school.keep("a.jpg", draw.jpeg(draw.scene((640, 480)), 6))
    library = school.library()
    html = library.picture("a.jpg", "A ramp")
    wide, small = library.jpeg("a.jpg", 5000), library.jpeg("a.jpg", 100)
    library.encode_planned(school.output)
    assert 'width="320" height="240"' in html
    assert (wide.width, small.width) == (320, 100)
    for one in (wide, small):
        assert Image.open(school.output / one.path).size == (one.width, one.height)
    for width, name in re.findall(r"photos/\w+-(\d+)\.(\w+)", html):
        (file,) = (school.output / "photos").glob(f"*-{width}.{name}")
        assert Image.open(file).width == int(width)


def test_no_original_and_no_camera_name_is_published(school: Any, draw: Any) -> None:
    """A file name may hold a child's name."""
    school.keep("media/anna-smith-IMG_2041.jpg", draw.jpeg(draw.scene()))
    original = (school.root / "media/anna-smith-IMG_2041.jpg").read_bytes()
    library = school.library()
    html = library.place_photos(image("media/anna-smith-IMG_2041.jpg"), "a.md")
    library.encode_planned(school.output)
    for file in school.output.rglob("*"):
        assert not re.search("anna|IMG", str(file.relative_to(school.output)))
        assert file.is_dir() or file.read_bytes() != original
    assert not re.search("anna|IMG_", html)


def test_a_second_build_encodes_nothing(school: Any, draw: Any) -> None:
    """Also after the output was deleted; and it gives the same bytes."""
    school.keep("a.jpg", draw.noise())
    results = []
    for _ in range(2):
        library = school.library()
        library.picture("a.jpg")
        library.encode_planned(school.output)
        results.append({file.name: file.read_bytes() for file in school.published()})
        encoded = school.run.report["encoded"]
        for file in school.published():
            file.unlink()
    assert encoded == 0
    assert results[0] == results[1]


def test_a_half_written_file_never_counts(school: Any, draw: Any) -> None:
    """Whatever a lost disk or a killed program left in the cache, the site gets whole photos."""
    school.keep("a.jpg", draw.noise())
    for cut in (0, 100, None):
        library = school.library()
        library.picture("a.jpg")
        library.encode_planned(school.output)
        assert all(is_whole(file) for file in school.published())
        kept = sorted((school.work / "renditions").iterdir())
        data = kept[0].read_bytes()
        kept[0].unlink()  # not written over: the published file is the same one
        kept[0].write_bytes(data[:cut])
    assert school.run.report["encoded"] == 1


def test_equal_photos_are_made_once(school: Any, draw: Any) -> None:
    """The same photo in two posts and under two names."""
    for path in ("a.jpg", "copy/b.jpg"):
        school.keep(path, draw.scene())
    library = school.library()
    assert library.picture("a.jpg") == library.picture("copy/b.jpg")
    library.encode_planned(school.output)
    assert school.run.report["photos"] == 1


def test_a_damaged_photo_is_named_and_every_other_is_published(school: Any, draw: Any) -> None:
    """A preview shows a grey sheet in its place, so that no link is broken; no cache keeps it."""
    whole = draw.saved(draw.noise(), "JPEG")
    school.keep("media/broken.jpg", whole[: len(whole) // 2])
    school.keep("media/fine.jpg", draw.scene())
    for _ in range(2):
        library = school.library()
        html = library.picture("media/broken.jpg") + library.picture("media/fine.jpg")
        library.encode_planned(school.output)
        assert [(one.path, one.rule) for one in school.run.problems] == [
            ("media/broken.jpg", "photo-broken")
        ]
        assert urls_in(html) == {f"photos/{file.name}" for file in school.published()}
        assert all(is_whole(file) for file in school.published())
    assert len(list((school.work / "renditions").iterdir())) == 4


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (image("media/no.jpg"), '<p><span class="photo-missing">Photo missing: no.jpg</span></p>'),
        (
            '<p>So <img data-photo="media/no.jpg" data-line="1" alt="A"> it is.</p>',
            '<p>So <span class="photo-missing">Photo missing: no.jpg</span> it is.</p>',
        ),
        ('<p><a href="{photo}media/no.jpg">large</a></p>', "<p><a>large</a></p>"),
    ],
)
def test_an_unusable_photo_is_seen_in_the_preview(school: Any, html: str, expected: str) -> None:
    """Where it would have been, by its name."""
    school.keep("media/no.jpg", "<html>Not found</html>")
    assert school.library().place_photos(html, "posts/a.md") == expected
    assert [(one.path, one.rule) for one in school.run.problems] == [
        ("media/no.jpg", "photo-format")
    ]


def test_a_missing_description_is_a_problem_at_its_line(school: Any, draw: Any) -> None:
    """In the text that shows the photo; the page is made all the same."""
    school.keep("media/a.jpg", draw.scene())
    html = school.library().place_photos(image("media/a.jpg", None, 12), "posts/robots.md")
    assert 'alt=""' in html
    assert [(one.path, one.line, one.rule) for one in school.run.problems] == [
        ("posts/robots.md", 12, "alt-missing")
    ]


def test_the_sidecar_gives_what_the_text_does_not(school: Any, draw: Any) -> None:
    """Alt text, caption and credit; a title in the text goes before the caption."""
    school.keep("media/a.jpg", draw.scene())
    school.keep(
        "media/media.yaml",
        "photos: {a.jpg: {alt: A ramp, caption: The third try., credit: Maple Street School}}",
    )
    library = school.library()
    html = library.place_photos(image("media/a.jpg", None), "posts/a.md")
    assert 'alt="A ramp"' in html
    assert "<figcaption>The third try. <span" in html
    assert "Photo: Maple Street School" in html
    titled = '<p><img data-photo="media/a.jpg" data-line="1" title="Won"></p>'
    assert "<figcaption>Won <span" in library.place_photos(titled, "posts/a.md")
    assert not school.rules


def test_a_bad_description_in_the_sidecar_is_named_there_once(school: Any, draw: Any) -> None:
    """However many pages show the photo."""
    school.keep("media/a.jpg", draw.scene())
    school.keep("media/media.yaml", "photos:\n  a.jpg:\n    alt: a.jpg\n")
    library = school.library()
    for post in ("posts/a.md", "posts/b.md"):
        library.place_photos(image("media/a.jpg", None), post)
    assert [(one.path, one.line, one.rule) for one in school.run.problems] == [
        ("media/media.yaml", 3, "alt-is-no-description")
    ]


def test_the_authors_classes_are_kept(school: Any, draw: Any) -> None:
    """On the figure, where there is one, else on the image."""
    school.keep("a.jpg", draw.scene())
    photo = '<img data-photo="a.jpg" data-line="1" alt="A" class="wide round">'
    library = school.library()
    assert '<figure class="photo wide round">' in library.place_photos(f"<p>{photo}</p>", "a.md")
    assert re.search(
        '<img [^>]*class="wide round tone-[a-z0-9]+"', library.place_photos(f"x {photo}", "a.md")
    )


def test_only_the_first_photo_of_a_text_is_loaded_at_once(school: Any, draw: Any) -> None:
    """And none where the page starts with another."""
    school.keep("a.jpg", draw.scene())
    library = school.library()
    texts = [
        library.place_photos(image("a.jpg") * 3, "a.md", first_eager=eager)
        for eager in (True, False)
    ]
    assert [text.count('loading="lazy"') for text in texts] == [2, 3]


def test_an_animation_stands_still_until_asked(school: Any, draw: Any) -> None:
    """Nothing moves by itself: motion that cannot be stopped shuts people out."""
    frames = draw.moving()
    data = draw.saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=200)
    school.keep("a.gif", data)
    library = school.library()
    html = library.place_photos(
        image("a.gif")
        + '<p>So <img data-photo="a.gif" data-line="1" alt="A"> runs</p>'
        + '<p>or <a href="/"><img data-photo="a.gif" data-line="1" alt="A"></a></p>',
        "a.md",
    )
    library.encode_planned(school.output)
    assert html.count(">Play the animation</a>") == 2
    assert library.photo("a.gif").moving
    frames_of = {
        "moving" in file.name: getattr(Image.open(file), "n_frames", 1)
        for file in school.published()
    }
    assert frames_of == {True: 4, False: 1}


def test_a_folder_shows_its_photos_in_order(school: Any, draw: Any) -> None:
    """As ``media.yaml`` lists them, then by name as people count; other files are passed over."""
    for number in (1, 2, 10):
        school.keep(f"media/fair/fair-{number}.jpg", draw.scene((64, 48)))
    school.keep("media/fair/cover.png", draw.scene((64, 48)))
    school.keep("media/fair/broken.jpg", "no photo")
    school.keep("media/fair/plan.pdf", "%PDF")
    school.keep("media/fair/.DS_Store", "x")
    school.keep("media/fair/inner/deep.jpg", draw.scene((64, 48)))
    school.keep("media/fair/media.yaml", "photos: {fair-2.jpg: {alt: The winners}}")
    photos = school.library().photos_in("media/fair/")
    assert [Path(photo.path).name for photo in photos] == [
        "fair-2.jpg",
        "cover.png",
        "fair-1.jpg",
        "fair-10.jpg",
    ]
    assert (photos[0].alt, photos[0].width, photos[0].height) == ("The winners", 64, 48)
    assert school.rules.count("alt-missing") == 3
    assert [one.path for one in school.run.problems if one.rule == "photo-format"] == [
        "media/fair/broken.jpg"
    ]


@pytest.mark.parametrize("folder", ["media/none", "../work", "", "a\0b"])
def test_a_folder_that_is_none_has_no_photos(school: Any, folder: str) -> None:
    """Wherever the name leads."""
    assert school.library().photos_in(folder) == []


def test_every_sidecar_is_checked(school: Any, draw: Any) -> None:
    """Also beside photos that no page shows, or no photo at all."""
    school.keep("media/a.jpg", draw.scene())
    school.keep("media/media.yaml", "photos: {b.jpg: {}}")
    school.keep("media/lost/media.yaml", "photos: {c.jpg: {}}")
    school.library().check_captions()
    assert [(one.path, one.value) for one in school.run.problems] == [
        ("media/lost/media.yaml", "c.jpg"),
        ("media/media.yaml", "b.jpg"),
    ]


def test_an_enclosure_is_as_long_as_its_file(school: Any, draw: Any) -> None:
    """Feed readers count on it; a damaged photo is not enclosed."""
    school.keep("a.jpg", draw.noise())
    whole = draw.saved(draw.noise(), "JPEG")
    school.keep("broken.jpg", whole[: len(whole) // 2])
    library = school.library()
    found, broken = library.enclosure("a.jpg"), library.enclosure("broken.jpg")
    library.encode_planned(school.output)
    assert found.length == (school.output / found.path).stat().st_size
    assert (found.url, found.type) == (f"/{found.path}", "image/jpeg")
    assert broken is None
    assert library.enclosure("none.jpg") is None


def test_progress_comes_to_its_total(school: Any, draw: Any) -> None:
    """The bar ends full, damaged photos included."""
    whole = draw.saved(draw.noise(), "JPEG")
    school.keep("a.jpg", draw.scene())
    school.keep("broken.jpg", whole[: len(whole) // 2])
    library = school.library()
    told: list[tuple[str, int]] = []
    steps: list[int] = []

    class Bar:
        def __enter__(self) -> Any:
            return steps.append

        def __exit__(self, *_: object) -> None:
            return None

    def progress(label: str, total: int) -> Bar:
        told.append((label, total))
        return Bar()

    school.run.progress = progress
    library.picture("a.jpg")
    library.picture("broken.jpg")
    library.encode_planned(school.output)
    assert told == [("Photos", 8)]
    assert sum(steps) == 8


def test_a_work_folder_that_cannot_be_written_is_said_and_not_blamed_on_a_photo(
    school: Any, draw: Any
) -> None:
    """A full or locked disk stops the build; no photo is at fault."""
    school.keep("a.jpg", draw.scene())
    school.work.mkdir()
    (school.work / "renditions").write_text("a file where a folder should be")
    library = school.library()
    library.picture("a.jpg")
    with pytest.raises(OSError, match="renditions"):
        library.encode_planned(school.output)
    assert not school.rules


_BUILD = """
    import sys
    from pathlib import Path
    from plugins.common.run import Run
    from plugins.media.config import MediaSettings
    from plugins.media.library import MediaLibrary
    root, work, output = map(Path, sys.argv[1:])
    settings = MediaSettings(workers=2, widths=(160, 320, 640), jpeg_width=600)
    library = MediaLibrary(root, "", settings, Run(work=work))
    for file in sorted(root.iterdir()):
        library.picture(file.name)
    print("begun", flush=True)
    library.encode_planned(output)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_build_stopped_while_encoding_leaves_nothing_half(
    school: Any, draw: Any, how: signal.Signals
) -> None:
    """Killed, or by Ctrl-C, which is answered soon; the next build makes the rest."""
    for number in range(12):
        school.keep(f"{number}.jpg", draw.saved(draw.noise((900 + number, 600)), "JPEG"))
    code = textwrap.dedent(_BUILD)
    folders = [str(one) for one in (school.root, school.work, school.output)]
    build = subprocess.Popen(
        [sys.executable, "-c", code, *folders],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert build.stdout
    build.stdout.readline()
    while not list(school.work.glob("renditions/*.webp")):
        time.sleep(0.01)
        assert build.poll() is None
    stopped = time.monotonic()
    os.kill(build.pid, how)
    assert build.wait(timeout=20) != 0
    assert time.monotonic() - stopped < 3
    half_done = list(school.work.glob("renditions/*.webp"))
    assert 0 < len(half_done) < 36
    assert all(is_whole(file) for file in half_done)
    library = school.library(widths=(160, 320, 640), jpeg_width=600)
    for number in range(12):
        library.picture(f"{number}.jpg")
    library.encode_planned(school.output)
    assert len(school.published()) == 48
    assert 0 < school.run.report["encoded"] <= 48 - len(half_done)
