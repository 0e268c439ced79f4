"""A whiteboard with a column for each of two teachers; a hand from each side adds a note."""

from studio.palette import (
    BLUE,
    BRICK,
    INK,
    MIST,
    OCHRE,
    PAPER,
    SEA,
    SKINS,
    SLATE,
    STEEL,
    STEEL_DARK,
    SUN,
    TEAL,
    WOOD_DARK,
    darker,
    lighter,
)
from studio.paper import card, scribble
from studio.people import hand
from studio.sheet import MULTIPLY, SOFT, Sheet, blend

from scenes.registry import picture


@picture("posts/coteaching-board.jpg")
def coteaching(sheet: Sheet) -> None:
    """A whiteboard with a column for each of two teachers; a hand from each side adds a note."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#E6E9E6", "#D3DAD8", "#B9C4C4"]))
    sheet.rect(118, 112, 1390, 900, "#3E3048", 12, alpha=0.35, blur=18, mode=MULTIPLY)
    sheet.rect(100, 90, 1400, 900, blend((100, 90), (1500, 990), [PAPER, STEEL, STEEL_DARK]), 12)
    sheet.rect(
        122, 112, 1356, 856, blend((122, 112), (1478, 968), ["#FFFFFF", "#FAFBFB", "#E6ECEE"])
    )
    heads = (("Teacher", BLUE, "#DCE5EF"), ("Coach", BRICK, "#F4D9CB"))
    for k, (words, tone, colour) in enumerate(heads):
        x = 460 + k * 680
        sheet.text(words, x, 236, 104, tone, "hand")
        sheet.line([(x - 190, 262), (x, 270), (x + 190, 258)], tone, 9, smooth=True)
        for n in range(3):
            paper = ("#F8E8B8", "#DDEBDD")[n % 2] if n == 1 else colour
            card(
                sheet,
                x - 116 + (n % 2) * 226 - k * 6,
                390 + n * 178,
                236,
                178,
                (-3, 3, -2)[n] + k,
                paper,
                lambda s: scribble(s, -84, -44, 168, 4, 32, SLATE, 7),
                lift=7,
            )
            sheet.oval(
                x - 116 + (n % 2) * 226 - k * 6, 316 + n * 178, 15, 15, (BRICK, TEAL, SUN)[n]
            )
    sheet.line([(800, 170), (798, 910)], STEEL, 8, dash=(26, 20))
    for y, flip in ((470, 1), (660, -1)):
        sheet.line(
            [(800 - 70 * flip, y), (800, y - 34), (800 + 66 * flip, y)], TEAL, 11, smooth=True
        )
        sheet.shape(
            [(800 + 52 * flip, y - 28), (800 + 90 * flip, y + 12), (800 + 38 * flip, y + 22)], TEAL
        )
    sheet.rect(380, 980, 840, 30, STEEL_DARK, 6)
    for k, tone in enumerate((BLUE, BRICK, TEAL, INK)):
        sheet.rect(
            480 + k * 150,
            960,
            110,
            24,
            blend((0, 960), (0, 984), [lighter(tone, 0.3), darker(tone, 0.2)]),
            10,
        )
    sheet.rect(1090, 944, 96, 38, WOOD_DARK, 6)
    sheet.rect(1090, 970, 96, 14, MIST, 4)
    sheet.shape(
        [(0, 0), (300, 0), (1100, 1200), (500, 1200)], "#FFF0C8", alpha=0.5, blur=50, mode=SOFT
    )
    card(
        sheet,
        620,
        826,
        230,
        170,
        4,
        "#DDEBDD",
        lambda s: scribble(s, -80, -40, 160, 4, 30, SLATE, 7),
        lift=14,
    )
    card(
        sheet,
        1296,
        640,
        230,
        170,
        -5,
        "#F8E8B8",
        lambda s: scribble(s, -80, -40, 160, 4, 30, SLATE, 7),
        lift=14,
    )
    with sheet.moved(540, 862, 0, -1, 1):
        hand(sheet, 0, 0, 36, 1.35, SKINS[3], SEA, "flat", (-24, 38))
    hand(sheet, 1376, 684, 34, 1.35, SKINS[0], OCHRE, "flat", (24, 38))
