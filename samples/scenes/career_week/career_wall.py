"""A wall of cards with a sign for each job, above a bench."""

from studio.board import pinboard
from studio.palette import (
    BLUE,
    BRICK,
    CREAM,
    PAPER,
    PLUM,
    SEA,
    SLATE,
    SUN,
    WOOD,
    WOOD_LIGHT,
    darker,
    lighter,
)
from studio.paper import card, scribble
from studio.sheet import MULTIPLY, SOFT, Draw, Sheet, blend, flowing
from studio.signs import bulb, camera, gear, globe, heart, house, lens, note, speech, tree

from scenes.registry import picture


@picture("career-week/career-wall.jpg")
def career_wall(sheet: Sheet) -> None:
    """A wall of cards with a sign for each job, above a bench."""
    sheet.wash(blend((0, 0), (1600, 1000), [lighter(CREAM, 0.4), CREAM, darker(CREAM, 0.14)]))
    pinboard(sheet, 170, 110, 1260, 720)
    sheet.shape(
        [(0, 0), (420, 0), (1300, 1100), (620, 1100)], "#FFF0C8", alpha=0.5, blur=40, mode=SOFT
    )
    card(
        sheet,
        800,
        196,
        640,
        108,
        -0.6,
        BLUE,
        lambda s: s.text("When I grow up", 0, 25, 66, PAPER),
        pin=SUN,
    )
    signs = [gear, heart, tree, camera, note, globe, bulb, house, lens, speech]
    tones = [
        PAPER,
        "#F4D9CB",
        "#DDEBDD",
        "#F8E8B8",
        "#DCE5EF",
        PAPER,
        "#E9DDEE",
        "#F8E8B8",
        "#DDEBDD",
        PAPER,
    ]
    for i, draw in enumerate(signs):
        x, y = 310 + (i % 5) * 246, 410 + (i // 5) * 262

        def face(s: Sheet, draw: Draw = draw) -> None:
            with s.moved(0, -18, 0, 1.12):
                draw(s)
            scribble(s, -64, 68, 128, 2, 17, SLATE, 5)

        card(
            sheet,
            x,
            y,
            186,
            220,
            sheet.chance.uniform(-4, 4),
            tones[i],
            face,
            pin=(BRICK, BLUE, SEA, SUN, PLUM)[i % 5],
        )
    points = [(310, 300), (556, 290), (802, 304), (1048, 292), (1294, 300)]
    sheet.line(points, BRICK, 4, smooth=True, alpha=0.8)
    sheet.rect(
        0, 1010, 1600, 190, blend((0, 1010), (0, 1200), [WOOD_LIGHT, darker(WOOD_LIGHT, 0.25)])
    )
    sheet.rect(0, 978, 1600, 34, blend((0, 978), (0, 1012), [PAPER, darker(CREAM, 0.2)]))
    sheet.rect(240, 960, 1120, 200, "#4B3B55", alpha=0.25, blur=26, mode=MULTIPLY)
    for x in (300, 1260):
        sheet.rect(x, 950, 44, 190, darker(WOOD, 0.4))
    sheet.rect(
        230,
        908,
        1140,
        46,
        blend((0, 900), (0, 955), [lighter(WOOD, 0.35), WOOD, darker(WOOD, 0.35)]),
        8,
    )
    with sheet.moved(520, 908):
        sheet.shape(
            flowing([(-110, 0), (-96, -52), (-30, -92), (60, -84), (106, -30), (112, 0)], True),
            blend((0, -92), (0, 0), [lighter(SUN, 0.4), SUN, darker(SUN, 0.4)]),
        )
        sheet.rect(-138, -14, 276, 16, darker(SUN, 0.15), 8)
        sheet.line([(-10, -90), (-6, -14)], lighter(SUN, 0.5), 12)
    with sheet.moved(1010, 908):
        sheet.rect(
            -90,
            -110,
            190,
            110,
            blend((-90, -110), (100, 0), [lighter(BRICK, 0.25), BRICK, darker(BRICK, 0.3)]),
            14,
        )
        sheet.rect(-30, -138, 70, 40, darker(BRICK, 0.4), 12, width=12)
        sheet.rect(-16, -86, 42, 60, PAPER, 6)
        sheet.rect(-34, -68, 78, 24, PAPER, 6)
    with sheet.moved(790, 908):
        sheet.rect(-60, -34, 120, 34, BLUE, 4)
        sheet.rect(-52, -60, 108, 26, SEA, 4)
        sheet.rect(-56, -84, 104, 24, PLUM, 4)
