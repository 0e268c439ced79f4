"""Pencils, mugs, books and biscuits."""

from studio.palette import OCHRE, PAPER, STEEL, WOOD_LIGHT, darker, lighter, shaded
from studio.sheet import MULTIPLY, Sheet, blend, fade
from studio.view import View


def pencil(
    sheet: Sheet,
    x: float,
    y: float,
    turn: float,
    length: float,
    colour: str,
    thick: float = 22,
    crayon: bool = False,
) -> None:
    """A pencil or crayon from above whose tip is at (x, y), lying towards the right before it is
    turned."""
    with sheet.moved(x + 6, y + 12, turn):
        sheet.line([(20, 0), (length, 0)], "#4B3B55", thick, alpha=0.35, blur=6, mode=MULTIPLY)
    with sheet.moved(x, y, turn):
        t = thick / 2
        body = blend((0, -t), (0, t), [lighter(colour, 0.4), colour, darker(colour, 0.35)])
        if crayon:
            sheet.shape(
                [(0, -t * 0.3), (30, -t * 0.7), (30, t * 0.7), (0, t * 0.3)], darker(colour, 0.1)
            )
            sheet.rect(30, -t, length - 30, thick, body, 3)
            for at in (52, length - 34):
                sheet.rect(at, -t, 8, thick, darker(colour, 0.5), alpha=0.6)
            return
        sheet.shape(
            [(0, 0), (46, -t), (46, t)],
            blend((0, -t), (0, t), [WOOD_LIGHT, darker(WOOD_LIGHT, 0.3)]),
        )
        sheet.shape([(0, 0), (14, -t * 0.32), (14, t * 0.32)], darker(colour, 0.5))
        sheet.rect(44, -t, length - 80, thick, body)
        sheet.rect(length - 40, -t, 18, thick, STEEL)
        sheet.rect(length - 24, -t, 28, thick, "#E59A8C", 6)


def pencil_cup(
    view: View, x: float, y: float, z: float, size: float, cup: str, colours: list[str]
) -> None:
    """A cup with pencils standing in it."""
    view.shadow(
        [(x - size * 0.3, y, z), (x + size * 0.3, y, z), (x, y, z + size * 1.6)],
        view.world((x, y, z))[2],
        0.3,
        6,
    )
    view.lathe((x, y, z), [(size * 0.36, 0), (size * 0.4, size)], cup, cap=darker(cup, 0.6))
    for i, colour in enumerate(colours):
        lean = (i / max(1, len(colours) - 1) - 0.5) * size * 0.7
        tall = size * (1.5 + 0.16 * ((i * 7) % 4))
        low, high = (x + lean * 0.5, y, z + size * 0.9), (x + lean * 1.2, y, z + tall)
        view.rod(low, high, size * 0.05, colour)
        tip = (x + lean * 1.26, y, z + tall + size * 0.14)
        view.rod(high, tip, size * 0.05, WOOD_LIGHT, r1=0.02)
    front = [view.at(*p) for p in view.ring((x, y, z + size), (0, 0, 1), size * 0.4)]
    lower = [p for p in front if p[1] >= sum(q[1] for q in front) / len(front)]
    with view.sheet.within(
        [
            (front[0][0] - 999, min(p[1] for p in lower)),
            (front[0][0] + 999, min(p[1] for p in lower)),
            (front[0][0] + 999, 9999),
            (front[0][0] - 999, 9999),
        ]
    ):
        view.lathe((x, y, z), [(size * 0.36, 0), (size * 0.4, size)], cup, cap=shaded(cup, 0.5))


def mug(
    view: View,
    x: float,
    y: float,
    z: float,
    colour: str,
    size: float = 1,
    steam: bool = False,
    drink: str = "#5B3A26",
) -> None:
    """A mug with a handle on the right; 9 cm tall."""
    with view.placed(x, y, z, 0, size):
        view.shadow([(-4, 0, 0), (4, 0, 0), (-4, 0, 9), (4, 0, 9), (7, 0, 5)], view.level(), 0.4, 6)
        s = view.scale(0, 0, 4)
        loop = [
            view.at(3.6, 0, 7.4),
            view.at(6.8, 0, 6.8),
            view.at(6.6, 0, 3.2),
            view.at(3.4, 0, 2),
        ]
        view.sheet.line(loop, darker(colour, 0.3), 1.3 * s, smooth=True)
        view.lathe((0, 0, 0), [(3.6, 0), (4.1, 0.6), (4.2, 9)], colour, cap=lighter(colour, 0.35))
        view.contact(view.ring((0, 0, 0), (0, 0, 1), 3.6), 0.25, 5)
        view.lathe((0, 0, 0), [(3.6, 0), (4.1, 0.6), (4.2, 9)], colour, cap=lighter(colour, 0.35))
        view.sheet.shape(
            [view.at(*p) for p in view.ring((0, 0, 8.6), (0, 0, 1), 3.75)],
            blend(view.at(-4, 0, 8.6), view.at(4, 0, 8.6), [darker(drink, 0.3), drink]),
        )
        if steam:
            px, py = view.at(0, 0, 10)
            for k in (-1, 0.6):
                wisp = [
                    (px + k * 2 * s, py - 1 * s),
                    (px + (k + 1.2) * 2 * s, py - 5 * s),
                    (px + (k - 0.8) * 2 * s, py - 9 * s),
                    (px + (k + 0.6) * 2 * s, py - 14 * s),
                ]
                view.sheet.line(
                    wisp,
                    fade(wisp[0], wisp[-1], "#FFFFFF", (0.5, 0.0)),
                    1.4 * s,
                    smooth=True,
                    blur=6,
                )


def book(
    view: View,
    x: float,
    y: float,
    z: float,
    w: float,
    d: float,
    h: float,
    turn: float,
    colour: str,
    ground: float | None = None,
) -> None:
    """A closed book lying flat."""
    with view.placed(x, y, z, turn):
        view.box(-w / 2, -d / 2, 0, w, d, h, colour, ground=ground)
        with view.panel(
            (-w / 2 + 0.2, -d / 2 - 0.05, h * 0.84), (w - 0.8, 0, 0), (0, 0, -h * 0.68), (100, 10)
        ):
            view.sheet.rect(0, 0, 100, 10, darker(PAPER, 0.12))
            view.sheet.line([(0, 3), (100, 3)], darker(PAPER, 0.35), 0.6)
            view.sheet.line([(0, 6), (100, 6)], darker(PAPER, 0.35), 0.6)


def cookie(view: View, x: float, y: float, z: float, r: float = 3.4) -> None:
    """A round biscuit."""
    view.lathe(
        (x, y, z),
        [(r * 0.9, 0), (r, 0.5), (r * 0.9, 1.1)],
        OCHRE,
        ground=view.level() + z,
        cap="#D9A35A",
    )
    px, py = view.at(x, y, z + 1.1)
    s = view.scale(x, y, z)
    for dx, dy in ((-1.2, -0.3), (0.8, 0.5), (0.2, -0.7), (1.6, -0.3), (-0.6, 0.6)):
        view.sheet.oval(px + dx * s, py + dy * s, 0.36 * s, 0.26 * s, "#5B3A26")
