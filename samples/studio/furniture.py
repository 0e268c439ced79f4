"""What stands in a room: tables, chairs, plants, shelves, bunting."""

from studio.palette import (
    LEAF,
    LEAF_DARK,
    LINE,
    STEEL,
    STEEL_DARK,
    SUN,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
    mix,
)
from studio.sheet import MULTIPLY, Point, Sheet, blend, fade, flowing
from studio.view import View


def table(
    view: View,
    x: float,
    y: float,
    w: float,
    d: float,
    h: float,
    colour: str = WOOD,
    legs: str = STEEL_DARK,
) -> None:
    """A table from its near left corner; its top is at height ``h``."""
    view.shadow([(x, y, h), (x + w, y, h), (x + w, y + d, h), (x, y + d, h)], 0, 0.34, 12)
    for lx, ly in ((x + 4, y + d - 6), (x + w - 6, y + d - 6), (x + 4, y + 4), (x + w - 6, y + 4)):
        view.rod((lx, ly, 0), (lx, ly, h - 4), 1.7, legs)
    view.box(x, y, h - 4, w, d, 4, colour)


def chair(view: View, x: float, y: float, turn: float, colour: str) -> None:
    """A school chair whose back is away from its front (towards -y)."""
    with view.placed(x, y, 0, turn):
        view.shadow([(-20, -20, 44), (20, -20, 44), (20, 20, 44), (-20, 20, 44)], 0, 0.3, 9)
        parts = [((sx * 17, sy * 17, 22), sx, sy) for sx in (-1, 1) for sy in (-1, 1)]
        for _, sx, sy in sorted(parts, key=lambda part: -view.depth(*part[0])):
            view.rod((sx * 19, sy * 19, 0), (sx * 16, sy * 16, 43), 1.3, STEEL)
        back = lambda: view.box(-18, 17, 52, 36, 3, 26, colour)  # noqa: E731
        behind = view.depth(0, 18, 60) > view.depth(0, 0, 60)
        if behind:
            back()
        view.box(-20, -20, 42, 40, 40, 4, colour)
        if not behind:
            back()


def plant(
    view: View,
    x: float,
    y: float,
    z: float,
    size: float,
    pot: str,
    leaf: str = LEAF,
    ground: float | None = None,
) -> None:
    """A potted plant with broad leaves."""
    view.lathe(
        (x, y, z),
        [
            (size * 0.34, 0),
            (size * 0.44, size * 0.5),
            (size * 0.48, size * 0.5),
            (size * 0.48, size * 0.6),
        ],
        pot,
        ground=view.level() + z if ground is None else ground,
        cap=darker(WOOD_DARK, 0.5),
    )
    px, py = view.at(x, y, z + size * 0.6)
    k = size * view.scale(x, y, z)
    chance = view.sheet.chance
    for i in range(15):
        lean = (i / 14 - 0.5) * 2
        tall = k * chance.uniform(0.8, 1.5) * (1.15 - abs(lean) * 0.55)
        tip = (px + lean * k * 0.95, py - tall)
        mid = (px + lean * k * 0.35, py - tall * 0.66)
        side = k * 0.13
        tone = mix(leaf, LEAF_DARK, chance.random() * 0.7)
        blade = [(px, py), (mid[0] - side, mid[1]), tip, (mid[0] + side, mid[1] + side * 0.7)]
        view.sheet.shape(
            flowing(blade, True), blend(tip, (px, py), [lighter(tone, 0.25), darker(tone, 0.35)])
        )
        view.sheet.line(
            [(px, py), mid, tip], lighter(tone, 0.4), max(1, k * 0.012), smooth=True, alpha=0.5
        )


def bunting(
    sheet: Sheet, start: Point, end: Point, sag: float, colours: list[str], flags: int = 12
) -> None:
    """A string of paper flags."""
    points = []
    for i in range(flags * 2 + 1):
        t = i / (flags * 2)
        points.append(
            (
                start[0] + (end[0] - start[0]) * t,
                start[1] + (end[1] - start[1]) * t + sag * 4 * t * (1 - t),
            )
        )
    for i in range(flags):
        a, m, b = points[2 * i], points[2 * i + 1], points[2 * i + 2]
        drop = (b[0] - a[0]) * 1.1
        tone = colours[i % len(colours)]
        sheet.shape(
            [(a[0] + 12, a[1] + 12), (b[0] + 12, b[1] + 12), (m[0] + 12, m[1] + drop + 12)],
            "#5B4A6B",
            alpha=0.2,
            blur=7,
            mode=MULTIPLY,
        )
        sheet.shape(
            [(a[0] + 3, a[1]), (b[0] - 3, b[1]), (m[0], m[1] + drop)],
            blend(a, (m[0], m[1] + drop), [lighter(tone, 0.2), darker(tone, 0.12)]),
        )
    sheet.line(points, LINE, 3, smooth=True)


def shelf(
    view: View,
    x: float,
    y: float,
    z: float,
    w: float,
    d: float,
    h: float,
    rows: int,
    colour: str,
    spines: list[str],
) -> None:
    """A bookcase seen from the front, filled with books."""
    view.shadow([(x, y, z), (x + w, y, z), (x + w, y, z + h), (x, y, z + h)], 0, 0.3, 12)
    view.box(x, y, z, w, d, h, colour)
    chance = view.sheet.chance
    step = (h - 4) / rows
    for row in range(rows):
        low = z + 3 + row * step
        inner = [
            (x + 3, y - 0.2, low),
            (x + w - 3, y - 0.2, low),
            (x + w - 3, y - 0.2, low + step - 4),
            (x + 3, y - 0.2, low + step - 4),
        ]
        view.quad(inner, darker(colour, 0.6))
        at = x + 4.0
        while at < x + w - 9:
            wide, tall = chance.uniform(2.2, 5), step * chance.uniform(0.58, 0.84)
            if chance.random() < 0.09:
                at += chance.uniform(4, 9)
                continue
            tone = chance.choice(spines)
            lean = chance.uniform(2, 5) if chance.random() < 0.07 else 0
            view.quad(
                [
                    (at, y - 0.3, low),
                    (at + wide, y - 0.3, low),
                    (at + wide + lean, y - 0.3, low + tall),
                    (at + lean, y - 0.3, low + tall),
                ],
                blend(
                    view.at(at, y, low),
                    view.at(at + wide, y, low),
                    [lighter(tone, 0.25), tone, darker(tone, 0.25)],
                ),
            )
            view.quad(
                [
                    (at, y - 0.4, low + tall * 0.7),
                    (at + wide, y - 0.4, low + tall * 0.7),
                    (at + wide, y - 0.4, low + tall * 0.78),
                    (at, y - 0.4, low + tall * 0.78),
                ],
                SUN if lean else lighter(tone, 0.6),
                alpha=0 if lean else 0.7,
            )
            at += wide + 0.25 + lean
        top = [
            (x + 3, y - 0.3, low + step - 4),
            (x + w - 3, y - 0.3, low + step - 4),
            (x + w - 3, y - 0.3, low + step - 9),
            (x + 3, y - 0.3, low + step - 9),
        ]
        view.quad(
            top,
            fade(
                view.at(x, y, low + step - 4), view.at(x, y, low + step - 11), "#2A1F33", (0.45, 0)
            ),
        )
