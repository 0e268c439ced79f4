"""Microphones, headphones and sound waves."""

from math import cos, pi, sin

from studio.palette import BLUE, CHARCOAL, INK, STEEL, STEEL_DARK, SUN, darker, lighter
from studio.sheet import MULTIPLY, Sheet
from studio.view import View


def microphone(
    view: View,
    x: float,
    y: float,
    z: float,
    turn: float = 0,
    colour: str = STEEL,
    size: float = 1,
    shield: bool = True,
) -> None:
    """A desk microphone with a round base; about 28 cm tall; the pop shield stands towards -y."""
    with view.placed(x, y, z, turn, size):
        view.lathe((0, 0, 0), [(7, 0), (7, 1), (6, 1.8), (1, 2.2)], CHARCOAL, ground=view.level())
        view.rod((0, 0, 2), (0, 0, 12), 0.8, STEEL_DARK)
        for side in (-1, 1):
            view.rod((side * 4.2, 0, 12), (side * 4.2, 0, 20), 0.5, STEEL_DARK)
        view.rod((-4.2, 0, 12), (4.2, 0, 12), 0.6, STEEL_DARK)
        view.shadow([(sx * 3, 0, h) for sx in (-1, 1) for h in (10, 30)], view.level(), 0.35, 7)
        view.lathe((0, 0, 11), [(2.4, 0), (3.4, 0.8), (3.4, 9)], colour)
        view.lathe(
            (0, 0, 20), [(3.5, 0), (3.6, 1), (3.6, 6), (3.2, 8), (2, 9.4), (0.3, 10)], CHARCOAL
        )
        s = view.scale(0, 0, 25)
        for k in range(7):
            a, b = view.at(-3.4, -1.2, 21 + k), view.at(3.4, -1.2, 21 + k)
            mid = view.at(0, -3.6, 20.8 + k)
            view.sheet.line(
                [a, mid, b], lighter(CHARCOAL, 0.35), max(0.8, s * 0.14), smooth=True, alpha=0.55
            )
        px, py = view.at(0, -3.4, 14)
        view.sheet.oval(px, py, 0.7 * s, 0.7 * s, SUN)
        if shield:
            ring = [view.at(*p) for p in view.ring((0, -8, 25), (0, 1, 0.05), 6.5)]
            view.sheet.shape(ring, INK, alpha=0.3)
            view.sheet.shape(ring, CHARCOAL, width=max(1.5, 0.55 * s))
            view.sheet.line(
                [view.at(5.4, -8, 21), view.at(6, -4, 10), view.at(1, 0, 6)],
                CHARCOAL,
                0.6 * s,
                smooth=True,
            )


def headphones(
    view: View, x: float, y: float, z: float, turn: float, colour: str = BLUE, size: float = 1
) -> None:
    """Headphones lying on a table."""
    with view.placed(x, y, z, turn, size):
        view.shadow([(sx * 9, 0, h) for sx in (-1, 1) for h in (0, 4)], view.level(), 0.4, 6)
        s = view.scale(0, 0, 2)
        arc = [view.at(cos(pi * i / 16) * 9, 3 + sin(pi * i / 16) * 13, 2) for i in range(17)]
        view.sheet.line(
            [(px + 3, py + 5) for px, py in arc],
            "#4B3B55",
            1.8 * s,
            smooth=True,
            alpha=0.35,
            blur=5,
            mode=MULTIPLY,
        )
        view.sheet.line(arc, darker(colour, 0.4), 1.9 * s, smooth=True)
        view.sheet.line(
            [(px, py - 0.3 * s) for px, py in arc], lighter(colour, 0.25), 0.7 * s, smooth=True
        )
        for side in (-1, 1):
            view.rod((side * 9.5, 1, 3), (side * 6.4, 1, 3), 4, CHARCOAL, cap=colour)
            view.rod((side * 10.8, 1, 3), (side * 9.2, 1, 3), 3.4, colour, cap=lighter(colour, 0.1))


def waves(
    sheet: Sheet, x: float, y: float, w: float, h: float, colour: str = BLUE, bars: int = 40
) -> None:
    """A sound wave drawn as bars."""
    for i in range(bars):
        t = i / (bars - 1)
        tall = h * (0.12 + 0.88 * abs(sin(t * 17) * sin(t * pi)) * sheet.chance.uniform(0.5, 1))
        sheet.rect(x + w * t, y - tall / 2, w / bars * 0.55, tall, colour, 2)
