"""Rooms, table tops, windows, doors and the light of lamps."""

from studio.palette import (
    CREAM,
    LEAF,
    PAPER,
    STEEL,
    WALL,
    WOOD,
    WOOD_LIGHT,
    darker,
    lighter,
    mix,
    shaded,
)
from studio.sheet import MULTIPLY, SOFT, Sheet, blend, glow
from studio.view import View


def room(
    view: View,
    back: float = 240,
    wall: str = CREAM,
    floor: str = WOOD_LIGHT,
    half: float = 420,
    tall: float = 300,
    near: float = -260,
    board: float = 18,
    sun: bool = True,
    skirting: str = WALL,
) -> None:
    """A back wall with a skirting board, a floor before it, and daylight from the left."""
    sheet = view.sheet
    sheet.wash(blend((0, 0), (0, sheet.height), [lighter(wall, 0.3), wall]))
    top, base = view.at(-half, back, tall), view.at(half, back, 0)
    fill = blend(
        (top[0], top[1]), (base[0], base[1]), [lighter(wall, 0.5), wall, darker(wall, 0.18)]
    )
    view.quad([(-half, back, 0), (half, back, 0), (half, back, tall), (-half, back, tall)], fill)
    view.floor(near, back, -half, half, floor, board)
    view.quad(
        [(-half, back, 0), (half, back, 0), (half, back, 9), (-half, back, 9)],
        darker(skirting, 0.08),
    )
    sheet.line([view.at(-half, back, 9), view.at(half, back, 9)], lighter(skirting, 0.8), 2)
    seam = [
        view.at(-half, back - 16, 0),
        view.at(half, back - 16, 0),
        view.at(half, back, 3),
        view.at(-half, back, 3),
    ]
    sheet.shape(seam, "#5B4A6B", alpha=0.3, blur=8, mode=MULTIPLY)
    if sun:
        beam = [
            view.at(-half * 0.5, back, tall),
            view.at(-half * 0.1, back, tall),
            view.at(half * 0.5, back, 10),
            view.at(0, back, 10),
        ]
        sheet.shape(beam, "#FFF0C8", alpha=0.55, blur=26, mode=SOFT)


def bench_top(
    view: View,
    near: float,
    far: float,
    half: float,
    colour: str = WOOD,
    edge: float = 5,
    grain: bool = True,
) -> None:
    """A table top at height 0 that runs out of the picture at both sides."""
    corners = [(-half, near, 0), (half, near, 0), (half, far, 0), (-half, far, 0)]
    a, b = view.at(0, near, 0), view.at(0, far, 0)
    view.quad(
        corners, blend(a, b, [shaded(colour, 0.62), shaded(colour, 0.82), shaded(colour, 0.92)])
    )
    chance = view.sheet.chance
    with view.sheet.within([view.at(*c) for c in corners]):
        for _ in range(60 if grain else 0):
            y, x, length = (
                chance.uniform(near, far),
                chance.uniform(-half, half),
                chance.uniform(40, 160),
            )
            bend = chance.uniform(-1.5, 1.5)
            points = [
                view.at(x, y, 0),
                view.at(x + length / 2, y + bend, 0),
                view.at(x + length, y, 0),
            ]
            view.sheet.line(
                points, darker(colour, 0.3), chance.uniform(0.8, 2.4), smooth=True, alpha=0.22
            )
        glare = view.at(-half * 0.35, (near + far) / 2, 0)
        view.sheet.wash(glow(glare, 620, "#FFF0CC", (0.42, 0)), mode=SOFT)
    view.face(
        [(-half, near, -edge), (half, near, -edge), (half, near, 0), (-half, near, 0)],
        darker(colour, 0.2),
    )


