"""A taped course with gates runs down the school hallway between the lockers."""

from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    CREAM,
    PAPER,
    PLUM,
    SEA,
    SKINS,
    STEEL,
    SUN,
    TEAL,
    WOOD_LIGHT,
    darker,
    lighter,
)
from studio.people import stand
from studio.robots import robot
from studio.sheet import MULTIPLY, SOFT, Sheet, blend
from studio.view import View

from scenes.registry import TALL, picture


@picture("robotics-fair/hallway-course.jpg", TALL)
def hallway_course(sheet: Sheet) -> None:
    """A taped course with gates runs down the school hallway between the lockers."""
    view = View(sheet, (0, -230, 120), (0, 300, 62), 1350)
    sheet.wash(CREAM)
    view.floor(-220, 900, -130, 130, WOOD_LIGHT, 16)
    view.quad([(-130, 900, 0), (130, 900, 0), (130, 900, 280), (-130, 900, 280)], "#F6E9CB")
    view.quad([(-130, -200, 280), (130, -200, 280), (130, 900, 280), (-130, 900, 280)], "#F4EEE2")
    for y in (100, 320, 540, 760):
        view.quad([(-40, y, 279), (40, y, 279), (40, y + 60, 279), (-40, y + 60, 279)], "#FFFFFF")
    for side in (-1, 1):
        x = side * 130
        a, b = view.at(x, 0, 150), view.at(x, 900, 150)
        wall = "#F1E4CC" if side < 0 else "#DCCDB6"
        view.quad(
            [(x, -220, 0), (x, 900, 0), (x, 900, 280), (x, -220, 280)],
            blend(a, b, [wall, lighter(wall, 0.5)]),
        )
        tones = [
            BLUE,
            lighter(BLUE, 0.2),
            BLUE,
            TEAL,
            lighter(TEAL, 0.15),
            TEAL,
            BRICK,
            lighter(BRICK, 0.15),
        ]
        for k in range(24):
            y = 880 - k * 44
            tone = tones[(k // 3) % 8] if side < 0 else darker(tones[(k // 3 + 3) % 8], 0.28)
            door = [(x, y, 8), (x, y + 41, 8), (x, y + 41, 170), (x, y, 170)]
            view.quad(
                door,
                blend(
                    view.at(x, y, 170), view.at(x, y, 8), [lighter(tone, 0.22), darker(tone, 0.16)]
                ),
            )
            for z in (148, 153, 158):
                view.quad(
                    [(x, y + 12, z), (x, y + 30, z), (x, y + 30, z + 2), (x, y + 12, z + 2)],
                    darker(tone, 0.45),
                )
            view.quad([(x, y + 5, 82), (x, y + 9, 82), (x, y + 9, 96), (x, y + 5, 96)], STEEL)
        view.quad(
            [(x, -220, 0), (x, 900, 0), (x - side * 40, 900, 0), (x - side * 40, -220, 0)],
            "#5B4A6B",
            alpha=0.2,
            blur=18,
            mode=MULTIPLY,
        )
    view.quad([(-50, 899, 0), (50, 899, 0), (50, 899, 200), (-50, 899, 200)], BLUE)
    for x in (-44, 4):
        view.quad([(x, 898, 80), (x + 40, 898, 80), (x + 40, 898, 185), (x, 898, 185)], "#FFF3CF")
    view.quad(
        [(-70, 300, 0.1), (70, 300, 0.1), (90, 860, 0.1), (-90, 860, 0.1)],
        "#FFF6DC",
        alpha=0.5,
        blur=30,
        mode=SOFT,
    )
    path = [
        (-20, -140),
        (-30, -80),
        (10, -30),
        (44, 30),
        (10, 110),
        (-44, 190),
        (-10, 300),
        (40, 420),
        (0, 560),
    ]
    for offset in (-17, 17):
        lane = [view.at(x + offset, y, 0.2) for x, y in path]
        sheet.line(lane, "#7A8FBF", 14, smooth=True)
        sheet.line(lane, BLUE, 9, smooth=True)
    for x, y, tone in ((0, 540, PLUM), (-36, 205, TEAL), (32, 40, BRICK)):
        for s in (-1, 1):
            view.rod((x + s * 26, y, 0), (x + s * 26, y, 42), 2, tone, ground=0)
        view.box(x - 28, y - 1, 42, 56, 3, 12, tone)
    for x, y in ((66, 330), (-70, 90), (66, -20), (-60, -60)):
        view.lathe((x, y, 0), [(10, 0), (10, 2), (7, 2.4), (1.6, 26)], CORAL, ground=0, cap=CORAL)
        view.lathe((x, y, 10), [(5.2, 0), (3.8, 6)], PAPER, cap=CORAL)
    robot(view, -14, -46, 0, 158, SUN, 2.1, face=False)
    stand(view, -84, 250, 120, top=SEA, hair=("pony", "#5B3A26"), skin=SKINS[1], trousers=BLUE)
    stand(view, 82, 190, 118, top=SUN, hair=("curly", "#2B2220"), skin=SKINS[3], arms="left")
