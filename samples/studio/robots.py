"""Small robots, and the lights on them."""

from math import cos, pi, sin

from studio.palette import (
    BRICK,
    CHARCOAL,
    INK,
    PAPER,
    STEEL,
    STEEL_DARK,
    SUN,
    darker,
    lighter,
    shaded,
)
from studio.sheet import PLUS, SCREEN, blend, glow
from studio.space import hull
from studio.view import View


def shine(
    view: View,
    x: float,
    y: float,
    z: float,
    radius: float,
    colour: str = "#FFD98A",
    strength: float = 0.9,
) -> None:
    """The halo of a small light; ``radius`` in centimetres."""
    px, py = view.at(x, y, z)
    r = radius * view.scale(x, y, z)
    view.sheet.oval(
        px, py, r, r, glow((px, py), r, colour, (strength * 0.7, strength * 0.2, 0)), mode=SCREEN
    )
    view.sheet.oval(
        px, py, r * 0.2, r * 0.2, glow((px, py), r * 0.2, "#FFF6DC", (0.55, 0)), mode=PLUS
    )


def led(
    view: View, x: float, y: float, z: float, colour: str, on: bool = True, size: float = 1
) -> None:
    """A small round light standing up."""
    view.rod((x, y, z), (x, y, z + 1.6 * size), 1.1 * size, colour)
    view.orb(x, y, z + 1.8 * size, 1.1 * size, lighter(colour, 0.4) if on else colour)
    if on:
        shine(view, x, y, z + 1.8 * size, 6 * size, colour)


def robot(
    view: View,
    x: float,
    y: float,
    z: float,
    turn: float,
    colour: str,
    size: float = 1,
    face: bool = True,
    ground: float | None = None,
) -> None:
    """A small two-wheeled classroom robot that drives towards -y; about 16 cm long."""
    with view.placed(x, y, z, turn, size):
        view.shadow(
            [(sx * 9, sy * 9, h) for sx in (-1, 1) for sy in (-1, 1) for h in (1, 14)],
            view.level() if ground is None else ground,
        )
        view.contact([(sx * 8, sy * 8, 0) for sx in (-1, 1) for sy in (-1, 1)], 0.6)

        def wheel(side: int) -> None:
            view.rod((side * 7.2, 3, 4.6), (side * 9.6, 3, 4.6), 4.6, INK, cap=CHARCOAL)
            outer = side * 9.65
            view.sheet.shape(
                [view.at(*p) for p in view.ring((outer, 3, 4.6), (1, 0, 0), 3.0)], shaded(SUN, 0.8)
            )
            view.sheet.shape(
                [view.at(*p) for p in view.ring((outer, 3, 4.6), (1, 0, 0), 0.9)], STEEL_DARK
            )

        far, near = sorted((-1, 1), key=lambda s: -view.depth(s * 9, 3, 4))
        wheel(far)
        view.orb(0, -6.5, 1.6, 1.6, STEEL)
        view.box(-7, -9, 3, 14, 17, 2, STEEL)
        view.box(-6.4, -7.6, 5, 12.8, 14.6, 6.4, colour)
        view.box(-4.6, -2, 11.4, 9.2, 8, 1.2, lighter(CHARCOAL, 0.1))
        for k in range(3):
            led(view, -2.6 + k * 2.6, 2, 12.6, ("#7CCFC8", SUN, "#F0A08B")[k], True, 0.42)
        wheel(near)
        if face and view.depth(0, -8, 8) < view.depth(0, 7, 8):
            for side in (-1, 1):
                view.rod((side * 2.7, -7.6, 8.6), (side * 2.7, -9.2, 8.6), 1.9, STEEL, cap=PAPER)
                px, py = view.at(side * 2.7, -9.3, 8.6)
                s = view.scale(side * 2.7, -9.3, 8.6)
                view.sheet.oval(px, py, 1.0 * s, 1.15 * s, INK)
                view.sheet.oval(px - 0.3 * s, py - 0.4 * s, 0.35 * s, 0.35 * s, PAPER)
        a, b = view.at(4, 5.4, 11.4), view.at(4.6, 5.6, 19)
        view.sheet.line([a, b], STEEL_DARK, 0.5 * view.scale(4, 5, 15))
        view.orb(4.6, 5.6, 19.4, 1.0, BRICK)


def bee(view: View, x: float, y: float, turn: float, size: float = 1, z: float = 0) -> None:
    """A floor robot shaped like a bee, nose towards -y; about 13 cm long, with arrow buttons on its
    back."""
    with view.placed(x, y, z, turn, size):
        rings = []
        for up, rx, ry in (
            (1, 5.6, 6.6),
            (3, 6, 7.2),
            (5, 5.7, 6.8),
            (6.6, 4.9, 5.8),
            (7.8, 3.6, 4.2),
            (8.4, 1.6, 2),
        ):
            rings.append(
                [(cos(2 * pi * i / 40) * rx, sin(2 * pi * i / 40) * ry, up) for i in range(40)]
            )
        view.shadow([p for ring in rings for p in ring[::4]], view.level(), 0.45, 6)
        view.contact([(px, py, 0) for px, py, _ in rings[0]], 0.6, 4)
        cx, cy = view.at(0, 0, 5)
        s = view.scale(0, 0, 5)
        fill = blend(
            (cx - 6 * s, cy - 5 * s),
            (cx + 6 * s, cy + 4 * s),
            [lighter(SUN, 0.45), SUN, "#D98A22", "#9A5A1C"],
        )
        view.sheet.shape(hull([view.at(*p) for p in rings[0] + rings[1]]), CHARCOAL)
        outline = hull([view.at(*p) for ring in rings[1:] for p in ring])
        view.sheet.shape(outline, fill)
        with view.sheet.within(outline):
            for yy in (3.4, 5.4):
                band = [
                    (sin(t) * 7, yy + 0.2, 3 + cos(t) * 5.6)
                    for t in (pi * (i / 20 - 0.5) for i in range(21))
                ]
                view.sheet.line([view.at(*p) for p in band], INK, 1.0 * s, smooth=True, alpha=0.9)
        for dx, dy, tone in (
            (0, -2.2, "#E8743B"),
            (0, 2.0, "#E8743B"),
            (-2.4, -0.1, "#E8743B"),
            (2.4, -0.1, "#E8743B"),
            (0, -0.1, "#5FA05C"),
        ):
            ring = [
                (dx + cos(t) * 0.95, dy + sin(t) * 0.95, 8.6)
                for t in (2 * pi * i / 16 for i in range(16))
            ]
            view.sheet.shape([view.at(px, py, pz - 0.3) for px, py, pz in ring], darker(tone, 0.5))
            view.sheet.shape([view.at(*p) for p in ring], lighter(tone, 0.1))
        if view.depth(0, -7, 4) < view.depth(0, 7, 4):
            for side in (-1, 1):
                px, py = view.at(side * 2.3, -6.3, 5)
                view.sheet.oval(px, py, 1.25 * s, 1.35 * s, PAPER)
                view.sheet.oval(px, py + 0.15 * s, 0.75 * s, 0.85 * s, INK)
                view.sheet.oval(px - 0.25 * s, py - 0.25 * s, 0.26 * s, 0.26 * s, PAPER)
            px, py = view.at(0, -7.1, 3.2)
            smile = [(px - 1.5 * s, py - 0.1 * s), (px, py + 0.6 * s), (px + 1.5 * s, py - 0.1 * s)]
            view.sheet.line(smile, darker(SUN, 0.8), 0.35 * s, smooth=True)