def far_room(
    sheet: Sheet, wall: str, accents: list[str], horizon: float = 560, blur: float = 16
) -> None:
    """The rest of a classroom, out of focus, behind something close."""
    sheet.wash(blend((0, 0), (0, horizon), [lighter(wall, 0.45), wall, darker(wall, 0.14)]))
    chance = sheet.chance
    with sheet.soft(blur):
        for x in (90, 420):
            sheet.rect(x, -40, 270, horizon * 0.62, lighter("#DCE9EE", 0.3), 6)
            sheet.rect(x + 128, -40, 14, horizon * 0.62, PAPER)
            sheet.rect(x, horizon * 0.24, 270, 12, PAPER)
        sheet.rect(900, 60, 560, horizon * 0.42, mix("#D9B98A", wall, 0.2), 6)
        for i in range(9):
            x, y = 930 + (i % 5) * 105, 84 + (i // 5) * 110
            sheet.rect(
                x, y + chance.uniform(-8, 8), 76, 84, mix(accents[i % len(accents)], wall, 0.3)
            )
        sheet.rect(-50, horizon * 0.78, sheet.width + 100, horizon, mix(WOOD, wall, 0.35))
        for i in range(34):
            x, h = 20 + i * 47, chance.uniform(50, 96)
            sheet.rect(
                x,
                horizon * 0.78 - h,
                40,
                h,
                mix(accents[i % len(accents)], wall, chance.uniform(0.3, 0.65)),
            )
    sheet.shape(
        [(0, 0), (520, 0), (1300, horizon * 1.3), (300, horizon * 1.3)],
        "#FFF3D0",
        alpha=0.5,
        blur=60,
        mode=SOFT,
    )


def window(
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    h: float,
    sky: list[str],
    frame: str = PAPER,
    cols: int = 2,
) -> None:
    """A window on a wall with trees outside; ``sky`` are the colours from top to bottom."""
    sheet.rect(x + 8, y + 14, w, h, "#5B4A6B", 4, alpha=0.25, blur=12, mode=MULTIPLY)
    sheet.rect(x - 14, y - 14, w + 28, h + 28, darker(frame, 0.1), 4)
    outline = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    with sheet.within(outline):
        sheet.rect(x, y, w, h, blend((0, y), (0, y + h), sky))
        chance = sheet.chance
        for i in range(9):
            r = chance.uniform(0.10, 0.2) * w
            tone = mix(chance.choice([LEAF, "#C98A3A", "#D9795C"]), sky[-1], 0.35)
            sheet.oval(x + w * i / 8, y + h * chance.uniform(0.78, 0.98), r, r * 0.9, tone)
        sheet.shape([(x, y), (x + w * 0.4, y), (x, y + h * 0.7)], "#FFFFFF", alpha=0.2)
    for i in range(1, cols):
        sheet.rect(x + w * i / cols - 5, y, 10, h, frame)
    sheet.rect(x, y + h * 0.42, w, 9, frame)
    sheet.shape(outline, frame, width=12)
    sheet.rect(x - 26, y + h + 6, w + 52, 18, lighter(frame, 0.5), 3)
    sheet.rect(x - 26, y + h + 24, w + 52, 10, "#5B4A6B", alpha=0.25, blur=5, mode=MULTIPLY)


def lamp_light(
    sheet: Sheet, x: float, y: float, radius: float, colour: str = "#FFD98A", strength: float = 0.8
) -> None:
    """The warm light around a lamp."""
    sheet.oval(
        x,
        y,
        radius,
        radius,
        glow((x, y), radius, colour, (strength, strength * 0.35, 0)),
        mode=SOFT,
    )
    sheet.oval(
        x, y, radius * 0.6, radius * 0.6, glow((x, y), radius * 0.6, colour, (strength * 0.5, 0))
    )


def school_door(sheet: Sheet, tone: str, words: str) -> None:
    """A classroom door with a glass pane and a sign, 400 x 900."""
    sheet.rect(-30, -30, 460, 930, darker(PAPER, 0.1))
    sheet.rect(
        0, 0, 400, 900, blend((0, 0), (400, 900), [lighter(tone, 0.2), tone, darker(tone, 0.22)])
    )
    sheet.rect(60, 90, 280, 300, darker(tone, 0.4), 8)
    sheet.rect(
        74, 104, 252, 272, blend((74, 104), (326, 376), ["#FFF3CF", "#F6DDA3", "#D9C39A"]), 4
    )
    sheet.shape([(74, 104), (200, 104), (110, 376), (74, 376)], "#FFFFFF", alpha=0.35)
    sheet.rect(196, 104, 8, 272, darker(tone, 0.2))
    sheet.rect(60, 470, 280, 110, PAPER, 14)
    sheet.text(words, 200, 544, 58 if len(words) < 8 else 50, tone)
    sheet.rect(60, 640, 280, 200, darker(tone, 0.16), 8)
    sheet.rect(336, 590, 30, 80, STEEL, 12)
