"""Clips in a text: upright, small, bare, with captions; and whatever is in the folder, no crash."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import Any

import av
import pytest

pytestmark = pytest.mark.slow

SHOWN = (
    '<p><img data-photo="media/run.mov" data-line="7" alt="A robot rolls" title="Third try"></p>'
)
SHEET = "photos: {run.mov: {people: none, credit: Maple Street School}}"
REPOSITORY = Path(__file__).parents[3]


def published(school: Any) -> Path:
    """The one clip of the site."""
    (file,) = (school.output / "clips").glob("*.mp4")
    return Path(file)


def keep(school: Any, reel: Any, captions: bool = True, **options: Any) -> None:
    """Put a clip into the content, with captions and its entry in media.yaml."""
    reel.film(school.root / "media/run.mov", **options)
    school.keep("media/media.yaml", SHEET)
    if captions:
        school.keep("media/run.en.vtt", reel.captions)


def frames_of(file: Path) -> list[Any]:
    """The pictures of a film with their times."""
    with av.open(str(file)) as film:
        return [(frame.to_image(), frame.time) for frame in film.decode(video=0)]


def shows_the_scene(image: Any) -> bool:
    """True when the four quarters are where they were drawn."""
    places = {(0.25, 0.25): "r", (0.75, 0.25): "g", (0.25, 0.75): "b", (0.75, 0.75): "w"}
    colours = {"r": (255, 0, 0), "g": (0, 255, 0), "b": (0, 0, 255), "w": (255, 255, 255)}
    for (x, y), name in places.items():
        found = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
        if any(abs(a - b) > 24 for a, b in zip(found, colours[name], strict=True)):
            return False
    return True


def test_a_page_shows_a_clip_that_waits_to_be_played(school: Any, reel: Any, shown: Any) -> None:
    """Poster, size, captions, caption, credit; nothing loads or plays by itself."""
    keep(school, reel)
    html = shown(SHOWN)
    poster, source, track = (
        re.search(rf'{name}="/([^"]+)"', html)[1]  # type: ignore[index]
        for name in ("poster", "<source src", '<track kind="captions" src')
    )
    for path in (poster, source, track):
        assert (school.output / path).is_file()
    assert html.startswith('<figure class="clip"><video controls preload="none" playsinline poster')
    assert 'width="160" height="120" aria-label="A robot rolls"' in html
    assert 'srclang="en" label="English" default>' in html
    assert f'<a href="/{source}">Watch: A robot rolls</a></video>' in html
    assert "<figcaption>Third try" in html
    assert "Film: Maple Street School" in html
    assert "Clip, 0:01" in html
    assert "autoplay" not in html
    assert not school.rules


def test_nothing_private_is_left(school: Any, reel: Any, shown: Any) -> None:
    """No place, maker, date or title, in no published file; and no name of the camera's."""
    keep(school, reel)
    assert b"CANARY" in (school.root / "media/run.mov").read_bytes()
    shown(SHOWN)
    for file in (one for one in school.output.rglob("*") if one.is_file()):
        assert not re.search(rb"CANARY|38\.8977|run\.mov|2026-10", file.read_bytes())
        assert "run" not in file.name


_FILM_ALONE = """
QuickTime: MajorBrand MinorVersion CompatibleBrands MovieHeaderVersion TimeScale Duration
QuickTime: PreferredRate PreferredVolume MatrixStructure PreviewTime PreviewDuration PosterTime
QuickTime: SelectionTime SelectionDuration CurrentTime NextTrackID HandlerType HandlerVendorID
QuickTime: MediaDataSize MediaDataOffset
Track: TrackHeaderVersion TrackID TrackDuration TrackLayer TrackVolume MatrixStructure ImageWidth
Track: ImageHeight MediaHeaderVersion MediaTimeScale MediaDuration MediaLanguageCode HandlerType
Track: GraphicsMode OpColor CompressorID SourceImageWidth SourceImageHeight XResolution YResolution
Track: BitDepth ColorProfiles ColorPrimaries TransferCharacteristics MatrixCoefficients BufferSize
Track: MaxBitrate AverageBitrate VideoFrameRate Balance AudioFormat AudioChannels
Track: AudioBitsPerSample AudioSampleRate VideoFullRangeFlag PixelAspectRatio
Composite: ImageSize Megapixels AvgBitrate Rotation
File: FileType FileTypeExtension MIMEType
"""
_UNDATED = "0000:00:00 00:00:00"


