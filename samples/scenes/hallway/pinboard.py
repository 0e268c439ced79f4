"""A cork pinboard full of notes, photos and a small calendar."""

from studio.board import pinboard
from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CREAM,
    MINT,
    MIST,
    PAPER,
    PLUM,
    SEA,
    SLATE,
    SUN,
    TEAL,
    darker,
    lighter,
)
from studio.paper import card, ruled, scribble
from studio.sheet import SOFT, Draw, Sheet, blend
from studio.signs import gear, heart, house, tree

from scenes.registry import picture


@picture("hallway/pinboard.jpg")
def board(sheet: Sheet) -> None:
    """A cork pinboard full of notes, photos and a small calendar."""
    sheet.wash(blend((0, 0), (1600, 1200), [lighter(CREAM, 0.4), CREAM, darker(CREAM, 0.16)]))
    pinboard(sheet, 90, 90, 1420, 1020)

    def photo(tone: str, draw: Draw) -> Draw:
        def face(s: Sheet) -> None:
            s.rect(
                -120,
                -130,
                240,
                200,
                blend((-120, -130), (120, 70), [lighter(tone, 0.3), tone, darker(tone, 0.15)]),
            )
            with s.moved(0, -28, 0, 1.4):
                draw(s)
            scribble(s, -80, 104, 160, 1, 20, SLATE, 5)

        return face

    def letter(s: Sheet) -> None:
        s.text("This week", 0, -150, 66, BRICK, "hand")
        ruled(s, -150, -130, 300, 330, 44)
        scribble(s, -146, -96, 290, 7, 44, SLATE, 6)

    def month(s: Sheet) -> None:
        s.rect(-190, -160, 380, 76, BLUE, 4)
        s.text("November", 0, -106, 46, PAPER)
        for row in range(4):
            for col in range(5):
                s.rect(
                    -180 + col * 74,
                    -70 + row * 58,
                    64,
                    48,
                    SUN if (row, col) == (2, 3) else MIST,
                    6,
                    alpha=0.9,
                )
        s.oval(74, 70, 40, 34, BRICK, width=6)

    def club(s: Sheet) -> None:
        with s.moved(0, -60, 0, 2.0):
            gear(s, TEAL, MINT)
        s.text("Robot club", 0, 98, 56, TEAL, "hand")
        scribble(s, -90, 134, 180, 2, 24, TEAL, 5)

    def coffee(s: Sheet) -> None:
        s.text("Coffee talk", 0, -30, 78, PAPER, "hand")
        scribble(s, -110, 20, 220, 2, 34, PAPER, 6)

    def thanks(s: Sheet) -> None:
        with s.moved(0, -16, 0, 1.5):
            heart(s)
        s.text("Thank you", 0, 88, 44, BRICK, "hand")

    card(sheet, 340, 390, 370, 470, -3, PAPER, letter, pin=BRICK)
    card(sheet, 770, 320, 420, 360, 2, PAPER, month, pin=SUN)
    card(sheet, 1240, 360, 290, 350, 4, PAPER, photo("#8FB0D8", tree), pin=SEA)
    card(sheet, 620, 730, 290, 350, -5, PAPER, photo("#E9B89C", house), tape="#F8DC93")
    card(sheet, 300, 850, 320, 250, 4, BUTTER, thanks, pin=BLUE)
    card(sheet, 950, 730, 290, 350, 3, MINT, club, pin=PLUM)
    card(sheet, 1290, 800, 330, 220, -4, TEAL, coffee, pin=SUN)
    for x, y, tone, turn in (
        (1080, 980, "#F4D9CB", 5),
        (800, 980, "#DCE5EF", -4),
        (1350, 1000, BUTTER, 3),
    ):
        card(
            sheet,
            x,
            y,
            190,
            150,
            turn,
            tone,
            lambda s: scribble(s, -70, -30, 140, 3, 32, SLATE, 6),
            pin=BRICK,
        )
    sheet.shape(
        [(0, 0), (380, 0), (1180, 1200), (640, 1200)], "#FFE9BF", alpha=0.42, blur=40, mode=SOFT
    )
    sheet.shape(
        [(520, 0), (700, 0), (1500, 1200), (1300, 1200)], "#FFE9BF", alpha=0.34, blur=40, mode=SOFT
    )
