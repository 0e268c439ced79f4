"""Renditions of real files: upright, in the right colours, bare, and the same every time."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PIL import Image, ImageStat

from plugins.common.problems import Problem
from plugins.media.config import MediaSettings
from plugins.media.encode import Job, encode_photo, recipe_of
from plugins.media.pixels import read_upright
from plugins.media.recipe import Recipe
from plugins.media.renditions import Rendition, plan_rendition
from plugins.media.sources import Source, read_source
from plugins.media.store import RenditionStore
from tests.media.oracle import tags_beyond_pixels

pytestmark = pytest.mark.slow

SETTINGS = MediaSettings(widths=(80, 160, 320), jpeg_width=240, moving_width=100).recipe
PRIVATE_FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF", "HEIF"]


def encode(
    school: Any, path: str, *wanted: tuple[int, str], settings: Recipe = SETTINGS
) -> list[Image.Image]:
    """The photo at ``path`` in the sizes and formats wanted, opened again."""
    source = read_source(school.root, path, 50)
    assert isinstance(source, Source)
    renditions = [
        plan_rendition("s", source.size, width, name.removesuffix("+"), moving=name.endswith("+"))  # type: ignore[arg-type]
        for width, name in wanted
    ]
    store = RenditionStore(school.work)
    assert encode_photo(Job(source, tuple(renditions)), settings, store, Event()) is None
    opened = [Image.open(store.file(one)) for one in renditions]
    assert [one.size for one in opened] == [(one.width, one.height) for one in renditions]
    return opened


def near(image: Image.Image, place: tuple[float, float], colour: tuple[int, ...]) -> bool:
    """True when ``image`` has that colour at a place given by parts of its sides."""
    at = int(image.width * place[0]), int(image.height * place[1])
    found = image.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(a - b) <= 16 for a, b in zip(found, colour, strict=True))


def shows_the_scene(image: Image.Image) -> bool:
    """True when the four quarters are where they were drawn."""
    quarters = {
        (0.25, 0.25): (255, 0, 0),
        (0.75, 0.25): (0, 255, 0),
        (0.25, 0.75): (0, 0, 255),
        (0.75, 0.75): (255, 255, 255),
    }
    return all(near(image, place, colour) for place, colour in quarters.items())


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(640, 480), (300, 1000)])
def test_every_orientation_comes_out_upright(
    school: Any, draw: Any, orientation: int, size: tuple[int, int]
) -> None:
    """The eight ways to hold a camera, landscape and portrait, reduced a little and a lot."""
    srgb = b"not a profile: ignored, as browsers do"
    school.keep("a.jpg", draw.jpeg(draw.scene(size), orientation, srgb))
    for made in encode(school, "a.jpg", (300, "webp"), (80, "webp"), (240, "jpeg")):
        assert shows_the_scene(made)


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "TIFF", "AVIF", "HEIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_counts_in_every_format(
    school: Any, draw: Any, format_: str, orientation: int
) -> None:
    """Not cameras alone write it."""
    found = Image.Exif()
    found[0x112] = orientation
    lying = draw.laid(draw.scene(), orientation)
    school.keep("a", draw.saved(lying, format_, exif=found.tobytes()))
    for made in encode(school, "a", (160, "webp"), (160, "avif")):
        assert shows_the_scene(made)


def test_wide_colours_become_srgb(school: Any, draw: Any) -> None:
    """Display P3's (234, 51, 35) is the reddest red of sRGB; without conversion it turns dull."""
    red = Image.new("RGB", (400, 300), (234, 51, 35))
    school.keep("p3.jpg", draw.saved(red, "JPEG", quality=95, icc_profile=draw.p3()))
    school.keep("p3.png", draw.saved(red, "PNG", icc_profile=draw.p3()))
    school.keep("p3.heic", draw.saved(red, "HEIF", quality=95, icc_profile=draw.p3()))
    for path in ("p3.jpg", "p3.png", "p3.heic"):
        for made in encode(school, path, (160, "webp"), (160, "jpeg"), (160, "avif")):
            assert near(made, (0.5, 0.5), (255, 0, 0))


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_pixel_mode_keeps_light_and_dark(school: Any, draw: Any, mode: str) -> None:
    """Screenshots, scans and 16-bit exports: what was white stays white, what was dark dark."""
    scene = Image.new("L", (200, 100), 10)
    scene.paste(250, (100, 0, 200, 100))
    if mode == "I;16":
        row = (2600).to_bytes(2, "little") * 100 + (64_000).to_bytes(2, "little") * 100
        image = Image.frombytes(mode, scene.size, row * 100)
    elif mode in ("I", "F"):
        image = Image.new(mode, scene.size, 2600)
        image.paste(64_000, (100, 0, 200, 100))
    else:
        image = scene.convert(mode)
    school.keep("a", draw.saved(image, "TIFF" if mode in ("CMYK", "F", "I") else "PNG"))
    for made in encode(school, "a", (160, "webp"), (160, "jpeg")):
        dark, light = made.convert("L").getpixel((30, 40)), made.convert("L").getpixel((130, 40))
        assert dark < 40
        assert light > 215


