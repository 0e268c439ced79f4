"""Draw every picture of the sample school.

Run it in an environment of its own, the site does not need what drawing needs:

    python -m venv art && art/bin/pip install -r samples/requirements.txt
    art/bin/python samples/draw.py --out content/media

The pictures come out the same every time. ``--only robotics-fair/bridge`` draws one of them,
``--preview`` draws small PNG files without camera data.
"""

import argparse
import sys
from pathlib import Path

import skia
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))

from camera import take
from scenes import PICTURES, Picture
from studio.finish import finish, light_up
from studio.sheet import Sheet

LONG_SIDE = 4032


def draw(name: str, picture: Picture, scale: float) -> Image.Image:
    """One picture, upright, ``scale`` pixels for a drawing unit."""
    sheet = Sheet(*picture.size, scale, name)
    picture.scene(sheet)
    if picture.screen:
        image = sheet.surface.makeImageSnapshot()
    else:
        light_up(sheet, *picture.mood)
        image = finish(sheet)
    pixels = image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)
    return Image.fromarray(pixels[:, :, :3].copy())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Draw the pictures of the sample school.")
    parser.add_argument("--out", type=Path, default=Path("content/media"))
    parser.add_argument("--only", nargs="*", default=[], help="names such as robotics-fair/bridge")
    parser.add_argument("--preview", action="store_true", help="small PNG files, no camera data")
    args = parser.parse_args()
    total = 0
    for name, picture in sorted(PICTURES.items()):
        if args.only and not any(wanted in name for wanted in args.only):
            continue
        path = args.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if args.preview:
            path = path.with_suffix(".png")
            draw(name, picture, 0.625).save(path)
        elif picture.screen:
            draw(name, picture, 1).save(path, optimize=True)
        else:
            full = draw(name, picture, LONG_SIDE / max(picture.size))
            path.write_bytes(take(full, name))
        total += path.stat().st_size
        print(f"{path.stat().st_size / 1000:6.0f} kB  {path}")
    print(f"{total / 1e6:.2f} MB in all")


if __name__ == "__main__":
    main()
