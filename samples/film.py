"""Film the sample clip: a slow walk along two of the sample pictures, with two soft chimes.

    art/bin/python samples/film.py --media content/media/cardboard-city

Needs what samples/requirements.txt lists. Writes an MP4 as a telephone saves one, with a made-up
place in its metadata (0 degrees north, 0 degrees west, in the ocean), so that removing it can be
shown, and its captions beside it.
"""

import argparse
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageOps

SIZE = (640, 360)
PACE = 25
SECONDS = 5.0
FADE = 0.6
RATE = 24_000
PICTURES = ("skyline.jpg", "traffic-light.jpg")
NAME = "walk-through.mp4"
TAGS = {
    "location": "+00.0000-000.0000/",
    "title": "Walk through",
    "com.apple.quicktime.make": "Hallway",
}
CAPTIONS = """WEBVTT

00:00.200 --> 00:02.300
[A chime.] The cardboard city at dusk.

00:02.700 --> 00:04.900
[A higher chime.] The traffic light has gone green.
"""


def pan(picture: Image.Image, part: float) -> Image.Image:
    """The view of ``picture`` after ``part`` (0 to 1) of a walk from left to right."""
    width, height = picture.size
    view = (round(width * 0.82), round(width * 0.82 * SIZE[1] / SIZE[0]))
    left = (width - view[0]) * part
    top = max(0.0, (height - view[1]) * (0.55 - 0.1 * part))
    return picture.resize(
        SIZE, Image.Resampling.LANCZOS, (left, top, left + view[0], top + view[1])
    )


def draw(pictures: list[Image.Image], seconds: float) -> Image.Image:
    """The frame at ``seconds``: one picture, then the other, with a soft change between them."""
    half = SECONDS / 2
    first = pan(pictures[0], min(1.0, seconds / (half + FADE)))
    second = pan(pictures[1], max(0.0, (seconds - half + FADE) / (half + FADE)))
    return Image.blend(first, second, min(1.0, max(0.0, (seconds - half + FADE / 2) / FADE)))


def chimes() -> np.ndarray:
    """Two struck notes, one a picture, as samples from -1 to 1."""
    sound = np.zeros(int(SECONDS * RATE))
    for start, pitch in ((0.2, 523.25), (2.7, 783.99)):
        t = np.arange(len(sound) - int(start * RATE)) / RATE
        parts = ((1, 1.0, 2.2), (2, 0.3, 3.6), (3.01, 0.1, 6.5))
        note = sum(s * np.sin(2 * np.pi * pitch * p * t) * np.exp(-t * f) for p, s, f in parts)
        sound[int(start * RATE) :] += note * np.minimum(t / 0.01, 1) * 0.2
    return sound


def write_film(target: Path, pictures: list[Image.Image]) -> None:
    """Encode H.264 and AAC."""
    options = {"movflags": "use_metadata_tags+faststart"}
    with av.open(str(target), "w", format="mp4", container_options=options) as film:
        film.metadata.update(TAGS)
        picture = film.add_stream("libx264", rate=PACE, options={"crf": "29", "preset": "slow"})
        picture.width, picture.height = SIZE
        picture.pix_fmt = "yuv420p"
        sound = film.add_stream("aac", rate=RATE, layout="mono", bit_rate=40_000)
        for number in range(int(SECONDS * PACE)):
            film.mux(picture.encode(av.VideoFrame.from_image(draw(pictures, number / PACE))))
        film.mux(picture.encode(None))
        samples = (chimes() * 32767).astype(np.int16)
        for start in range(0, len(samples), 1024):
            block = np.ascontiguousarray(samples[start : start + 1024].reshape(1, -1))
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            film.mux(sound.encode(frame))
        film.mux(sound.encode(None))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Film the sample clip.")
    parser.add_argument("--media", type=Path, default=Path("content/media/cardboard-city"))
    media = parser.parse_args().media
    pictures = [
        ImageOps.exif_transpose(Image.open(media / name)).convert("RGB") for name in PICTURES
    ]
    target = media / NAME
    write_film(target, pictures)
    target.with_suffix(".en.vtt").write_text(CAPTIONS, encoding="utf-8")
    print(f"{target}  {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
