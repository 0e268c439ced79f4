"""A hand lays arrow cards in a row on a rug."""

from studio.palette import BLUE, BRICK, BUTTER, CORAL, PAPER, SEA, SKINS, SUN, TEAL, darker, lighter
from studio.paper import card
from studio.people import hand
from studio.sheet import SOFT, Sheet, blend
from studio.signs import arrow, star

from scenes.registry import picture


@picture("first-code-paths/arrow-cards.jpg")
def arrow_cards(sheet: Sheet) -> None:
    """A hand lays arrow cards in a row on a rug."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#4E77A8", BLUE, darker(BLUE, 0.25)]))
    for k in range(80):
        y = k * 15.4
        sheet.line([(0, y), (1600, y + 2)], lighter(BLUE, 0.2), 2.4, alpha=0.22, dash=(9, 6))
    sheet.oval(800, 640, 980, 720, SEA, width=60, alpha=0.5)
    sheet.oval(800, 640, 1090, 830, SUN, width=26, alpha=0.5)
    tones = [SUN, PAPER, PAPER, "#F4D9CB", PAPER]
    turns = [0, 0, 90, 0, 90]
    for i in range(4):
        x, y = 260 + i * 290, 470 + (14, -10, 8, -6)[i]
        draw = (
            (lambda s: (s.canvas.scale(2, 2), star(s, PAPER)))
            if i == 0
            else (
                lambda s, t=turns[i], b=i == 3: (
                    s.canvas.scale(2, 2),
                    s.canvas.rotate(t),
                    arrow(s, (BLUE, BRICK)[b], b),
                )
            )
        )
        card(sheet, x, y, 240, 240, (-3, 2, -1, 4)[i], tones[i], draw, lift=12, r=22)
    card(
        sheet,
        1190,
        800,
        240,
        240,
        -9,
        PAPER,
        lambda s: (s.canvas.scale(2, 2), arrow(s, TEAL)),
        lift=22,
        r=22,
    )
    hand(sheet, 1196, 872, 38, 1.85, SKINS[2], CORAL, "flat", (26, 40))
    for i in range(5):
        card(sheet, 400 + i * 3, 880 - i * 5, 240, 240, -5 + i * 0.8, "#DDE6EF", None, lift=6, r=22)
    card(
        sheet,
        414,
        854,
        240,
        240,
        -1,
        CORAL,
        lambda s: (s.canvas.scale(1.7, 1.7), star(s, BUTTER)),
        lift=8,
        r=22,
    )
    sheet.shape(
        [(0, 0), (480, 0), (1120, 1200), (420, 1200)], "#FFE9BF", alpha=0.34, blur=34, mode=SOFT
    )
    sheet.shape(
        [(620, 0), (900, 0), (1560, 1200), (1270, 1200)], "#FFE9BF", alpha=0.34, blur=34, mode=SOFT
    )
