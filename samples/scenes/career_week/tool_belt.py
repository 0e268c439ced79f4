"""A leather tool belt with hammer, screwdrivers and a tape measure hangs on a hook."""

from studio.palette import (
    BLUE,
    BRICK,
    INK,
    OCHRE,
    PAPER,
    PLUM,
    STEEL,
    STEEL_DARK,
    SUN,
    TEAL,
    WOOD,
    darker,
    lighter,
)
from studio.sheet import MULTIPLY, SOFT, Sheet, ball, blend, flowing

from scenes.registry import TALL, picture


@picture("career-week/tool-belt.jpg", TALL)
def tool_belt(sheet: Sheet) -> None:
    """A leather tool belt with hammer, screwdrivers and a tape measure hangs on a hook."""
    sheet.wash(blend((0, 0), (1200, 1600), ["#8FB2B4", "#6E989C", "#4E787E"]))
    for row in range(22):
        for col in range(17):
            sheet.oval(34 + col * 74, 30 + row * 74, 7.5, 7.5, darker(TEAL, 0.6), alpha=0.65)
            sheet.oval(36 + col * 74, 33 + row * 74, 5, 5, darker(TEAL, 0.2), alpha=0.65)
    sheet.shape(
        [(0, 100), (500, 0), (1200, 900), (1200, 1400), (700, 1600)],
        "#FFF0C8",
        alpha=0.3,
        blur=50,
        mode=SOFT,
    )
    with sheet.moved(600, 800, 0, 1.2), sheet.moved(-600, -720):
        leather, dark = "#A9693C", "#70401F"
        strap = [
            (600, 330),
            (300, 520),
            (180, 760),
            (330, 850),
            (600, 870),
            (880, 850),
            (1020, 760),
            (900, 520),
            (600, 330),
        ]
        sheet.line(
            [(x + 30, y + 44) for x, y in strap],
            "#3E3048",
            84,
            smooth=True,
            alpha=0.45,
            blur=16,
            mode=MULTIPLY,
        )
        sheet.line(strap, dark, 88, smooth=True)
        sheet.line(
            strap,
            blend(
                (200, 300), (1000, 900), [lighter(leather, 0.25), leather, darker(leather, 0.25)]
            ),
            76,
            smooth=True,
        )
        sheet.line(strap, lighter(leather, 0.5), 3, smooth=True, dash=(16, 14), alpha=0.7)
        sheet.oval(612, 300, 40, 60, "#3E3048", alpha=0.4, blur=10, mode=MULTIPLY)
        sheet.line([(600, 236), (600, 330), (620, 372), (650, 350)], STEEL_DARK, 30, smooth=True)
        sheet.line([(594, 236), (594, 330)], lighter(STEEL, 0.5), 9)
        sheet.oval(600, 236, 44, 44, ball((586, 220), 66, [PAPER, STEEL, STEEL_DARK]))
        tools(sheet)
        for x, w, h in ((330, 250, 330), (620, 220, 290), (870, 200, 300)):
            body = [
                (x - w / 2, 850),
                (x + w / 2, 850),
                (x + w / 2 - 12, 850 + h * 0.8),
                (x, 850 + h),
                (x - w / 2 + 12, 850 + h * 0.8),
            ]
            sheet.shape(
                [(a + 26, b + 40) for a, b in body], "#3E3048", alpha=0.45, blur=16, mode=MULTIPLY
            )
            sheet.shape(
                body,
                blend(
                    (x - w / 2, 850),
                    (x + w / 2, 850 + h),
                    [lighter(leather, 0.3), leather, darker(leather, 0.38)],
                ),
            )
            sheet.shape(
                [(x - w / 2, 850), (x + w / 2, 850), (x + w / 2 - 2, 894), (x - w / 2 + 2, 894)],
                darker(leather, 0.28),
            )
            inset = [(a + (x - a) * 0.1, b + (980 - b) * 0.08) for a, b in body]
            sheet.shape(inset, lighter(leather, 0.55), width=4, dash=(15, 12), alpha=0.7)
            for dx in (-w / 2 + 22, w / 2 - 22):
                sheet.oval(
                    x + dx, 874, 11, 11, ball((x + dx - 4, 870), 14, ["#FBE5A6", SUN, OCHRE])
                )
        with sheet.moved(620, 1010):
            sheet.oval(0, 0, 74, 74, ball((-26, -30), 130, [lighter(SUN, 0.4), SUN, OCHRE]))
            sheet.oval(0, 0, 40, 40, INK)
            sheet.text("16", 0, 15, 42, PAPER)


def tools(sheet: Sheet) -> None:
    """A hammer, two screwdrivers and pliers stand in the pouches."""

    def grip(x: float, top: float, tone: str, wide: float) -> None:
        sheet.rect(
            x - wide / 2,
            top,
            wide,
            200,
            blend(
                (x - wide / 2, 0), (x + wide / 2, 0), [lighter(tone, 0.4), tone, darker(tone, 0.45)]
            ),
            wide / 2.6,
        )
        for k in (-1, 0, 1):
            sheet.line(
                [(x + k * wide * 0.24, top + 40), (x + k * wide * 0.24, top + 180)],
                darker(tone, 0.35),
                4,
                alpha=0.6,
            )

    sheet.rect(
        300,
        560,
        60,
        320,
        blend((300, 0), (360, 0), [lighter(WOOD, 0.35), WOOD, darker(WOOD, 0.4)]),
        14,
    )
    head = flowing(
        [
            (200, 520),
            (250, 486),
            (400, 484),
            (470, 500),
            (470, 566),
            (400, 580),
            (300, 580),
            (250, 566),
        ],
        True,
    )
    sheet.shape(head, blend((200, 480), (470, 590), [PAPER, STEEL, STEEL_DARK]))
    sheet.rect(456, 488, 44, 92, blend((0, 488), (0, 580), [STEEL, STEEL_DARK]), 8)
    for x, tone in ((560, BRICK), (680, BLUE)):
        grip(x, 640, tone, 66)
    for side in (-1, 1):
        sheet.line(
            [(870, 700), (870 + side * 54, 760), (870 + side * 46, 900)],
            darker(PLUM, 0.1 + 0.25 * (side > 0)),
            40,
            smooth=True,
        )
    sheet.shape(
        [(836, 720), (850, 600), (868, 566), (872, 566), (890, 600), (904, 720)],
        blend((836, 0), (904, 0), [PAPER, STEEL, STEEL_DARK]),
    )
    sheet.oval(870, 712, 22, 22, STEEL_DARK)
