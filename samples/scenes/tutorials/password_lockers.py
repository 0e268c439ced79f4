"""A row of school lockers, each with a different lock; one is open a little."""

from math import cos, pi, sin

from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CHARCOAL,
    CORAL,
    INK,
    OCHRE,
    PAPER,
    PLUM,
    SKINS,
    STEEL,
    STEEL_DARK,
    SUN,
    TEAL,
    darker,
    lighter,
)
from studio.paper import card
from studio.people import hand
from studio.sheet import MULTIPLY, SOFT, Sheet, ball, blend

from scenes.registry import picture


@picture("tutorials/password-lockers.jpg", mood=(0.46, 0.38))
def password_lockers(sheet: Sheet) -> None:
    """A row of school lockers, each with a different lock; one is open a little."""
    sheet.wash(BLUE)
    tones = [BLUE, "#2F558F", BLUE, TEAL, "#1B6E6C", BRICK]
    for k in range(5):
        x = -40 + k * 344
        tone = tones[k % 5]
        sheet.rect(
            x,
            -20,
            338,
            1100,
            blend((x, 0), (x + 338, 1000), [lighter(tone, 0.26), tone, darker(tone, 0.24)]),
            6,
        )
        sheet.rect(x + 8, -10, 6, 1080, lighter(tone, 0.5), alpha=0.5)
        sheet.rect(x + 326, -20, 12, 1100, darker(tone, 0.6))
        for row in range(5):
            sheet.rect(x + 84, 60 + row * 34, 170, 13, darker(tone, 0.6), 6)
            sheet.rect(x + 84, 68 + row * 34, 170, 5, lighter(tone, 0.3), 3, alpha=0.6)
        sheet.rect(x + 112, 268, 114, 66, PAPER, 8)
        sheet.text(str(12 + k), x + 169, 318, 46, tone)
        sheet.rect(x + 44, 470, 84, 210, darker(tone, 0.4), 12)
        sheet.rect(
            x + 50, 476, 72, 198, blend((x + 50, 0), (x + 122, 0), [STEEL, PAPER, STEEL_DARK]), 10
        )
        sheet.rect(x + 74, 560, 24, 34, darker(tone, 0.6), 8)
    for k, tone in enumerate((SUN, STEEL, CORAL, CHARCOAL, PLUM)):
        _lock(sheet, 46 + k * 344, 590, tone, k)
    sheet.rect(0, 1070, 1600, 130, blend((0, 1070), (0, 1200), ["#D9BB8E", "#B78F60"]))
    sheet.rect(0, 1050, 1600, 30, darker(BLUE, 0.6))
    sheet.shape(
        [(0, 1080), (1600, 1080), (1600, 1120), (0, 1120)],
        "#3E3048",
        alpha=0.35,
        blur=14,
        mode=MULTIPLY,
    )
    sheet.shape(
        [(0, 0), (300, 0), (1200, 1200), (700, 1200)], "#FFE9BF", alpha=0.45, blur=30, mode=SOFT
    )
    sheet.shape(
        [(440, 0), (620, 0), (1500, 1200), (1320, 1200)], "#FFE9BF", alpha=0.38, blur=30, mode=SOFT
    )
    card(
        sheet,
        1196,
        866,
        300,
        180,
        -4,
        BUTTER,
        lambda s: (
            s.text("Long + secret", 0, 4, 62, INK, "hand"),
            s.text("= strong", 0, 66, 54, BRICK, "hand"),
        ),
        tape=PAPER,
        lift=10,
    )
    hand(sheet, 806, 742, 74, 1.5, SKINS[2], OCHRE, "hold", (24, 40))


def _lock(sheet: Sheet, x: float, y: float, tone: str, kind: int) -> None:
    """A padlock hanging at (x, y): a dial, letters, a keyhole."""
    with sheet.moved(x + 40, y):
        sheet.rect(-62, 40, 160, 160, "#241C30", 34, alpha=0.5, blur=14, mode=MULTIPLY)
        shackle = [(-46, 70), (-46, -6), (0, -52), (46, -6), (46, 70)]
        sheet.line(shackle, STEEL_DARK, 26, smooth=True)
        sheet.line([(a - 4, b - 3) for a, b in shackle], lighter(STEEL, 0.6), 8, smooth=True)
        body = blend((-80, 40), (80, 200), [lighter(tone, 0.45), tone, darker(tone, 0.4)])
        if kind in (0, 3):
            sheet.oval(0, 112, 88, 88, body)
            sheet.oval(0, 112, 66, 66, INK)
            for i in range(24):
                a = 2 * pi * i / 24
                r0 = 48 if i % 4 else 42
                sheet.line(
                    [(cos(a) * r0, 112 + sin(a) * r0), (cos(a) * 58, 112 + sin(a) * 58)], PAPER, 3
                )
            sheet.oval(0, 112, 30, 30, ball((-10, 100), 44, [PAPER, STEEL, STEEL_DARK]))
            sheet.line([(0, 112), (16, 92)], BRICK, 7)
        else:
            sheet.rect(-82, 36, 164, 158, body, 24)
            if kind == 4:
                sheet.oval(0, 100, 20, 20, INK)
                sheet.shape([(-9, 106), (9, 106), (15, 158), (-15, 158)], INK)
            else:
                for i, c in enumerate("7K4" if kind == 1 else "Q9S"):
                    sheet.rect(-68 + i * 47, 76, 42, 74, PAPER, 8)
                    sheet.text(c, -47 + i * 47, 128, 42, INK)