def test_transparency_stays_in_webp_and_is_white_in_jpeg(school: Any, draw: Any) -> None:
    """A logo looks the same on any wall; old readers see it on paper."""
    logo = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    logo.paste((200, 30, 30, 255), (100, 0, 200, 100))
    school.keep("logo.png", draw.saved(logo, "PNG"))
    webp, jpeg = encode(school, "logo.png", (160, "webp"), (160, "jpeg"))
    assert webp.mode == "RGBA"
    assert webp.getchannel("A").getpixel((20, 20)) == 0
    assert jpeg.mode == "RGB"
    assert near(jpeg, (0.2, 0.5), (255, 255, 255))
    assert near(jpeg, (0.8, 0.5), (200, 30, 30))


def test_a_palette_may_be_transparent_too(school: Any, draw: Any) -> None:
    """As most GIFs and small PNGs are."""
    image = Image.new("P", (100, 50), 0)
    image.putpalette([0, 0, 0, 20, 200, 20])
    image.paste(1, (50, 0, 100, 50))
    school.keep("a.gif", draw.saved(image, "GIF", transparency=0))
    webp, jpeg = encode(school, "a.gif", (100, "webp"), (100, "jpeg"))
    assert webp.getchannel("A").getpixel((10, 10)) == 0
    assert near(jpeg, (0.1, 0.5), (255, 255, 255))


def test_detail_is_not_lost_on_the_way(school: Any, draw: Any) -> None:
    """A JPEG is decoded small to save time, but never smaller than it will be shown."""
    scene = draw.noise((1280, 960)).convert("L")
    school.keep("a.jpg", draw.saved(scene, "JPEG", quality=95))
    finest = MediaSettings(widths=(640,), jpeg_width=640, jpeg_quality=100).recipe
    made = encode(school, "a.jpg", (640, "jpeg"), settings=finest)[0].convert("L")
    plain = scene.resize((640, 480), Image.Resampling.LANCZOS)
    assert ImageStat.Stat(made).stddev[0] > 0.9 * ImageStat.Stat(plain).stddev[0]


def test_an_opaque_photo_has_no_alpha_to_carry(school: Any, draw: Any) -> None:
    """Screenshots are saved as RGBA with nothing transparent in them: a third more work."""
    file = school.keep("a.png", draw.scene().convert("RGBA"))
    with Image.open(file) as image:
        assert read_upright(image, (160, 120)).mode == "RGB"


@pytest.mark.parametrize("format_", PRIVATE_FORMATS)
def test_nothing_private_is_left_in_any_rendition(school: Any, draw: Any, format_: str) -> None:
    """No canary survives, from any hiding place, in any format that is published."""
    school.keep("private", draw.private(format_, draw.scene()))
    assert draw.canary.encode()[:8] in (school.root / "private").read_bytes()
    encode(school, "private", (320, "webp"), (80, "webp"), (160, "avif"), (240, "jpeg"))
    for file in school.work.iterdir():
        assert b"CANARY" not in file.read_bytes()


