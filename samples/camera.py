"""What a telephone adds to a picture.

EXIF with a place and a thumbnail, a turned sensor, titles in XMP and IPTC, a wide colour profile.
The place is 0 degrees north, 0 degrees west, in the ocean, so that removing it can be shown without
telling where anybody was. Everything is made up and depends on the picture's name only.
"""

import io
import struct
from datetime import datetime, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

import numpy as np
import piexif
from PIL import Image, ImageCms

QUALITIES = (80, 77, 74, 71, 68, 66)
MOST_BYTES = 325_000
ZONE = ZoneInfo("America/New_York")
FIRST_DAY = datetime(2026, 9, 8, 8, 40, tzinfo=ZONE)
FOLDER_DAYS = {
    "first-code-paths": datetime(2026, 10, 1, 9, 10, tzinfo=ZONE),
    "robotics-fair": datetime(2026, 10, 23, 13, 5, tzinfo=ZONE),
    "cardboard-city": datetime(2026, 11, 4, 10, 30, tzinfo=ZONE),
    "career-week": datetime(2026, 4, 15, 9, 0, tzinfo=ZONE),
}
# How the camera was held: the EXIF number and how to turn the upright picture to get the sensor's.
HELD = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
TURNED = {
    "robotics-fair/hallway-course.jpg": 6,
    "first-code-paths/path-drawing.jpg": 8,
    "career-week/tool-belt.jpg": 6,
    "robotics-fair/gear-train.jpg": 3,
    "tutorials/photo-credit.jpg": 3,
}
TITLED = {
    "robotics-fair/ramp-test.jpg": ("Ramp test", ["robotics", "ramp"]),
    "cardboard-city/skyline.jpg": ("Cardboard skyline", ["making", "city"]),
    "first-code-paths/bee-bots.jpg": ("Four floor robots", ["coding", "kindergarten"]),
    "hallway/coffee-table.jpg": ("Coffee talk", ["families"]),
    "tutorials/microbit-badge.jpg": ("A badge that glows", ["making", "coding"]),
}
WIDE_COLOUR = "cardboard-city/park-model.jpg"


def _moment(name: str, number: int) -> datetime:
    """When the picture was taken, on a school day of 2026."""
    folder = name.split("/")[0]
    spread = crc32(name.encode()) % 50
    moment = FOLDER_DAYS.get(folder, FIRST_DAY + timedelta(days=spread))
    moment += timedelta(minutes=7 * number % 240, seconds=spread)
    if moment.weekday() > 4:
        moment -= timedelta(days=2)
    return moment


def _exif(image: Image.Image, name: str, number: int, orientation: int) -> bytes:
    small = image.copy()
    small.thumbnail((256, 256))
    thumbnail = io.BytesIO()
    small.save(thumbnail, "JPEG", quality=60)
    moment = _moment(name, number)
    taken = moment.strftime("%Y:%m:%d %H:%M:%S")
    offset = moment.strftime("%z")
    first = {
        piexif.ImageIFD.Make: "Hallway",
        piexif.ImageIFD.Model: "Sample Camera",
        piexif.ImageIFD.Orientation: orientation,
        piexif.ImageIFD.Software: "Sample Camera 1.0",
        piexif.ImageIFD.DateTime: taken,
    }
    if name in TITLED:
        first[piexif.ImageIFD.ImageDescription] = TITLED[name][0]
    details = {
        piexif.ExifIFD.DateTimeOriginal: taken,
        piexif.ExifIFD.OffsetTimeOriginal: f"{offset[:3]}:{offset[3:]}",
        piexif.ExifIFD.ExposureTime: (1, 60 + number % 5 * 30),
        piexif.ExifIFD.FNumber: (18, 10),
        piexif.ExifIFD.ISOSpeedRatings: 100 + number % 4 * 100,
        piexif.ExifIFD.FocalLength: (57, 10),
        piexif.ExifIFD.BodySerialNumber: f"SAMPLE-{number:04d}",
        piexif.ExifIFD.PixelXDimension: image.width,
        piexif.ExifIFD.PixelYDimension: image.height,
    }
    place = {
        piexif.GPSIFD.GPSLatitudeRef: "N",
        piexif.GPSIFD.GPSLatitude: ((0, 1), (0, 1), (number + 1, 10)),
        piexif.GPSIFD.GPSLongitudeRef: "W",
        piexif.GPSIFD.GPSLongitude: ((0, 1), (0, 1), (number + 3, 10)),
        piexif.GPSIFD.GPSAltitude: (3, 1),
        piexif.GPSIFD.GPSDateStamp: taken[:10],
    }
    parts = {
        "0th": first,
        "Exif": details,
        "GPS": place,
        "1st": {},
        "thumbnail": thumbnail.getvalue(),
    }
    return piexif.dump(parts)


