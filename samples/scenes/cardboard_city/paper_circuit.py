"""Copper tape, a coin cell and three glowing lights on a folded card."""

from math import cos, pi, sin

from studio.palette import BRICK, CORAL, SKINS, STEEL, STEEL_DARK, SUN
from studio.people import hand
from studio.sheet import MULTIPLY, Sheet, ball, blend, flowing, glow

from scenes.registry import picture


@picture("cardboard-city/paper-circuit.jpg")
def paper_circuit(sheet: Sheet) -> None:
    """Copper tape, a coin cell and three glowing lights on a folded card."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#3A4A63", "#2E3B55", "#222B42"]))
    for k in range(27):
        sheet.line([(k * 62, 0), (k * 62, 1200)], "#8FB0D8", 1.6, alpha=0.18)
        sheet.line([(0, k * 62), (1600, k * 62)], "#8FB0D8", 1.6, alpha=0.18)
    with sheet.moved(790, 600, -4):
        sheet.rect(-560 + 22, -400 + 34, 1120, 800, "#0F1424", 8, alpha=0.55, blur=22)
        sheet.rect(
            -560,
            -400,
            1120,
            800,
            blend((-560, -400), (560, 400), ["#FFFDF6", "#F4ECDC", "#E0D4C0"]),
            6,
        )
        hills = flowing([(-560, 120), (-300, 0), (-60, 110), (200, -40), (560, 90)])
        hills.lineTo(560, 400)
        hills.lineTo(-560, 400)
        hills.close()
        sheet.shape(hills, "#A9C9B4", alpha=0.6)
        with sheet.moved(-300, 20):
            sheet.rect(-56, -60, 112, 130, "#F0C7B4")
            sheet.shape([(-76, -56), (0, -130), (76, -56)], CORAL)
            sheet.rect(-18, 10, 36, 60, BRICK)
        copper = ["#F2B98A", "#CF7F4A", "#A9582C"]
        routes = [
            [(-420, 270), (-420, -270), (420, -270), (420, -74)],
            [(-340, 300), (330, 300)],
            [(372, 268), (420, 220), (420, 34)],
        ]
        for route in routes:
            sheet.line(
                [(x + 4, y + 6) for x, y in route], "#4B3B55", 26, alpha=0.4, blur=5, mode=MULTIPLY
            )
        for route in routes:
            sheet.line(route, blend((-420, -260), (420, 300), copper + copper[::-1] + copper), 25)
            sheet.line([(x - 4, y - 5) for x, y in route], "#FFE3C8", 4, alpha=0.6)
        for x, y, tone in ((420, -20, SUN),):
            sheet.line([(x, y - 66), (x, y + 66)], STEEL, 12)
            sheet.oval(
                x,
                y,
                400,
                400,
                glow((x, y), 400, "#FFC247", (0.9, 0.35, 0)),
                mode=MULTIPLY,
                alpha=0.8,
            )
            sheet.oval(x, y, 190, 190, glow((x, y), 190, "#FFF3C8", (0.95, 0.3, 0)))
            sheet.oval(x, y, 52, 52, ball((x - 12, y - 14), 66, ["#FFFFFF", "#FFEFB0", tone]))
            for k in range(12):
                a = 2 * pi * k / 12
                sheet.line(
                    [(x + cos(a) * 84, y + sin(a) * 84), (x + cos(a) * 118, y + sin(a) * 118)],
                    SUN,
                    9,
                )
        sheet.oval(-372, 300, 98, 98, "#4B3B55", alpha=0.45, blur=9, mode=MULTIPLY)
        sheet.oval(
            -380, 286, 94, 94, ball((-410, 250), 170, ["#FFFFFF", "#D8DDE3", STEEL, STEEL_DARK])
        )
        sheet.oval(-380, 286, 74, 74, STEEL_DARK, width=3)
        sheet.text("+", -380, 312, 84, STEEL_DARK)
        sheet.shape([(560, 400), (430, 400), (560, 290)], "#2E3B55")
        sheet.shape(
            [(430, 400), (560, 290), (452, 306)],
            blend((452, 306), (500, 350), ["#FFFFFF", "#D9CDB9"]),
        )
    with sheet.moved(1330, 190, 12):
        sheet.oval(14, 20, 128, 128, "#0F1424", alpha=0.5, blur=14)
        sheet.oval(0, 0, 124, 124, ball((-30, -40), 220, ["#F7CFA6", "#CF7F4A", "#9A5028"]))
        sheet.oval(0, 0, 74, 74, "#F1E7D6")
        sheet.oval(0, 0, 56, 56, "#2E3B55")
    hand(sheet, 470, 960, 132, 1.5, SKINS[2], BRICK, "point", (22, 34))