@pytest.mark.parametrize("format_", ["mov", "webm"])
def test_exiftool_finds_a_film_and_nothing_else(
    school: Any, reel: Any, shown: Any, format_: str
) -> None:
    """The judge is a program that knows every hiding place; dates are there, and empty."""
    exiftool = shutil.which("exiftool")
    if not exiftool:
        assert not os.environ.get("CI"), "exiftool (libimage-exiftool-perl) is needed in CI"
        pytest.skip("exiftool is not installed")
    keep(school, reel, format_=format_)
    shown(SHOWN)
    command = [exiftool, "-a", "-G1", "-ee", "-s", "-json", str(published(school))]
    (found,) = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    allowed = set()
    for line in filter(None, _FILM_ALONE.split("\n")):
        group, _, tags = line.partition(": ")
        allowed |= {f"{group}:{tag}" for tag in tags.split()}
    for name, value in found.items():
        group, _, tag = name.partition(":")
        if group not in ("SourceFile", "ExifTool", "System") and value != _UNDATED:
            assert f"{re.sub('[0-9]', '', group)}:{tag}" in allowed, (name, value)


@pytest.mark.parametrize("rotation", [0, 90, 180, -90])
def test_a_clip_is_upright_however_the_camera_was_held(
    school: Any, reel: Any, shown: Any, rotation: int
) -> None:
    """In its film, its poster and what the page says."""
    keep(school, reel, rotation=rotation)
    html = shown(SHOWN)
    for image, _ in frames_of(published(school)):
        assert image.size == (160, 120)
        assert shows_the_scene(image)
    assert 'width="160" height="120"' in html


def test_a_clip_is_made_smaller_and_never_larger(school: Any, reel: Any, shown: Any) -> None:
    """The short side counts, so that a film of a telephone held upright keeps its detail."""
    keep(school, reel, size=(240, 500), frames=4)
    html = shown(SHOWN, clip_size=144)
    assert 'width="122" height="256"' in html or 'width="120" height="256"' in html
    assert max(frames_of(published(school))[0][0].size) <= 256
    shutil.rmtree(school.output)
    shown(SHOWN)
    assert frames_of(published(school))[0][0].size == (240, 500)


def test_odd_sides_lose_a_pixel(school: Any, reel: Any, shown: Any) -> None:
    """Players know even sides only; the page says what the file has."""
    keep(school, reel, size=(161, 121), frames=5)
    html = shown(SHOWN)
    assert frames_of(published(school))[0][0].size == (160, 120)
    assert 'width="160" height="120"' in html


def test_a_clip_without_sound_needs_no_captions(school: Any, reel: Any, shown: Any) -> None:
    """Its description says all that can be missed."""
    keep(school, reel, captions=False, sound=False)
    html = shown(SHOWN)
    with av.open(str(published(school))) as film:
        assert not film.streams.audio
    assert "<track" not in html
    assert not school.rules


def test_frames_at_any_pace_keep_their_times(school: Any, reel: Any, shown: Any) -> None:
    """Telephones save more frames in the light than in the dark."""
    keep(school, reel, paces=(40, 40, 120, 400), frames=9)
    shown(SHOWN)
    times = [round(time * 1000) for _, time in frames_of(published(school))]
    assert times == [0, 40, 80, 200, 600, 640, 680, 800, 1200]


def test_more_frames_than_the_eye_needs_are_left_out(school: Any, reel: Any, shown: Any) -> None:
    """Sixty a second become thirty; the film lasts as long."""
    keep(school, reel, paces=(17, 16, 17), frames=60)
    shown(SHOWN)
    times = [time for _, time in frames_of(published(school))]
    assert len(times) == 30
    assert 0.9 < times[-1] < 1


def test_sound_and_picture_stay_together(school: Any, reel: Any, shown: Any) -> None:
    """Both are there, and equally long."""
    keep(school, reel, frames=50)
    shown(SHOWN)
    with av.open(str(published(school))) as film:
        lengths = [float(one.duration * one.time_base) for one in film.streams]
    assert len(lengths) == 2
    assert all(1.9 < one < 2.1 for one in lengths)


@pytest.mark.parametrize("tenth", range(1, 10))
@pytest.mark.parametrize("format_", ["mov", "webm", "mp4"])
def test_a_clip_cut_off_is_named_and_stops_nothing(
    school: Any, reel: Any, draw: Any, shown: Any, format_: str, tenth: int
) -> None:
    """Cut at every tenth: a preview names it and is whole all the same, in every link."""
    keep(school, reel, format_=format_, frames=30, scene=draw.noise())
    whole = (school.root / "media/run.mov").read_bytes()
    school.keep("media/run.mov", whole[: len(whole) * tenth // 10])
    html = shown(SHOWN)
    assert [(one.path, one.rule) for one in school.run.problems] == [
        ("media/run.mov", "recording-broken")
    ]
    for path in re.findall(r'(?:src|poster|href)="/([^"]+)"', html):
        assert (school.output / path).is_file()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "recording-empty"),
        (b"<!doctype html><title>Not found</title>", "recording-format"),
        (b"\0\0\0\x18ftypqt  \0\0\0\0qt  qt  ", "recording-broken"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01", "recording-broken"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "recording-format"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "recording-format"),
    ],
)
def test_what_is_no_film_is_named(
    school: Any, reel: Any, shown: Any, data: bytes, rule: str
) -> None:
    """Lists of other files, pages and empty files never reach a decoder."""
    school.keep("media/run.mov", data)
    html = shown(SHOWN)
    assert school.rules == [rule]
    assert "missing: run.mov" in html


