"""A small computer board shows a heart of lights on a felt badge."""

from math import cos, pi, sin

from studio.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CORAL,
    INK,
    OCHRE,
    PAPER,
    SKINS,
    STEEL,
    STEEL_DARK,
    SUN,
    TEAL,
    darker,
    lighter,
)
from studio.people import hand
from studio.sheet import MULTIPLY, Sheet, ball, blend, flowing, glow

from scenes.registry import picture


@picture("tutorials/microbit-badge.jpg")
def badge(sheet: Sheet) -> None:
    """A small computer board shows a heart of lights on a felt badge."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#CFE0DA", "#B5CDC6", "#94B3AC"]))
    for k in range(54):
        sheet.line([(0, k * 22), (1600, k * 22 + 4)], "#FFFFFF", 2, alpha=0.14)
    for points in ([(560, -40), (640, 120), (736, 268)], [(1040, -40), (960, 120), (864, 268)]):
        sheet.line(
            [(x + 14, y + 22) for x, y in points],
            "#3E3048",
            44,
            smooth=True,
            alpha=0.35,
            blur=10,
            mode=MULTIPLY,
        )
        sheet.line(points, darker(BLUE, 0.2), 44, smooth=True)
        sheet.line(points, lighter(BLUE, 0.14), 30, smooth=True)
    felt = [
        (
            800 + cos(2 * pi * k / 64) * (436 + 14 * sin(k * 1.9)),
            640 + sin(2 * pi * k / 64) * (404 + 12 * sin(k * 2.3)),
        )
        for k in range(64)
    ]
    sheet.shape(
        flowing([(x + 22, y + 34) for x, y in felt], True),
        "#3E3048",
        alpha=0.45,
        blur=20,
        mode=MULTIPLY,
    )
    sheet.shape(
        flowing(felt, True),
        blend((400, 240), (1200, 1040), [lighter(CORAL, 0.2), CORAL, darker(CORAL, 0.22)]),
    )
    stitch = [(800 + (x - 800) * 0.93, 640 + (y - 640) * 0.93) for x, y in felt]
    sheet.shape(flowing(stitch, True), PAPER, width=8, dash=(26, 22))
    sheet.oval(800, 270, 46, 46, ball((786, 254), 66, [PAPER, STEEL, STEEL_DARK]))
    sheet.oval(800, 270, 26, 26, darker(CORAL, 0.5))
    with sheet.moved(800, 660, -3):
        sheet.rect(-296, -226, 612, 500, "#3E3048", 34, alpha=0.5, blur=14, mode=MULTIPLY)
        sheet.rect(
            -310,
            -246,
            620,
            500,
            blend((-310, -246), (310, 254), ["#3A3F4B", "#262A34", "#1A1D25"]),
            34,
        )
        sheet.shape(
            flowing([(-310, -120), (-160, -200), (-40, -246), (-250, -246), (-310, -220)], True),
            TEAL,
            alpha=0.85,
        )
        sheet.rect(-60, -246, 120, 40, STEEL, 6)
        for row in range(5):
            for col in range(5):
                on = (".X.X.", "XXXXX", "XXXXX", ".XXX.", "..X..")[row][col] == "X"
                x, y = -124 + col * 62, -142 + row * 62
                if on:
                    sheet.oval(x, y, 60, 60, glow((x, y), 60, "#FF6A44", (1, 0.35, 0)))
                sheet.rect(x - 11, y - 17, 22, 34, "#FFE3D6" if on else "#2E2228", 5)
                if on:
                    sheet.rect(x - 6, y - 11, 12, 22, "#FFF6EE", 4)
        for side in (-1, 1):
            sheet.rect(side * 236 - 42, -60, 84, 84, STEEL, 10)
            sheet.oval(
                side * 236,
                -18,
                28,
                28,
                ball((side * 236 - 8, -28), 44, [lighter(SUN, 0.3), SUN, OCHRE]),
            )
        for k in range(23):
            x = -296 + k * 26
            sheet.rect(x, 186, 20, 68, blend((x, 186), (x, 254), ["#F6D98A", OCHRE]), 3)
        for k in range(5):
            x = -258 + k * 129
            sheet.oval(
                x, 204, 36, 36, blend((x - 30, 174), (x + 30, 240), ["#FBE5A6", "#D9A23A", OCHRE])
            )
            sheet.oval(x, 204, 19, 19, darker(CORAL, 0.35))
    for shift, tone in ((0, BRICK), (22, INK)):
        wire = [(1070 + shift, 470), (1180 + shift, 430), (1290, 400 + shift), (1330, 360 + shift)]
        sheet.line(
            [(x + 8, y + 14) for x, y in wire],
            "#3E3048",
            11,
            smooth=True,
            alpha=0.35,
            blur=5,
            mode=MULTIPLY,
        )
        sheet.line(wire, tone, 11, smooth=True)
    with sheet.moved(1390, 270, 14):
        sheet.rect(-128, -96, 300, 230, "#3E3048", 22, alpha=0.45, blur=16, mode=MULTIPLY)
        sheet.rect(
            -150,
            -116,
            300,
            230,
            blend((-150, -116), (150, 114), ["#4A505C", CHARCOAL, "#1E2129"]),
            22,
        )
        for row, tone in enumerate((SUN, BLUE)):
            y = -92 + row * 98
            sheet.rect(
                -128,
                y,
                250,
                84,
                blend((0, y), (0, y + 84), [lighter(tone, 0.5), tone, darker(tone, 0.45)]),
                26,
            )
            sheet.rect(
                -128 + 170, y, 80, 84, blend((0, y), (0, y + 84), [PAPER, STEEL, STEEL_DARK]), 26
            )
            sheet.rect(118, y + 24, 20, 36, STEEL, 6)
    hand(sheet, 1050, 648, 24, 1.35, SKINS[4], SUN, "point", (24, 40))
