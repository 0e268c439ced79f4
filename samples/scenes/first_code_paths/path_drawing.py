"""A hand draws a way through dots from a tree to a house with a crayon."""

from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    LEAF,
    PAPER,
    PLUM,
    SEA,
    SKINS,
    STEEL,
    SUN,
    WOOD,
    darker,
)
from studio.paper import card
from studio.people import hand
from studio.sheet import Sheet, blend, flowing
from studio.signs import house, star, tree
from studio.things import pencil

from scenes.registry import TALL, picture


@picture("first-code-paths/path-drawing.jpg", TALL)
def path_drawing(sheet: Sheet) -> None:
    """A hand draws a way through dots from a tree to a house with a crayon."""
    sheet.wash(blend((0, 0), (1200, 1600), ["#E9CDA0", "#D9B481", "#C39A68"]))
    for _ in range(26):
        y = sheet.chance.uniform(0, 1600)
        sheet.line(
            [(0, y), (600, y + sheet.chance.uniform(-14, 14)), (1200, y)],
            darker(WOOD, 0.2),
            3,
            smooth=True,
            alpha=0.25,
        )

    def drawing(s: Sheet) -> None:
        for row in range(7):
            for col in range(5):
                s.oval(-330 + col * 165, -480 + row * 160, 7, 7, "#B9C2CE")
        trail = [(-330, 480), (-330, 320), (-165, 320), (-165, 0), (0, 0), (0, -160), (30, -178)]
        for shift, alpha in ((0, 0.95), (4, 0.4), (-4, 0.4)):
            s.line([(x + shift, y - shift) for x, y in trail], BRICK, 17, alpha=alpha)
        with s.moved(-330, 500, 0, 1.8):
            s.oval(0, 0, 52, 52, PAPER)
            tree(s)
        with s.moved(330, -480, 0, 2.2):
            s.oval(0, 0, 52, 52, PAPER)
            house(s, CORAL, BLUE)
        for x, y in ((165, 160), (330, 320), (165, 480)):
            with s.moved(x, y, 0, 1.0):
                s.oval(0, 0, 52, 52, PAPER)
                s.shape(
                    flowing([(-36, 10), (-20, -24), (14, -30), (38, 4), (20, 30), (-20, 30)], True),
                    STEEL,
                )
                s.line([(-12, -12), (2, -18)], PAPER, 6)
        with s.moved(-240, -440, 0, 1.6):
            star(s, SUN, 12, 0.66)

    card(sheet, 580, 770, 900, 1200, -3, PAPER, drawing, lift=18, r=6)
    pencil(sheet, 606, 556, 47, 430, BRICK, 50, crayon=True)
    hand(sheet, 712, 690, 44, 1.95, SKINS[0], SEA, "hold", (26, 44))
    for x, y, turn, tone in (
        (70, 300, 80, BLUE),
        (140, 260, 97, SUN),
        (90, 1180, 84, LEAF),
        (1050, 120, 12, PLUM),
    ):
        pencil(sheet, x, y, turn, 300, tone, 48, crayon=True)