def _xmp(title: str, keywords: list[str]) -> bytes:
    words = "".join(f"<rdf:li>{word}</rdf:li>" for word in keywords)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="0,0.01N" exif:GPSLongitude="0,0.03W">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:subject><rdf:Bag>{words}</rdf:Bag></dc:subject>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


def _iptc(title: str, keywords: list[str]) -> bytes:
    """A JPEG APP13 segment with IPTC object name, keywords and caption."""

    def record(number: int, words: str) -> bytes:
        data = words.encode()
        return struct.pack(">BBBH", 0x1C, 2, number, len(data)) + data

    body = record(5, title) + b"".join(record(25, word) for word in keywords) + record(120, title)
    block = b"8BIM" + struct.pack(">HBBL", 0x0404, 0, 0, len(body)) + body + b"\0" * (len(body) % 2)
    payload = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


def _display_p3() -> bytes:
    """A small matrix profile with the primaries of Display P3 and the curve of sRGB."""
    source = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # D50-adapted colorants of Display P3, as the ICC's s15Fixed16 numbers.
    colorants = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    count = struct.unpack_from(">L", source, 128)[0]
    for i in range(count):
        tag, offset, _ = struct.unpack_from(">4sLL", source, 132 + 12 * i)
        if tag in colorants:
            numbers = (round(value * 65536) for value in colorants[tag])
            struct.pack_into(">3l", source, offset + 8, *numbers)
    source[84:100] = bytes(16)  # the old checksum no longer holds
    return bytes(source)


def _to_display_p3(image: Image.Image) -> Image.Image:
    """The same colours as Display P3 numbers, drawn a little more vivid than sRGB could show."""
    linear = np.asarray(image, dtype=np.float32) / 255
    linear = np.where(linear <= 0.04045, linear / 12.92, ((linear + 0.055) / 1.055) ** 2.4)
    matrix = np.array(
        [[0.8225, 0.1774, 0.0], [0.0332, 0.9669, 0.0], [0.0171, 0.0724, 0.9108]], np.float32
    )
    wide = np.clip(linear @ matrix.T, 0, 1)
    wide = np.where(wide <= 0.0031308, wide * 12.92, 1.055 * wide ** (1 / 2.4) - 0.055)
    return Image.fromarray(np.rint(wide * 255).astype(np.uint8))


def take(upright: Image.Image, name: str) -> bytes:
    """The JPEG bytes of a picture as a telephone would have written them, kept small."""
    number = crc32(name.encode()) % 97
    orientation = TURNED.get(name, 1)
    image = upright.transpose(HELD[orientation]) if orientation in HELD else upright
    extra: dict[str, bytes] = {}
    if name == WIDE_COLOUR:
        image = _to_display_p3(image)
        extra["icc_profile"] = _display_p3()
    if name in TITLED:
        extra["xmp"] = _xmp(*TITLED[name])
    exif = _exif(image, name, number, orientation)
    data = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, exif=exif, **extra)
        data = out.getvalue()
        if len(data) <= MOST_BYTES:
            break
    if name in TITLED:
        data = data[:2] + _iptc(*TITLED[name]) + data[2:]
    return data
