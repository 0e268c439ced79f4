"""A house plan on blue paper with a ruler, a pencil and a hand."""

from studio.palette import (
    BRICK,
    INK,
    MIST,
    PAPER,
    SKINS,
    STEEL,
    STEEL_DARK,
    SUN,
    WOOD,
    darker,
    lighter,
)
from studio.paper import card, scribble
from studio.people import hand
from studio.sheet import MULTIPLY, Sheet, ball, blend, flowing
from studio.things import pencil

from scenes.registry import picture


@picture("career-week/blueprint.jpg")
def blueprint(sheet: Sheet) -> None:
    """A house plan on blue paper with a ruler, a pencil and a hand."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#D9B184", "#C2955F", "#A87B4E"]))
    for _ in range(50):
        y = sheet.chance.uniform(0, 1200)
        sheet.line(
            [(0, y), (800, y + sheet.chance.uniform(-10, 10)), (1600, y)],
            darker(WOOD, 0.35),
            2.5,
            smooth=True,
            alpha=0.25,
        )

    def plan(s: Sheet) -> None:
        for k in range(-12, 13):
            s.line([(k * 50, -400), (k * 50, 400)], "#5F82BC", 2, alpha=0.6)
        for k in range(-8, 9):
            s.line([(-600, k * 50), (600, k * 50)], "#5F82BC", 2, alpha=0.6)
        white = "#F1F5FB"
        walls = [
            [(-450, -300), (300, -300), (300, 250), (-450, 250), (-450, -300)],
            [(-100, -300), (-100, -60)],
            [(-100, 60), (-100, 250)],
            [(-450, 0), (-260, 0)],
            [(-170, 0), (-100, 0)],
            [(-100, -20), (120, -20)],
            [(220, -20), (300, -20)],
        ]
        for wall in walls:
            s.line(wall, white, 11)
        for x, y, start in ((-260, 0, 270), (120, -20, 270), (-100, -60, 0)):
            s.shape(
                flowing(
                    [(x, y), (x + 40, y - 76), (x + 92, y - 84)]
                    if start
                    else [(x, y), (x, y), (x, y)]
                ),
                white,
                width=3,
            )
        for x, y, w, h in (
            (-410, -270, 110, 170),
            (-410, 60, 150, 90),
            (40, 60, 180, 110),
            (160, -270, 110, 60),
        ):
            s.rect(x, y, w, h, white, 8, width=4)
        for k in range(6):
            s.line([(-60 + k * 24, 200), (-60 + k * 24, 246)], white, 4)
        s.line([(-450, 320), (300, 320)], white, 3)
        for x in (-450, -100, 300):
            s.line([(x, 304), (x, 336)], white, 3)
        with s.moved(440, -220, 0, 1.5):
            s.shape([(0, -44), (14, 10), (0, 0), (-14, 10)], white)
            s.text("N", 0, -54, 40, white)
        s.rect(370, 160, 170, 180, white, 6, width=4)
        scribble(s, 392, 200, 120, 4, 34, white, 6)

    card(sheet, 760, 590, 1240, 850, -4, "#2F569A", plan, lift=18, r=3)
    for side in (-1, 1):
        x, y = 760 + side * 634, 590 - side * 44
        with sheet.moved(x, y, -4):
            sheet.rect(-22 + 14, -424 + 20, 54, 850, "#4B3B55", alpha=0.4, blur=12, mode=MULTIPLY)
            sheet.rect(
                -30, -428, 60, 856, blend((-30, 0), (30, 0), ["#6C8CC4", "#3C64A8", "#1E3C74"]), 26
            )
    with sheet.moved(900, 1010, -8):
        sheet.rect(-380 + 10, -40 + 18, 800, 84, "#4B3B55", alpha=0.4, blur=10, mode=MULTIPLY)
        sheet.rect(
            -380, -40, 800, 84, blend((0, -40), (0, 44), ["#FBE5A6", SUN, darker(SUN, 0.2)]), 5
        )
        for k in range(39):
            sheet.line(
                [(-360 + k * 20, -40), (-360 + k * 20, -40 + (32 if k % 5 == 0 else 18))],
                INK,
                3,
                alpha=0.7,
            )
    pencil(sheet, 930, 548, 28, 560, BRICK, 34)
    hand(sheet, 1038, 616, 27, 1.75, SKINS[3], MIST, "hold", (26, 42))
    with sheet.moved(250, 950, -20):
        sheet.line([(14, 24), (120, 240)], "#4B3B55", 26, alpha=0.4, blur=9, mode=MULTIPLY)
        sheet.line([(14, 24), (-90, 250)], "#4B3B55", 26, alpha=0.4, blur=9, mode=MULTIPLY)
        for x in (-100, 104):
            sheet.line([(0, 0), (x, 216)], STEEL_DARK, 20)
            sheet.line([(-3, -2), (x - 5, 210)], lighter(STEEL, 0.5), 7)
        sheet.oval(0, -4, 27, 27, ball((-8, -12), 40, [PAPER, STEEL, STEEL_DARK]))
        sheet.rect(-9, -66, 18, 46, STEEL_DARK, 6)
