"""Tiny clips and recordings of every sort, made by the tests."""

from __future__ import annotations

import math
import struct
import wave
from array import array
from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from tests.media.conftest import CANARY, draw_scene, private_jpeg

PLACE = "+38.8977-077.0365+010/"
PRIVATE = {
    "location": PLACE,
    "com.apple.quicktime.location.ISO6709": PLACE,
    "com.apple.quicktime.make": CANARY,
    "com.apple.quicktime.model": CANARY,
    "creation_time": "2026-10-05T12:34:56Z",
    "title": CANARY,
    "artist": CANARY,
    "comment": CANARY,
}
"""What a telephone writes into a film about where, when and with what it was taken."""

RATE = 24_000
MILLISECOND = Fraction(1, 1000)


def film(
    file: Path,
    *,
    size: tuple[int, int] = (160, 120),
    frames: int = 20,
    paces: Sequence[int] = (40,),
    rotation: int = 0,
    sound: bool = True,
    tags: dict[str, str] | None = None,
    format_: str = "mov",
    scene: Image.Image | None = None,
) -> Path:
    """A clip of the scene with the four quarters, as a camera held at ``rotation`` saves it.

    ``size`` is upright; ``paces`` are milliseconds from frame to frame, again and again.
    """
    drawn = (scene or draw_scene(size)).resize(size)
    lying = drawn
    if rotation == 90:
        lying = drawn.transpose(Image.Transpose.ROTATE_270)
    elif rotation == 180:
        lying = drawn.transpose(Image.Transpose.ROTATE_180)
    elif rotation == -90:
        lying = drawn.transpose(Image.Transpose.ROTATE_90)
    file.parent.mkdir(parents=True, exist_ok=True)
    webm = format_ == "webm"
    options = {} if webm else {"movflags": "use_metadata_tags"}
    with av.open(str(file), "w", format=format_, container_options=options) as container:
        container.metadata.update(PRIVATE if tags is None else tags)
        if webm:
            picture = container.add_stream("libvpx", rate=25, options={"deadline": "realtime"})
        else:
            picture = container.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        picture.width, picture.height = lying.size
        picture.pix_fmt = "yuv444p" if lying.width % 2 or lying.height % 2 else "yuv420p"
        picture.codec_context.time_base = MILLISECOND
        if rotation:
            picture.set_display_rotation(rotation)
        voice = None
        if sound:
            voice = container.add_stream(
                "libopus" if webm else "aac", rate=48_000 if webm else RATE, layout="mono"
            )
        at = 0
        for number in range(frames):
            frame = av.VideoFrame.from_image(lying)
            frame.pts, frame.time_base = at, MILLISECOND
            container.mux(picture.encode(frame))
            at += paces[number % len(paces)]
        container.mux(picture.encode(None))
        if voice:
            for frame in tone(at / 1000, 48_000 if webm else RATE):
                container.mux(voice.encode(frame))
            container.mux(voice.encode(None))
    return file


def tone(seconds: float, rate: int = RATE) -> list[av.AudioFrame]:
    """A hum, in frames."""
    frames = []
    for start in range(0, int(seconds * rate), 960):
        frame = av.AudioFrame(format="s16", layout="mono", samples=960)
        wave_ = array("h", (int(9000 * math.sin((start + n) / 30)) for n in range(960)))
        frame.planes[0].update(wave_.tobytes())
        frame.sample_rate, frame.pts = rate, start
        frames.append(frame)
    return frames


def wav(seconds: float, rate: int = 8000) -> bytes:
    """A recording as a recorder writes it."""
    data = BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b"\0\x10" * int(rate * seconds))
    return data.getvalue()


def plain_mp3(seconds: float = 2.0) -> bytes:
    """An MP3 as a program writes it."""
    data = BytesIO()
    with av.open(data, "w", format="mp3") as file:
        voice = file.add_stream("libmp3lame", rate=RATE, layout="mono")
        for frame in tone(seconds):
            file.mux(voice.encode(frame))
        file.mux(voice.encode(None))
    return data.getvalue()


def mp3(seconds: float = 2.0) -> bytes:
    """An MP3 that tells on its owner in front and behind."""
    plain = plain_mp3(seconds)
    return private_id3() + plain[_id3_length(plain) :] + _tags_behind()


def private_id3() -> bytes:
    """An ID3 tag with a title, a comment, and a cover that has a place in its EXIF."""
    cover = private_jpeg(draw_scene((64, 48)))
    picture = b"\0image/jpeg\0\x03\0" + cover
    frames = _id3_frame(b"TIT2", b"\0" + CANARY.encode()) + _id3_frame(b"APIC", picture)
    frames += _id3_frame(b"COMM", b"\0eng\0" + CANARY.encode())
    return b"ID3\x03\0\0" + _syncsafe(len(frames)) + frames


def _id3_frame(name: bytes, data: bytes) -> bytes:
    return name + struct.pack(">IH", len(data), 0) + data


def _syncsafe(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _id3_length(data: bytes) -> int:
    if data[:3] != b"ID3":
        return 0
    return 10 + (data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9])


def _tags_behind() -> bytes:
    words = CANARY.encode()
    item = struct.pack("<II", len(words), 0) + b"Comment\0" + words
    ape = b"APETAGEX" + struct.pack("<4I", 2000, len(item) + 32, 1, 0) + bytes(8)
    return item + ape + b"LYRICSBEGIN" + words + b"000000LYRICS200" + (b"TAG" + words).ljust(128)


def m4a(file: Path, seconds: float = 2.0) -> Path:
    """A voice memo with its place, under ``file``."""
    file.parent.mkdir(parents=True, exist_ok=True)
    options = {"movflags": "use_metadata_tags"}
    with av.open(str(file), "w", format="ipod", container_options=options) as container:
        container.metadata.update(PRIVATE)
        voice = container.add_stream("aac", rate=RATE, layout="mono")
        for frame in tone(seconds):
            container.mux(voice.encode(frame))
        container.mux(voice.encode(None))
    return file


CAPTIONS = "WEBVTT - {canary}\n\nNOTE {canary}\n\n1\n00:00.100 --> 00:00.700\nWheels roll.\n"


class Reel:
    """The builders above, for the tests to call."""

    film = staticmethod(film)
    wav = staticmethod(wav)
    mp3 = staticmethod(mp3)
    plain_mp3 = staticmethod(plain_mp3)
    m4a = staticmethod(m4a)
    captions = CAPTIONS.format(canary=CANARY)
    private = PRIVATE


@pytest.fixture(scope="session")
def reel() -> Reel:
    """Builders of clips and recordings."""
    return Reel()


@pytest.fixture
def shown(school: Any) -> Any:
    """Show one clip or recording in a text, and publish: HTML of the text, and the school."""

    def show(html: str, publish: bool = True, **settings: Any) -> str:
        library = school.library(**settings)
        made: str = library.place_photos(html, "posts/a.md")
        if publish:
            library.encode_planned(school.output)
        return made

    return show
