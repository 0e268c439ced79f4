"""A notebook with search words, sticky notes and a laptop with a search field."""

from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    INK,
    MINT,
    MIST,
    PAPER,
    SEA,
    SKINS,
    SLATE,
    STEEL,
    STEEL_DARK,
    SUN,
    TEAL,
    WOOD,
    darker,
)
from studio.paper import card, ruled, scribble
from studio.people import hand
from studio.sheet import MULTIPLY, Sheet, blend
from studio.signs import lens
from studio.things import pencil

from scenes.registry import picture


@picture("tutorials/search-notes.jpg")
def search_notes(sheet: Sheet) -> None:
    """A notebook with search words, sticky notes and a laptop with a search field."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#E6CAA0", "#D5AF7C", "#BB8E5E"]))
    for _ in range(46):
        y = sheet.chance.uniform(0, 1200)
        sheet.line(
            [(0, y), (800, y + sheet.chance.uniform(-12, 12)), (1600, y)],
            darker(WOOD, 0.3),
            2.6,
            smooth=True,
            alpha=0.24,
        )
    with sheet.moved(1010, 350, 3):
        sheet.rect(-470, -330, 960, 640, "#3E3048", 22, alpha=0.4, blur=20, mode=MULTIPLY)
        sheet.rect(
            -490, -360, 960, 640, blend((-490, -360), (470, 280), [PAPER, STEEL, STEEL_DARK]), 24
        )
        sheet.rect(-470, -340, 920, 600, INK, 16)
        sheet.rect(-452, -322, 884, 560, "#F4F7FB", 6)
        sheet.rect(-452, -322, 884, 62, MIST, 6)
        for k, tone in enumerate((BRICK, SUN, SEA)):
            sheet.oval(-424 + k * 34, -291, 10, 10, tone)
        sheet.rect(-350, -200, 680, 92, PAPER, 46)
        sheet.rect(-350, -200, 680, 92, BLUE, 46, width=6)
        sheet.text("why do leaves fall", -300, -140, 44, INK, "plain", align=0)
        with sheet.moved(276, -154, 0, 0.62):
            lens(sheet, BLUE)
        for k in range(3):
            y = -60 + k * 100
            sheet.rect(-350, y, 74, 74, (MINT, BUTTER, "#F4D9CB")[k], 10)
            sheet.line([(-250, y + 18), (120 - k * 40, y + 18)], BLUE, 13)
            sheet.line([(-250, y + 52), (290 - k * 60, y + 52)], STEEL, 9)
    with sheet.moved(1180, 790, 3):
        sheet.rect(-420, -116, 870, 340, "#3E3048", 24, alpha=0.45, blur=18, mode=MULTIPLY)
        sheet.rect(-440, -136, 870, 340, blend((0, -136), (0, 204), [PAPER, MIST, STEEL]), 24)
        for row in range(5):
            for col in range(13):
                sheet.rect(
                    -416 + col * 64.4,
                    -114 + row * 60,
                    56,
                    52,
                    blend((0, -114 + row * 60), (0, -62 + row * 60), ["#FFFFFF", "#E3E8ED"]),
                    9,
                )
        sheet.rect(-220, 126, 440, 52, "#F4F7FA", 9)
    with sheet.moved(520, 760, -6):
        sheet.rect(-400, -300, 840, 660, "#3E3048", 14, alpha=0.45, blur=18, mode=MULTIPLY)
        sheet.rect(-424, -322, 848, 650, TEAL, 16)
        for side in (-1, 1):
            x = -410 if side < 0 else 4
            sheet.rect(
                x,
                -310,
                406,
                626,
                blend(
                    (x, 0),
                    (x + 406, 0),
                    [darker(PAPER, 0.02), PAPER, darker(PAPER, 0.14)]
                    if side < 0
                    else [darker(PAPER, 0.18), PAPER, PAPER],
                ),
                6,
            )
            ruled(sheet, x + 24, -230, 358, 500, 54)
        sheet.text("What it says", -207, -236, 62, BRICK, "hand")
        for k, words in enumerate(("leaves + autumn", "chlorophyll", "-shop", "site: school")):
            sheet.text(words, -372, -130 + k * 108, 60, INK, "hand", align=0)
        sheet.oval(-282, -46, 112, 36, SUN, width=7)
        sheet.text("Where it is", 38, -236, 58, TEAL, "hand", align=0)
        scribble(sheet, 40, -140, 320, 4, 54, SLATE, 6)
        for k in range(3):
            sheet.rect(44, 90 + k * 64, 36, 36, SLATE, 5, width=5)
            scribble(sheet, 104, 110 + k * 64, 230, 1, 20, SLATE, 6)
            if k < 2:
                sheet.line([(50, 108 + k * 64), (62, 122 + k * 64), (90, 80 + k * 64)], BRICK, 9)
        for k in range(13):
            y = -290 + k * 48
            sheet.line([(-14, y), (0, y - 12), (14, y)], STEEL_DARK, 8, smooth=True)
    card(
        sheet,
        1400,
        1010,
        250,
        230,
        7,
        SUN,
        lambda s: (
            s.text("Two sources", 0, -30, 54, INK, "hand"),
            scribble(s, -90, 10, 180, 3, 34, SLATE, 6),
        ),
        lift=12,
    )
    card(
        sheet,
        1170,
        1060,
        230,
        210,
        -8,
        "#F0B79E",
        lambda s: (
            s.text("Date?", 0, -14, 70, INK, "hand"),
            scribble(s, -70, 30, 140, 2, 32, SLATE, 6),
        ),
        lift=12,
    )
    pencil(sheet, 470, 760, 52, 420, SUN, 30)
    hand(sheet, 548, 872, 50, 1.5, SKINS[1], BLUE, "hold", (24, 40))