def test_damage_within_is_named_and_a_grey_second_stands_in(
    school: Any, reel: Any, draw: Any, shown: Any
) -> None:
    """The header is whole and promises ten times what comes."""
    keep(school, reel, frames=100, sound=False)
    data = bytearray((school.root / "media/run.mov").read_bytes())
    place = data.index(b"mdat") + 4
    start = place + (len(data) - place) // 3
    data[start : data.index(b"moov") - 8] = bytes(data.index(b"moov") - 8 - start)
    school.keep("media/run.mov", bytes(data))
    html = shown(SHOWN)
    assert school.rules == ["recording-broken"]
    for path in re.findall(r'(?:src|poster|href)="/([^"]+)"', html):
        assert (school.output / path).is_file()
    assert not list((school.work / "renditions").glob("*.mp4"))


def test_a_header_of_ten_hours_is_refused_before_anything_is_decoded(
    school: Any, reel: Any, shown: Any
) -> None:
    """The limit is a setting; the file is named."""
    keep(school, reel, frames=3, paces=(18_000_000,), sound=False)
    began = time.monotonic()
    shown(SHOWN)
    assert time.monotonic() - began < 5
    assert school.rules == ["recording-too-long"]


def test_limits_are_settings(school: Any, reel: Any, shown: Any) -> None:
    """Length and size of a frame."""
    keep(school, reel)
    shown(SHOWN, max_clip_minutes=0.01)
    assert school.rules == ["recording-too-long"]
    shown(SHOWN, max_clip_megapixels=0.01)
    assert school.rules == ["recording-too-large"]


def test_a_second_build_encodes_nothing_and_gives_the_same(
    school: Any, reel: Any, shown: Any
) -> None:
    """Also after the output was deleted; a copy half written does not count."""
    keep(school, reel)
    results = []
    for _ in range(2):
        shown(SHOWN)
        results.append(published(school).read_bytes())
        made = school.run.report["clips_made"]
        shutil.rmtree(school.output)
    assert made == 0
    (kept,) = (school.work / "renditions").glob("*.mp4")
    kept.write_bytes(results[0][:1000])
    shown(SHOWN)
    assert school.run.report["clips_made"] == 1
    assert published(school).read_bytes() == results[0] == results[1]


def test_what_no_build_shows_for_a_month_leaves_the_cache(
    school: Any, reel: Any, shown: Any
) -> None:
    """And what one shows stays, however old it is."""
    keep(school, reel)
    cache = school.work / "renditions"
    for _ in range(2):
        shown(SHOWN)
        assert len(list(cache.glob("*.mp4"))) == len(list(cache.glob("*.json"))) == 1
        for file in cache.iterdir():
            os.utime(file, (1_000_000_000, 1_000_000_000))
    assert school.run.report["clips_made"] == 0
    shown("<p>Nothing.</p>")
    assert not [*cache.glob("*.mp4"), *cache.glob("*.json")]


def test_a_clip_can_stand_for_a_photo(school: Any, reel: Any) -> None:
    """Its poster goes wherever a photo goes: cards, feeds, letters."""
    keep(school, reel, rotation=90)
    library = school.library()
    photo, jpeg = library.photo("media/run.mov"), library.jpeg("media/run.mov", 100)
    library.encode_planned(school.output)
    assert (photo.path, photo.width, photo.height) == ("media/run.mov", 160, 120)
    assert photo.people == ()
    assert (school.output / jpeg.path).is_file()


def test_another_photo_may_stand_for_the_clip(
    school: Any, reel: Any, draw: Any, shown: Any
) -> None:
    """Named in media.yaml, from its folder; one that is of no use is a problem of its own."""
    keep(school, reel, sound=False)
    school.keep("media/best.jpg", draw.scene((200, 100)))
    sheet = "photos: {run.mov: {people: none, poster: best.jpg}, best.jpg: {people: none}}"
    school.keep("media/media.yaml", sheet)
    html = shown(SHOWN)
    (poster,) = re.findall(r'poster="/([^"]+)"', html)
    assert poster.endswith("-200.jpg")
    assert (school.output / poster).is_file()
    assert 'width="160" height="120"' in html
    assert not school.rules
    school.keep("media/media.yaml", sheet.replace("poster: best", "poster: none"))
    assert "-160.jpg" in shown(SHOWN)
    assert school.rules == ["photo-missing"]


