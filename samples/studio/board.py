"""A cork pinboard and the squares of a floor grid."""

from studio.palette import CORK, WOOD, darker, lighter
from studio.sheet import MULTIPLY, Draw, Sheet, blend
from studio.view import View


def pinboard(
    sheet: Sheet, x: float, y: float, w: float, h: float, frame: str = WOOD, cork: str = CORK
) -> None:
    """A cork board in a wooden frame."""
    sheet.rect(x - 14, y - 4, w + 44, h + 44, "#4B3B55", 6, alpha=0.35, blur=16, mode=MULTIPLY)
    sheet.rect(
        x - 22,
        y - 22,
        w + 44,
        h + 44,
        blend((x, y), (x + w, y + h), [lighter(frame, 0.3), frame, darker(frame, 0.3)]),
        6,
    )
    sheet.rect(
        x, y, w, h, blend((x, y), (x + w, y + h), [lighter(cork, 0.2), cork, darker(cork, 0.16)])
    )
    for _ in range(int(w * h / 900)):
        px, py = sheet.chance.uniform(x, x + w), sheet.chance.uniform(y, y + h)
        sheet.oval(px, py, 2.6, 2, darker(cork, 0.5), alpha=0.35)
    sheet.rect(x, y, w, 16, "#4B3B55", alpha=0.3, blur=8, mode=MULTIPLY)


def tile(
    view: View,
    x: float,
    y: float,
    step: float,
    colour: str,
    draw: Draw | None = None,
    z: float = 0.1,
) -> None:
    """A coloured square on the floor with a sign on it."""
    gap = step * 0.06
    view.quad(
        [
            (x + gap, y + gap, z),
            (x + step - gap, y + gap, z),
            (x + step - gap, y + step - gap, z),
            (x + gap, y + step - gap, z),
        ],
        colour,
    )
    if draw:
        with (
            view.panel((x, y + step, z), (step, 0, 0), (0, -step, 0), (140, 140)),
            view.sheet.moved(70, 70),
        ):
            draw(view.sheet)
