"""Families, seen from behind, walk in the evening to a school with lit windows and paper
lanterns."""

from math import sin

from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    HAIRS,
    INK,
    NIGHT,
    PAPER,
    PLUM,
    SKINS,
    SUN,
    darker,
    lighter,
    mix,
)
from studio.people import stand
from studio.sheet import SCREEN, SOFT, Sheet, blend, glow
from studio.view import View

from scenes.registry import picture


@picture("posts/family-night.jpg", mood=(0.3, 0.52))
def family_night(sheet: Sheet) -> None:
    """Families, seen from behind, walk in the evening to a school with lit windows and paper
    lanterns."""
    sheet.wash(blend((0, 0), (0, 800), ["#1C2650", "#3A3F74", "#7C6592", "#D59A86"]))
    for _ in range(70):
        x, y = sheet.chance.uniform(0, 1600), sheet.chance.uniform(0, 360)
        sheet.oval(x, y, 2.2, 2.2, "#FFF3D6", alpha=sheet.chance.uniform(0.3, 0.9))
    view = View(sheet, (0, -430, 150), (0, 200, 132), 1230)
    with sheet.soft(4):
        for k in range(12):
            x = -120 + k * 160
            sheet.oval(
                x,
                640 + 30 * sin(k * 2),
                130,
                150 + 40 * sin(k * 3.1),
                mix("#2E3A5C", "#7C6592", 0.25 + 0.1 * (k % 3)),
            )
    view.quad(
        [(-900, -500, 0), (900, -500, 0), (900, 400, 0), (-900, 400, 0)],
        blend(view.at(0, 400, 0), view.at(0, -300, 0), ["#56607C", "#3A4462", "#2A3150"]),
    )
    view.box(-420, 400, 0, 840, 200, 230, "#A4604C")
    view.box(-430, 396, 222, 860, 204, 16, "#D9CDB9")
    view.prism(
        [(-130, 0), (130, 0), (130, 60), (0, 130), (-130, 60)],
        (0, 380, 200),
        (1, 0, 0),
        (0, 0, 1),
        (0, 40, 0),
        "#B56A52",
    )
    view.box(-130, 380, 0, 260, 30, 200, "#B56A52")
    px, py = view.at(0, 379, 278)
    sheet.oval(px, py, 36, 36, PAPER)
    sheet.line([(px, py), (px, py - 24)], INK, 5)
    sheet.line([(px, py), (px + 15, py + 8)], INK, 5)
    lit = ["#FFF3CF", "#FBD07A", "#E9A95A"]
    for row in range(2):
        for col in range(10):
            x = -396 + col * 54 + (268 if col > 4 else 0)
            z = 34 + row * 98
            glass = [(x, 399, z), (x + 40, 399, z), (x + 40, 399, z + 62), (x, 399, z + 62)]
            view.quad(
                [
                    (x - 4, 399.5, z - 4),
                    (x + 44, 399.5, z - 4),
                    (x + 44, 399.5, z + 66),
                    (x - 4, 399.5, z + 66),
                ],
                "#E6D9C6",
            )
            view.quad(glass, blend(view.at(x, 399, z + 62), view.at(x, 399, z), lit))
            view.quad(
                [
                    (x + 18.6, 398, z),
                    (x + 21.4, 398, z),
                    (x + 21.4, 398, z + 62),
                    (x + 18.6, 398, z + 62),
                ],
                "#E6D9C6",
            )
            if (row + col) % 3 == 0:
                view.quad(
                    [
                        (x + 3, 398.5, z),
                        (x + 15, 398.5, z),
                        (x + 15, 398.5, z + 28),
                        (x + 3, 398.5, z + 28),
                    ],
                    "#A96A44",
                    alpha=0.5,
                )
    view.quad([(-62, 379, 0), (62, 379, 0), (62, 379, 150), (-62, 379, 150)], "#E6D9C6")
    view.quad(
        [(-54, 378, 0), (54, 378, 0), (54, 378, 142), (-54, 378, 142)],
        blend(view.at(0, 378, 142), view.at(0, 378, 0), ["#FFF8E0", "#FFE3A0", "#F6C070"]),
    )
    view.quad([(-2, 377, 0), (2, 377, 0), (2, 377, 142), (-2, 377, 142)], BRICK)
    view.box(-150, 300, 156, 300, 90, 10, BLUE)
    with view.panel((-120, 299, 196), (240, 0, 0), (0, 0, -32), (1200, 160)):
        sheet.rect(0, 0, 1200, 160, BLUE, 12)
        sheet.text("Family night", 600, 118, 112, PAPER)
    path = [
        view.at(-64, 378, 0.2),
        view.at(64, 378, 0.2),
        view.at(190, -460, 0.2),
        view.at(-190, -460, 0.2),
    ]
    sheet.shape(path, blend(path[0], (path[0][0], 1200), ["#E9C796", "#A58A86", "#565A78"]))
    sheet.shape(path, "#FFD98A", alpha=0.4, blur=30, mode=SOFT)
    dx, dy = view.at(0, 370, 80)
    sheet.oval(dx, dy, 520, 520, glow((dx, dy), 520, "#FFCE80", (0.55, 0.16, 0)), mode=SCREEN)
    for side in (-1, 1):
        start, end = view.at(side * 130, 360, 214), view.at(side * 330, -200, 250)
        points = [
            (
                start[0] + (end[0] - start[0]) * t,
                start[1] + (end[1] - start[1]) * t + 150 * t * (1 - t),
            )
            for t in (k / 10 for k in range(11))
        ]
        sheet.line(points, "#1B2240", 4, smooth=True)
        for k, (x, y) in enumerate(points[1:], 1):
            r = 13 + 4.2 * k
            tone = (SUN, CORAL, "#F6E3B0", "#8FC7C0")[k % 4]
            sheet.oval(
                x,
                y + r * 1.1,
                r * 3,
                r * 3,
                glow((x, y + r * 1.1), r * 3, tone, (0.4, 0)),
                mode=SCREEN,
            )
            sheet.oval(
                x,
                y + r * 1.1,
                r,
                r * 1.08,
                blend((x, y), (x, y + r * 2.2), [lighter(tone, 0.6), tone, darker(tone, 0.2)]),
            )
            for w in (-0.5, 0, 0.5):
                sheet.line(
                    [
                        (x + w * r * 0.6, y + r * 0.15),
                        (x + w * r * 1.5, y + r * 1.1),
                        (x + w * r * 0.6, y + r * 2.05),
                    ],
                    darker(tone, 0.25),
                    1.6,
                    smooth=True,
                    alpha=0.6,
                )
    groups = [
        (50, 210, 168, "#4A5C8E", ("short", HAIRS[0]), 3, "down", True),
        (24, 204, 112, "#C9704F", ("pony", HAIRS[1]), 1, "down", False),
        (-30, 290, 160, "#5E7F74", ("long", HAIRS[4]), 1, "down", True),
        (-132, 50, 172, "#4F77A6", ("scarf", PLUM), 2, "down", True),
        (-96, 40, 106, "#D9A23A", ("curly", HAIRS[0]), 3, "down", False),
        (120, -30, 118, "#3F8C88", ("braids", HAIRS[0]), 4, "down", False),
        (160, -10, 174, "#A8553F", ("bun", HAIRS[2]), 0, "down", True),
        (-52, -60, 100, "#B493C0", ("short", HAIRS[3]), 0, "up", False),
    ]
    for x, y, tall, top, hair, skin, arms, grown in groups:
        px, py = view.at(x, y, 0)
        k = view.scale(x, y, 0)
        sheet.shape(
            [
                (px - 12 * k, py),
                (px + 12 * k, py),
                (px + (18 + x * 0.12) * k, py + 70 * k),
                (px + (-18 + x * 0.12) * k, py + 70 * k),
            ],
            "#1B1A38",
            alpha=0.4,
            blur=8,
        )
        stand(
            view,
            x,
            y,
            tall,
            top=top,
            hair=hair,
            skin=SKINS[skin],
            trousers=NIGHT,
            arms=arms,
            grown=grown,
            shadow=False,
        )
