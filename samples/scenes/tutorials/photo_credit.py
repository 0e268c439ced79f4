"""A printed photo with a caption and a credit line, a camera beside it."""

from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CHARCOAL,
    INK,
    LEAF,
    PAPER,
    SKINS,
    SLATE,
    STEEL,
    SUN,
    TEAL,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
)
from studio.paper import card, scribble
from studio.people import hand
from studio.sheet import MULTIPLY, SOFT, Sheet, ball, blend, flowing

from scenes.registry import picture


@picture("tutorials/photo-credit.jpg")
def photo_credit(sheet: Sheet) -> None:
    """A printed photo with a caption and a credit line, a camera beside it."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#DCE3E6", "#C3CED4", "#A2B1BB"]))
    sheet.shape(
        [(0, 0), (500, 0), (1400, 1200), (700, 1200)], "#FFF3D8", alpha=0.5, blur=40, mode=SOFT
    )

    def print_(s: Sheet) -> None:
        s.rect(-420, -330, 840, 520, blend((0, -330), (0, 190), ["#8FB8DA", "#DCEAF2", "#F7E3B8"]))
        with s.within([(-420, -330), (420, -330), (420, 190), (-420, 190)]):
            s.oval(220, -190, 60, 60, SUN)
            for level, tone in ((0, "#8FA6B8"), (60, "#6C8F86"), (120, LEAF)):
                hill = flowing(
                    [
                        (-440, level + 40),
                        (-200, level - 80),
                        (20, level + 20),
                        (240, level - 60),
                        (460, level + 30),
                    ]
                )
                hill.lineTo(460, 260)
                hill.lineTo(-440, 260)
                hill.close()
                s.shape(hill, tone)
            s.rect(-190, 20, 150, 110, PAPER)
            s.shape([(-214, 24), (-115, -50), (-16, 24)], BRICK)
            s.rect(-136, 66, 44, 64, BLUE)
        s.line([(-400, 240), (60, 240)], SLATE, 13)
        s.line([(-400, 276), (-80, 276)], STEEL, 10)
        s.rect(130, 222, 290, 74, BUTTER, 10)
        s.text("Photo: Grade 4", 275, 270, 37, INK, "plain")

    card(sheet, 680, 610, 920, 760, -4, PAPER, print_, lift=20)
    sheet.shape(
        flowing([(946, 760), (1090, 730), (1150, 790), (1060, 872), (900, 860), (884, 800)], True),
        BRICK,
        width=9,
    )
    with sheet.moved(1290, 380, 8):
        sheet.rect(-200, -124, 430, 300, "#3E3048", 40, alpha=0.5, blur=20, mode=MULTIPLY)
        sheet.rect(
            -226,
            -150,
            430,
            300,
            blend((-226, -150), (204, 150), ["#555B68", CHARCOAL, "#1E2129"]),
            40,
        )
        sheet.rect(-226, -66, 430, 150, darker(BRICK, 0.05))
        sheet.rect(-90, -184, 150, 50, CHARCOAL, 14)
        sheet.rect(130, -172, 56, 30, STEEL, 8)
        for r, tone in ((138, INK), (128, STEEL), (116, INK), (92, "#27375C"), (66, "#4A6FA8")):
            sheet.oval(-14, 8, r, r, tone)
        sheet.oval(-14, 8, 66, 66, ball((-40, -24), 110, ["#CFE2F2", "#5E86BF", "#1E2C50"]))
        sheet.oval(-42, -22, 18, 14, "#FFFFFF", alpha=0.85)
    sheet.line(
        [(1088, 300), (980, 190), (1060, 110), (1250, 60), (1460, 120), (1500, 330)],
        "#3E3048",
        26,
        smooth=True,
        alpha=0.25,
        blur=8,
    )
    sheet.line(
        [(1084, 290), (972, 176), (1056, 100), (1250, 48), (1456, 110), (1494, 330)],
        WOOD_DARK,
        24,
        smooth=True,
    )
    sheet.line(
        [(1084, 290), (972, 176), (1056, 100), (1250, 48), (1456, 110), (1494, 330)],
        lighter(WOOD, 0.2),
        4,
        smooth=True,
        dash=(14, 12),
    )
    card(
        sheet,
        1340,
        900,
        300,
        190,
        -7,
        PAPER,
        lambda s: (
            s.text("Ask first", 0, -20, 66, TEAL, "hand"),
            scribble(s, -110, 20, 220, 2, 34, SLATE, 6),
        ),
        lift=12,
    )
    hand(sheet, 1064, 868, 46, 1.5, SKINS[0], LEAF, "point", (24, 40))
