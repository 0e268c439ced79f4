"""A family's plan on one page, a small hand with a pencil, telephones asleep in a basket."""

from math import cos, sin

from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CHARCOAL,
    CORAL,
    MINT,
    PAPER,
    SKINS,
    SLATE,
    STEEL_DARK,
    SUN,
    TEAL,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
)
from studio.paper import card, scribble
from studio.people import hand
from studio.sheet import MULTIPLY, Sheet, blend
from studio.signs import heart, note, shield, speech, tree
from studio.things import pencil

from scenes.registry import picture


@picture("posts/screen-time-plan.jpg", mood=(0.55, 0.3))
def screen_time(sheet: Sheet) -> None:
    """A family's plan on one page, a small hand with a pencil, telephones asleep in a basket."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#EBD2A8", "#DDBB8A", "#C79C69"]))
    for k in range(6):
        sheet.rect(0, k * 204, 1600, 3, darker(WOOD, 0.4), alpha=0.4)
    for _ in range(60):
        y = sheet.chance.uniform(0, 1200)
        x = sheet.chance.uniform(-200, 1400)
        bend = sheet.chance.uniform(-8, 8)
        sheet.line(
            [(x, y), (x + 250, y + bend), (x + 500, y)],
            darker(WOOD, 0.3),
            2.6,
            smooth=True,
            alpha=0.25,
        )

    def plan(s: Sheet) -> None:
        s.text("Our media plan", 0, -366, 104, BLUE, "hand")
        s.line([(-250, -336), (-60, -328), (120, -340), (250, -330)], SUN, 10, smooth=True)
        for row, (tone, draw) in enumerate(
            (
                (MINT, tree),
                (BUTTER, note),
                ("#F4D9CB", heart),
                ("#DCE5EF", speech),
                ("#E9DDEE", shield),
            )
        ):
            y = -226 + row * 142
            s.rect(-330, y - 60, 120, 120, tone, 24)
            with s.moved(-270, y, 0, 0.95):
                draw(s)
            scribble(s, -180, y - 26, 420, 2, 48, SLATE, 7)
            s.rect(272, y - 34, 60, 60, BLUE, 10, width=6)
            if row < 3:
                s.line([(284, y - 6), (298, y + 14), (336, y - 44)], BRICK, 12)

    card(sheet, 690, 600, 800, 960, -3, PAPER, plan, lift=16, r=6)
    with sheet.moved(1350, 330, 8):
        sheet.rect(-204, -214, 430, 450, "#3E3048", 60, alpha=0.5, blur=22, mode=MULTIPLY)
        sheet.rect(-220, -236, 440, 460, WOOD_DARK, 70)
        for k in range(15):
            x = -204 + k * 29
            for row in range(16):
                tone = (WOOD, lighter(WOOD, 0.2))[(k + row) % 2]
                edge = k in (0, 1, 13, 14) or row in (0, 1, 14, 15)
                if edge:
                    sheet.rect(
                        x,
                        -222 + row * 28,
                        27,
                        26,
                        blend((x, 0), (x + 27, 0), [lighter(tone, 0.2), darker(tone, 0.2)]),
                        8,
                    )
        sheet.rect(-150, -168, 300, 326, darker(WOOD_DARK, 0.5), 30)
        for x, y, w, h, turn, tone in (
            (-52, 0, 130, 250, -6, CHARCOAL),
            (66, -20, 120, 236, 7, BLUE),
            (6, 50, 210, 150, -12, STEEL_DARK),
        ):
            with sheet.moved(x, y, turn):
                sheet.rect(-w / 2 + 8, -h / 2 + 12, w, h, "#1B1420", 20, alpha=0.5, blur=8)
                sheet.rect(-w / 2, -h / 2, w, h, tone, 20)
                sheet.rect(
                    -w / 2 + 10,
                    -h / 2 + 10,
                    w - 20,
                    h - 20,
                    blend((-w / 2, -h / 2), (w / 2, h / 2), ["#3A4460", "#1B2233"]),
                    12,
                )
                sheet.text("z z", 0, 12, 38, "#8FA3C8", "hand")
    with sheet.moved(190, 250):
        sheet.oval(20, 30, 150, 150, "#3E3048", alpha=0.45, blur=18, mode=MULTIPLY)
        sheet.oval(
            0,
            0,
            150,
            150,
            blend((-120, -120), (120, 120), [lighter(TEAL, 0.3), TEAL, darker(TEAL, 0.3)]),
        )
        sheet.oval(0, 0, 126, 126, darker(TEAL, 0.4))
        for k in range(24):
            a, r = k * 2.4, 22 * (k % 5) + 8
            sheet.oval(cos(a) * r, sin(a) * r + 5, 26, 22, darker(BUTTER, 0.35))
            sheet.oval(cos(a) * r, sin(a) * r, 25, 21, (BUTTER, "#FBEFD0", "#F2D58A")[k % 3])
    with sheet.moved(170, 940):
        sheet.oval(16, 24, 96, 96, "#3E3048", alpha=0.45, blur=16, mode=MULTIPLY)
        sheet.line(
            [(80, -30), (140, -44), (150, 10), (90, 30)], darker(BRICK, 0.2), 24, smooth=True
        )
        sheet.oval(
            0,
            0,
            96,
            96,
            blend((-80, -80), (80, 80), [lighter(BRICK, 0.3), BRICK, darker(BRICK, 0.3)]),
        )
        sheet.oval(0, 0, 78, 78, darker(BRICK, 0.5))
        sheet.oval(2, 6, 72, 70, "#7A4A2E")
        sheet.oval(-18, -14, 22, 12, "#A87B4A", alpha=0.6)
    pencil(sheet, 976, 742, 40, 430, SUN, 34)
    hand(sheet, 1066, 832, 42, 1.35, SKINS[1], CORAL, "hold", (24, 38))