def test_a_link_to_a_clip_leads_to_the_clean_copy(school: Any, reel: Any, shown: Any) -> None:
    """The original never leaves."""
    keep(school, reel)
    html = shown('<p>See <a href="{photo}media/run.mov">the run</a>.</p>')
    assert f'href="/clips/{published(school).name}"' in html


def test_a_clip_amid_words_is_a_bare_player(school: Any, reel: Any, shown: Any) -> None:
    """A figure cannot stand in a sentence; inside a link only its picture can."""
    keep(school, reel)
    image = '<img data-photo="media/run.mov" data-line="7" alt="A robot rolls">'
    html = shown(f'<p>So {image} it is.</p><p>And <a href="/x/">see {image}</a></p>')
    assert html.count("<video") == 1
    assert "<figure" not in html
    assert '<a href="/x/">see <picture>' in html


def test_a_bare_player_has_its_captions_and_its_transcript(
    school: Any, reel: Any, shown: Any
) -> None:
    """What people read who cannot hear it is not lost with the figure."""
    keep(school, reel)
    school.keep("media/run.txt", "Wheels roll.")
    school.keep("media/media.yaml", "photos: {run.mov: {people: none, transcript: run.txt}}")
    image = '<img data-photo="media/run.mov" data-line="7" alt="A robot rolls">'
    html = shown(f"<p>So {image} it is.</p>")
    assert '<track kind="captions"' in html
    assert '</video> <a href="/media/run.txt">Read the transcript</a> it is' in html


def test_a_clip_that_nobody_reviewed_is_marked_and_one_not_released_is_a_blurred_picture(
    school: Any, reel: Any, shown: Any
) -> None:
    """As photos are; the film itself stays at home."""
    keep(school, reel)
    school.keep("media/media.yaml", "photos: {run.mov: {people: }}")
    assert "Not reviewed" in shown(SHOWN)
    assert school.rules == ["photo-not-reviewed"]
    shutil.rmtree(school.output)
    school.keep("media/media.yaml", "photos: {run.mov: {people: [s-1]}}")
    html = shown(SHOWN)
    assert school.rules == ["photo-not-released"]
    assert "<video" not in html
    assert not (school.output / "clips").exists()
    assert not list((school.work / "renditions").glob("*-still.jpg"))  # no sharp picture is kept
    assert shown(SHOWN) == html
    assert school.rules == ["photo-not-released"]


def test_a_full_disk_stops_the_build_and_blames_no_clip(
    school: Any, reel: Any, monkeypatch: Any
) -> None:
    """The same words come from a full disk and from damaged film; only one of them is a problem."""
    keep(school, reel)
    library = school.library()
    library.place_photos(SHOWN, "posts/a.md")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("plugins.media.playing.film.Film.make", full)
    library.encode_planned(school.output)
    assert school.rules == ["recording-broken"]
    library = school.library()
    library.place_photos(SHOWN, "posts/a.md")
    monkeypatch.setattr("plugins.media.playing.encode.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        library.encode_planned(school.output)
    assert not school.rules
    assert not [one for one in (school.work / "renditions").iterdir() if "mp4" in one.name]


def test_ctrl_c_leaves_nothing_half_written(school: Any, reel: Any, draw: Any) -> None:
    """It stops between two frames, not after the clip."""
    keep(school, reel, size=(960, 720), frames=250, scene=draw.noise((960, 720)))
    script = textwrap.dedent(f"""
        from pathlib import Path
        from plugins.common.run import Run
        from plugins.media.config import MediaSettings
        from plugins.media.library import MediaLibrary
        run = Run(work=Path({str(school.work)!r}))
        settings = MediaSettings(clip_effort="medium")
        library = MediaLibrary(Path({str(school.root)!r}), "", settings, run)
        library.place_photos({SHOWN!r}, "a.md")
        print("ready", flush=True)
        library.encode_planned(Path({str(school.output)!r}))
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    process.communicate(timeout=60)
    assert process.returncode != 0
    assert time.monotonic() - began < 10
    left = list((school.work / "renditions").iterdir())
    assert not [one for one in left if one.suffix == ".mp4"]


def test_a_photo_named_like_a_film_is_a_photo(school: Any, draw: Any, shown: Any) -> None:
    """By content, and not by name."""
    school.keep("media/run.mov", draw.jpeg(draw.scene((64, 48))))
    school.keep("media/media.yaml", SHEET)
    html = shown(SHOWN)
    assert "<picture>" in html
    assert "<video" not in html
    assert not school.rules
