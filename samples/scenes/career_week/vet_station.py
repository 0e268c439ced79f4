"""A plush dog with a bandage on an examination table, with stethoscope and a lit picture of
bones."""

from math import sin

from studio.building import room
from studio.palette import (
    BLUE,
    BRICK,
    INK,
    PAPER,
    PLUM,
    SLATE,
    STEEL,
    STEEL_DARK,
    SUN,
    TEAL,
    WOOD_LIGHT,
    darker,
    lighter,
)
from studio.paper import scribble
from studio.sheet import MULTIPLY, Sheet, ball, blend, flowing
from studio.signs import heart
from studio.view import View

from scenes.registry import picture


@picture("career-week/vet-station.jpg")
def vet_station(sheet: Sheet) -> None:
    """A plush dog with a bandage on an examination table, with stethoscope and a lit picture of
    bones."""
    view = View(sheet, (0, -158, 62), (0, 16, 29), 1600)
    room(view, 70, "#CFE0DA", WOOD_LIGHT, half=220, near=-60, tall=150, board=0)
    with view.panel((18, 69, 84), (74, 0, 0), (0, 0, -50), (740, 500)):
        sheet.rect(-20, -20, 780, 540, STEEL, 14)
        sheet.rect(0, 0, 740, 500, blend((0, 0), (740, 500), ["#BFE0F2", "#8DBBDD", "#5B8CBF"]), 6)
        bone = "#F4FAFF"
        spine = [(120 + k * 46, 190 + sin(k / 3.2) * 26) for k in range(10)]
        for k, (x, y) in enumerate(spine):
            sheet.rect(x - 16, y - 16, 34, 32, bone, 10, alpha=0.9)
            if 2 < k < 8:
                sheet.line(
                    [(x, y + 14), (x - 16, y + 80), (x - 4, y + 128)],
                    bone,
                    10,
                    smooth=True,
                    alpha=0.75,
                )
        for x in (190, 520):
            sheet.line([(x, 250), (x - 20, 340), (x + 6, 430)], bone, 22, alpha=0.85)
            sheet.oval(x - 20, 340, 18, 18, bone)
        sheet.oval(90, 170, 62, 48, bone, alpha=0.9)
        sheet.shape(flowing([(70, 190), (10, 220), (30, 236), (90, 214)], True), bone, alpha=0.9)
        sheet.line([(570, 200), (650, 120), (690, 130)], bone, 15, smooth=True, alpha=0.85)
    with view.panel((-92, 69, 84), (40, 0, 0), (0, 0, -46), (440, 500)):
        sheet.rect(14, 18, 440, 500, "#5B4A6B", 8, alpha=0.3, mode=MULTIPLY)
        sheet.rect(0, 0, 440, 500, PAPER, 8)
        sheet.rect(0, 0, 440, 110, TEAL, 8)
        sheet.text("Vet station", 220, 78, 64, PAPER)
        with sheet.moved(220, 250, 0, 2):
            heart(sheet)
        scribble(sheet, 60, 400, 320, 3, 34, SLATE, 8)
    view.box(-92, -34, -30, 184, 76, 30, "#E9E4DA", top="#F6F3EC")
    view.quad([(-70, -28, 0.2), (40, -28, 0.2), (40, 36, 0.2), (-70, 36, 0.2)], "#A9CBBB")
    _plush(sheet, view)
    bx, by = view.at(48, -14, 0)
    with sheet.moved(bx, by):
        tube = [(-300, 30), (-190, 84), (-60, 60), (0, 10), (70, -30)]
        for shift, tone, width in (
            ((8, 14), "#4B3B55", 18),
            ((0, 0), darker(PLUM, 0.3), 17),
            ((-2, -4), lighter(PLUM, 0.2), 6),
        ):
            sheet.line(
                [(x + shift[0], y + shift[1]) for x, y in tube],
                tone,
                width,
                smooth=True,
                alpha=0.4 if shift[0] > 0 else 1,
            )
        sheet.line([(70, -30), (150, -90), (240, -90)], STEEL_DARK, 11, smooth=True)
        sheet.line([(70, -30), (180, -20), (250, -46)], STEEL_DARK, 11, smooth=True)
        sheet.oval(-300, 36, 46, 28, STEEL_DARK)
        sheet.oval(-300, 28, 44, 26, ball((-314, 18), 60, [PAPER, STEEL]))
    view.box(50, 6, 0.2, 30, 20, 18, PAPER, ground=0.2)
    with view.panel((52, 5.9, 16), (26, 0, 0), (0, 0, -14), (260, 140)):
        sheet.rect(104, 10, 52, 120, BRICK, 6)
        sheet.rect(70, 44, 120, 52, BRICK, 6)
    for k, tone in enumerate((PAPER, "#F4D9CB", PAPER)):
        view.rod(
            (54 + k * 11, -6, 3), (62 + k * 11, -6, 3), 3.4, tone, cap=darker(tone, 0.1), ground=0.2
        )


def _plush(sheet: Sheet, view: View) -> None:
    x, y = view.at(-16, 6, 0)
    fur, ear = "#C98F55", "#8C5A2E"
    with sheet.moved(x, y):
        sheet.oval(50, 4, 320, 46, "#4B3B55", alpha=0.5, blur=16, mode=MULTIPLY)

        def puff(points: list[tuple[float, float]], tone: str) -> None:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            fill = blend(
                (min(xs), min(ys)),
                (max(xs), max(ys)),
                [lighter(tone, 0.4), tone, darker(tone, 0.42)],
            )
            sheet.shape(flowing(points, True), fill)

        puff([(190, -160), (270, -210), (300, -280), (330, -260), (300, -170), (220, -110)], fur)
        puff(
            [
                (-130, -250),
                (60, -270),
                (200, -210),
                (240, -90),
                (190, -14),
                (-100, -10),
                (-170, -110),
            ],
            fur,
        )
        puff([(120, -90), (220, -96), (250, -20), (200, 6), (60, 6), (60, -30)], fur)
        puff([(-160, -80), (-80, -80), (-50, -14), (-90, 8), (-250, 8), (-260, -24)], fur)
        puff([(90, -112), (196, -122), (214, -62), (104, -54)], PAPER)
        for k in range(3):
            sheet.line(
                [(104 + k * 30, -112), (116 + k * 30, -58)], darker(PAPER, 0.25), 3, alpha=0.7
            )
        sheet.rect(138, -100, 12, 34, BRICK, 3)
        sheet.rect(127, -89, 34, 12, BRICK, 3)
        puff(
            [
                (-240, -390),
                (-130, -420),
                (-40, -370),
                (-30, -270),
                (-110, -210),
                (-230, -210),
                (-290, -280),
            ],
            fur,
        )
        puff(
            [(-300, -290), (-230, -300), (-190, -250), (-240, -210), (-310, -222), (-330, -256)],
            lighter(fur, 0.35),
        )
        puff([(-90, -410), (-20, -390), (20, -300), (-10, -240), (-60, -270), (-80, -350)], ear)
        sheet.oval(-316, -272, 24, 19, INK)
        sheet.oval(-322, -278, 7, 5, PAPER)
        sheet.oval(-206, -318, 14, 16, INK)
        sheet.oval(-210, -324, 4.5, 4.5, PAPER)
        sheet.line([(-314, -252), (-290, -226), (-250, -226)], darker(ear, 0.5), 5, smooth=True)
        sheet.line([(-200, -206), (-130, -180), (-60, -214)], BLUE, 24, smooth=True)
        sheet.oval(-130, -164, 18, 18, SUN)
