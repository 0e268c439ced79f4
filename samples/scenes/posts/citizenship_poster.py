"""A hand-made poster on a wall with a shield, a heart, a speech bubble and a globe."""

from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CORAL,
    PAPER,
    PLUM,
    SLATE,
    SUN,
    TEAL,
    darker,
    lighter,
)
from studio.paper import card, scribble
from studio.sheet import SOFT, Sheet, blend
from studio.signs import globe, heart, shield, speech

from scenes.registry import TALL, picture


@picture("posts/citizenship-poster.jpg", TALL)
def citizenship_poster(sheet: Sheet) -> None:
    """A hand-made poster on a wall with a shield, a heart, a speech bubble and a globe."""
    sheet.wash(
        blend((0, 0), (1200, 1600), [lighter("#BFD0CC", 0.4), "#BFD0CC", darker("#BFD0CC", 0.16)])
    )
    for row in range(12):
        for col in range(6):
            x = col * 240 - (row % 2) * 120
            sheet.rect(x, row * 140, 236, 136, "#FFFFFF", 3, alpha=0.10)
            sheet.line(
                [(x, row * 140 + 138), (x + 236, row * 140 + 138)],
                darker("#BFD0CC", 0.3),
                3,
                alpha=0.35,
            )
    sheet.shape(
        [(0, 0), (420, 0), (1300, 1400), (700, 1500)], "#FFF0C8", alpha=0.5, blur=50, mode=SOFT
    )

    def poster(s: Sheet) -> None:
        s.rect(-410, -560, 820, 1120, BLUE, 10, width=10)
        s.text("Kind online", 0, -396, 132, BLUE, "sign")
        s.line([(-300, -352), (-60, -340), (120, -356), (300, -344)], SUN, 20, smooth=True)
        spots = [
            (-196, -130, "#DCE5EF", shield),
            (196, -130, "#F4D9CB", heart),
            (-196, 220, "#F8E8B8", speech),
            (196, 220, "#DDEBDD", globe),
        ]
        for x, y, tone, draw in spots:
            s.rect(x - 170, y - 150, 340, 310, tone, 30)
            with s.moved(x, y - 24, 0, 2.1):
                draw(s)
            scribble(s, x - 96, y + 118, 192, 1, 20, SLATE, 9)
        for k in range(9):
            x = -320 + k * 80
            s.oval(x, 476, 30, 30, (BRICK, SUN, TEAL, PLUM, CORAL)[k % 5])
            s.oval(x, 452, 8, 8, PAPER, alpha=0.7)

    card(sheet, 600, 790, 900, 1220, -1.6, PAPER, poster, lift=18)
    for x, y, turn in ((170, 208, -42), (1020, 184, 40), (176, 1390, 40), (1036, 1392, -40)):
        with sheet.moved(x, y, turn):
            sheet.rect(-70, -26, 140, 52, BUTTER, alpha=0.82)