@pytest.mark.parametrize("format_", PRIVATE_FORMATS)
def test_exiftool_finds_pixels_and_nothing_else(school: Any, draw: Any, format_: str) -> None:
    """The judge is a program that knows every hiding place, not a reader of our own."""
    school.keep("private", draw.private(format_, draw.scene()))
    encode(school, "private", (320, "webp"), (160, "avif"), (240, "jpeg"))
    found = tags_beyond_pixels(school.work)
    assert len(found) == 3
    assert set().union(*found.values()) == set()


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_a_photo_cut_off_is_named_and_stops_nothing(
    school: Any, draw: Any, format_: str, tenth: int
) -> None:
    """Cut at every tenth: refused by its header or by its pixels, and never half published."""
    whole = draw.saved(draw.noise(), format_, quality=90)
    school.keep("cut.jpg", whole[: len(whole) * tenth // 10])
    found = read_source(school.root, "cut.jpg", 50)
    if isinstance(found, Source):
        wanted = plan_rendition("s", found.size, 160, "webp")
        found = encode_photo(Job(found, (wanted,)), SETTINGS, RenditionStore(school.work), Event())  # type: ignore[assignment]
    assert isinstance(found, Problem)
    assert (found.path, found.rule) == ("cut.jpg", "photo-broken")
    assert not school.work.exists()


def test_a_photo_that_goes_or_changes_meanwhile_is_named(school: Any, draw: Any) -> None:
    """A name stands for its content, so another content must not be kept under it."""
    file = school.keep("a.jpg", draw.scene())
    source = read_source(school.root, "a.jpg", 50)
    assert isinstance(source, Source)
    job = Job(source, (plan_rendition("s", source.size, 80, "webp"),))
    store = RenditionStore(school.work)
    school.keep("a.jpg", draw.noise())
    changed = encode_photo(job, SETTINGS, store, Event())
    file.unlink()
    gone = encode_photo(job, SETTINGS, store, Event())
    assert [one.rule for one in (changed, gone) if one] == ["photo-changed", "photo-missing"]
    assert not school.work.exists()


def test_a_rendition_is_the_same_alone_and_among_others(school: Any, draw: Any) -> None:
    """So that a half-filled cache gives the same site as an empty one."""
    school.keep("a.jpg", draw.noise())
    together = [
        Path(str(one.filename)).read_bytes()  # type: ignore[attr-defined]
        for one in encode(
            school, "a.jpg", (320, "webp"), (160, "webp"), (80, "webp"), (200, "jpeg")
        )
    ]
    for wanted, expected in zip(
        [(320, "webp"), (160, "webp"), (80, "webp"), (200, "jpeg")], together, strict=True
    ):
        alone = encode(school, "a.jpg", wanted)[0]
        assert Path(str(alone.filename)).read_bytes() == expected  # type: ignore[attr-defined]


def test_an_animation_gives_a_still_and_its_frames(school: Any, draw: Any) -> None:
    """The page shows the first frame; the animation is a file of its own, at its own pace."""
    frames = draw.moving((120, 90), 4)
    paces = [200, 0, 10, 300]
    school.keep(
        "a.gif",
        draw.saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=paces),
    )
    still, moving = encode(school, "a.gif", (120, "webp"), (100, "webp+"))
    assert getattr(still, "n_frames", 1) == 1
    assert moving.n_frames == 4  # type: ignore[attr-defined]
    shown = []
    for frame in range(4):
        moving.seek(frame)
        moving.load()
        shown.append(moving.info["duration"])
    assert shown == [200, 100, 100, 300]


def test_encoding_stops_when_told(school: Any, draw: Any) -> None:
    """Between two renditions, with nothing half done."""
    school.keep("a.jpg", draw.scene())
    source = read_source(school.root, "a.jpg", 50)
    assert isinstance(source, Source)
    stop = Event()
    stop.set()
    wanted: tuple[Rendition, ...] = (plan_rendition("s", source.size, 80, "webp"),)
    assert encode_photo(Job(source, wanted), SETTINGS, RenditionStore(school.work), stop) is None
    assert not school.work.exists()


def test_the_recipe_names_what_changes_pixels_and_nothing_else() -> None:
    """More workers give the same renditions; another quality gives others."""
    usual = MediaSettings().recipe
    assert usual == MediaSettings(workers=7, max_megapixels=20, clip_size=720, sizes="1px").recipe
    others = [
        MediaSettings(webp_quality=70),
        MediaSettings(webp_effort=6),
        MediaSettings(jpeg_quality=70),
        MediaSettings(widths=(320, 640)),
    ]
    assert len({recipe_of(usual), *(recipe_of(other.recipe) for other in others)}) == 5
