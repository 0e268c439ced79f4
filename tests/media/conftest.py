"""Builders for the photo tests: real files of every sort, and a library over a folder of them."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from plugins.common.run import Run
from plugins.media.config import MediaSettings
from plugins.media.library import MediaLibrary
from plugins.media.renditions import Size

CANARY = "CANARY-38.8977N-77.0365W"
"""Stands for whatever must not leave the school: found anywhere in the output, it fails a test."""

_LAID_DOWN = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera held in each of the eight ways lays an upright scene down in its file."""


def draw_scene(size: Size = (640, 480)) -> Image.Image:
    """An upright scene that shows which way up it is: red, green / blue, white quarters."""
    scene = Image.new("RGB", size, "red")
    width, height = size[0] // 2, size[1] // 2
    scene.paste("lime", (width, 0, size[0], height))
    scene.paste("blue", (0, height, width, size[1]))
    scene.paste("white", (width, height, size[0], size[1]))
    return scene


def draw_noise(size: Size = (640, 480)) -> Image.Image:
    """A scene with detail in every pixel: it takes an encoder's time, and space."""
    return Image.merge("RGB", [Image.effect_noise(size, spread) for spread in (40, 60, 80)])


def draw_moving(size: Size = (120, 90), frames: int = 4) -> list[Image.Image]:
    """The frames of an animation, each of another grey."""
    return [Image.new("RGB", size, (shade * 67 % 256, 60, shade % 256)) for shade in range(frames)]


def display_p3() -> bytes:
    """An ICC profile with the primaries of Display P3 and a gamma of 2.2, built from scratch."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)

    text = b"Test P3\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)
    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    tags = [
        (b"desc", description),
        (b"cprt", b"text\0\0\0\0none\0"),
        (b"wtpt", xyz(0.9642, 1.0, 0.8249)),
        (b"rXYZ", xyz(0.51512, 0.24120, -0.00105)),
        (b"gXYZ", xyz(0.29198, 0.69225, 0.04189)),
        (b"bXYZ", xyz(0.15710, 0.06657, 0.78407)),
        *((name, gamma) for name in (b"rTRC", b"gTRC", b"bTRC")),
    ]
    table, data, offset = struct.pack(">I", len(tags)), b"", 128 + 4 + 12 * len(tags)
    for name, value in tags:
        table += name + struct.pack(">II", offset + len(data), len(value))
        data += value + bytes(-len(value) % 4)
    header = struct.pack(
        ">I4sI4s4s4s", offset + len(data), b"", 0x02400000, b"mntr", b"RGB ", b"XYZ "
    )
    header += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    header += struct.pack(">3i", 63190, 65536, 54061)
    return header.ljust(128, b"\0") + table + data


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF as a phone writes it: orientation, owner, place, and a maker's own block."""
    found = Image.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.Artist] = CANARY
    found[ExifTags.Base.ImageDescription] = CANARY
    found.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = CANARY.encode()
    found.get_ifd(ExifTags.IFD.GPSInfo).update(
        {1: "N", 2: (38.0, 53.0, 51.7), 3: "W", 4: (77.0, 2.0, 11.4), 29: CANARY[:10]}
    )
    return found


def private_jpeg(scene: Image.Image, orientation: int = 1, profile: bytes | None = None) -> bytes:
    """A JPEG that tells on its owner wherever a JPEG can."""
    stream = BytesIO()
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{CANARY}</x:xmpmeta>'.encode()
    lay_down(scene, orientation).save(
        stream,
        "JPEG",
        quality=92,
        exif=exif(orientation),
        comment=CANARY.encode(),
        xmp=xmp,
        icc_profile=profile or display_p3(),
    )
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", 5 + len(CANARY))
    iptc += b"\x1c\x02\x78" + struct.pack(">H", len(CANARY)) + CANARY.encode()
    extended = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", 9, 0)
    segments = segment(0xED, iptc) + segment(0xE1, extended + CANARY.encode())
    return stream.getvalue()[:2] + segments + stream.getvalue()[2:] + CANARY.encode()


def lay_down(scene: Image.Image, orientation: int) -> Image.Image:
    """The upright ``scene`` as a camera held in this way saves it."""
    turn = _LAID_DOWN[orientation]
    return scene if turn is None else scene.transpose(turn)


def segment(marker: int, data: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def private_png(scene: Image.Image) -> bytes:
    """A PNG with text in each of its chunks for text, EXIF, and more behind its end."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", CANARY)
    text.add_text("Author", CANARY, zip=True)
    text.add_itxt("XML:com.adobe.xmp", CANARY)
    stream = BytesIO()
    scene.save(stream, "PNG", pnginfo=text, exif=exif(), icc_profile=display_p3())
    return stream.getvalue() + CANARY.encode()


def as_bytes(image: Image.Image, format_: str, **options: Any) -> bytes:
    """``image`` saved in ``format_``."""
    stream = BytesIO()
    image.save(stream, format_, **options)
    return stream.getvalue()


def private_bytes(format_: str, scene: Image.Image) -> bytes:
    """A photo in ``format_`` that carries canaries."""
    if format_ == "JPEG":
        return private_jpeg(scene)
    if format_ == "PNG":
        return private_png(scene)
    if format_ == "GIF":
        return as_bytes(scene, "GIF", comment=CANARY.encode())
    if format_ == "TIFF":
        return as_bytes(scene, "TIFF", tiffinfo={270: CANARY, 315: CANARY, 700: CANARY.encode()})
    return as_bytes(
        scene, format_, exif=exif().tobytes(), xmp=CANARY.encode(), icc_profile=display_p3()
    )


@dataclass
class School:
    """A content folder with a run over it; ``library()`` opens it anew, as each build does."""

    root: Path
    work: Path
    output: Path
    run: Run = field(init=False)

    def __post_init__(self) -> None:
        self.run = Run(work=self.work)

    def keep(self, path: str, data: bytes | str | Image.Image, **options: Any) -> Path:
        """Put a file into the content: bytes, text, or a picture saved as its name says."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, Image.Image):
            data.save(file, **options)
        else:
            file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def library(self, **settings: Any) -> MediaLibrary:
        """A library for one more build, with small widths unless told otherwise."""
        self.run = Run(work=self.work)
        chosen = {"widths": (80, 160, 320), "jpeg_width": 240, "workers": 2} | settings
        return MediaLibrary(self.root, "", MediaSettings(**chosen), self.run)

    def published(self) -> list[Path]:
        """Every photo in the output."""
        return sorted(path for path in (self.output / "photos").rglob("*") if path.is_file())

    @property
    def rules(self) -> list[str]:
        """The rules broken in the last build."""
        return [problem.rule for problem in self.run.problems]


REVIEWED = 'defaults: {"*": {people: none}}\n'
"""A ``media.yaml`` by which every photo was looked at, and nobody can be recognised in any."""


@pytest.fixture
def school(tmp_path: Path) -> School:
    """An empty school, in which whatever photo comes was looked at."""
    school = School(tmp_path / "content", tmp_path / "work", tmp_path / "output")
    school.keep("media.yaml", REVIEWED)
    return school


class Draw:
    """The builders above, for the tests to call."""

    canary = CANARY
    scene = staticmethod(draw_scene)
    noise = staticmethod(draw_noise)
    laid = staticmethod(lay_down)
    jpeg = staticmethod(private_jpeg)
    private = staticmethod(private_bytes)
    saved = staticmethod(as_bytes)
    moving = staticmethod(draw_moving)
    p3 = staticmethod(display_p3)


@pytest.fixture(scope="session")
def draw() -> Draw:
    """Builders of pictures."""
    return Draw()
