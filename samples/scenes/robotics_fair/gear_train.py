"""Three meshing wheels on a pegboard, and a hand on the crank."""

from math import cos, pi, sin

from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    PAPER,
    SKINS,
    STEEL,
    STEEL_DARK,
    SUN,
    TEAL,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
)
from studio.paper import card
from studio.people import hand
from studio.sheet import MULTIPLY, Sheet, blend
from studio.signs import gear_outline

from scenes.registry import picture


@picture("robotics-fair/gear-train.jpg")
def gear_train(sheet: Sheet) -> None:
    """Three meshing wheels on a pegboard, and a hand on the crank."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#E8D3AE", "#DDBF92", "#BF9A6B"]))
    for row in range(13):
        for col in range(17):
            x, y = 40 + col * 96, 30 + row * 96
            sheet.oval(x, y, 10, 10, darker(WOOD, 0.65))
            sheet.oval(x + 2, y + 3, 8, 8, darker(WOOD, 0.4))
    wheels = [
        (430, 720, 12, 252, BRICK, 0.0), (860, 470, 12, 252, SUN, 0.115),
        (1216, 700, 8, 172, TEAL, 0.33), (1216, 700, 5, 96, BLUE, 0.2),
    ]  # fmt: skip
    for x, y, teeth, tip, tone, turn in wheels:
        outline = [(x + a, y + b) for a, b in gear_outline(teeth, tip - 48, tip, turn)]
        sheet.shape(
            [(a + 26, b + 40) for a, b in outline], "#4B3B55", alpha=0.45, blur=16, mode=MULTIPLY
        )
        for step in range(14, 0, -1):
            sheet.shape([(a + step * 0.9, b + step * 1.3) for a, b in outline], darker(tone, 0.55))
        sheet.shape(
            outline,
            blend(
                (x - tip, y - tip),
                (x + tip, y + tip),
                [lighter(tone, 0.35), tone, darker(tone, 0.25)],
            ),
        )
        sheet.shape(outline, lighter(tone, 0.5), width=3, alpha=0.5)
        inner = tip - 74
        if inner > 100:
            sheet.oval(x, y, inner, inner, darker(tone, 0.25), width=5)
            for k in range(5):
                a = 2 * pi * k / 5 + turn
                px, py = x + cos(a) * inner * 0.62, y + sin(a) * inner * 0.62
                r = inner * 0.24
                sheet.oval(px, py, r, r, darker(WOOD, 0.45))
                sheet.oval(
                    px + 5,
                    py + 7,
                    r - 4,
                    r - 5,
                    blend((px, py - r), (px, py + r), [darker(WOOD, 0.4), WOOD]),
                )
        sheet.oval(x + 5, y + 8, 38, 38, "#4B3B55", alpha=0.4, blur=6, mode=MULTIPLY)
        sheet.oval(
            x, y, 36, 36, blend((x - 30, y - 30), (x + 30, y + 30), [PAPER, STEEL, STEEL_DARK])
        )
        sheet.line([(x - 20, y + 10), (x + 20, y - 10)], STEEL_DARK, 7)
    sheet.line(
        [(430, 720), (300, 890)], darker(WOOD_DARK, 0.4), 52, blur=10, alpha=0.4, mode=MULTIPLY
    )
    sheet.line([(430, 720), (290, 860)], WOOD_DARK, 46)
    sheet.line([(425, 712), (288, 850)], lighter(WOOD, 0.1), 20, alpha=0.6)
    sheet.oval(
        290,
        866,
        50,
        50,
        blend((250, 820), (330, 910), [lighter(BLUE, 0.4), BLUE, darker(BLUE, 0.4)]),
    )
    hand(sheet, 262, 858, 118, 1.5, SKINS[1], CORAL, "hold", (20, 30))
    card(
        sheet, 1400, 230, 250, 170, 5, PAPER, lambda s: s.text("12 : 8", 0, 26, 76, BLUE), pin=BRICK
    )
