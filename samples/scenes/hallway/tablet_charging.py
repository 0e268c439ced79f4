"""Tablets stand in the slots of a wooden charging rack with their cables."""

from studio.building import room
from studio.machines import cable
from studio.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CORAL,
    INK,
    MIST,
    PAPER,
    PLUM,
    SEA,
    SLATE,
    SUN,
    TEAL,
    WOOD,
    WOOD_DARK,
    darker,
)
from studio.paper import scribble
from studio.robots import shine
from studio.sheet import Sheet, blend
from studio.view import View

from scenes.registry import picture


@picture("hallway/tablet-charging.jpg", mood=(0.44, 0.34))
def tablet_charging(sheet: Sheet) -> None:
    """Tablets stand in the slots of a wooden charging rack with their cables."""
    view = View(sheet, (-24, -168, 74), (0, 10, 22), 1640)
    room(view, 62, "#DCE3E0", WOOD, half=240, near=-120, tall=160, board=0)
    view.quad(
        [(-240, -130, 0), (240, -130, 0), (240, 62, 0), (-240, 62, 0)],
        blend(view.at(0, 60, 0), view.at(0, -100, 0), ["#E2C6A0", "#C99A66"]),
    )
    for k in range(26):
        y = -130 + k * 7.6
        sheet.line(
            [
                view.at(-240, y, 0),
                view.at(0, y + sheet.chance.uniform(-3, 3), 0),
                view.at(240, y, 0),
            ],
            darker(WOOD, 0.4),
            2.4,
            smooth=True,
            alpha=0.18,
        )
    with view.panel((-86, 61, 84), (74, 0, 0), (0, 0, -36), (740, 360)):
        sheet.rect(12, 16, 740, 360, "#5B4A6B", 10, alpha=0.3)
        sheet.rect(0, 0, 740, 360, PAPER, 10)
        sheet.text("Room 12", 250, 160, 84, BLUE)
        scribble(sheet, 70, 230, 420, 2, 50, SLATE, 10)
        with sheet.moved(600, 180, 0, 2.2):
            sheet.shape([(6, -44), (-26, 8), (-2, 8), (-8, 44), (26, -10), (2, -10)], SUN)
    for x in (44, 84):
        with view.panel((x, 61, 40), (26, 0, 0), (0, 0, -30), (260, 300)):
            sheet.rect(0, 0, 260, 300, PAPER, 26)
            for y in (90, 210):
                sheet.rect(88, y - 36, 16, 44, CHARCOAL, 6)
                sheet.rect(156, y - 36, 16, 44, CHARCOAL, 6)
    view.box(-70, -8, 0, 140, 52, 9, WOOD_DARK, ground=0)
    tones = [BLUE, BRICK, TEAL, SUN, PLUM, SEA, CORAL]
    for k in range(7):
        x = -58 + k * 18.4
        with view.placed(x, 14, 9, -42):
            view.shadow([(-11, 0, 0), (13, 0, 26), (-11, 0, 26)], 9, 0.25, 5)
            view.box(-17, -1.6, 0, 34, 3.2, 27, tones[k])
            with view.panel((-15, -1.8, 25.4), (30, 0, 0), (0, 0, -23.6), (300, 236)):
                sheet.rect(0, 0, 300, 236, INK, 12)
                sheet.rect(8, 8, 284, 220, blend((0, 0), (300, 236), ["#5E7FB8", "#2F4A80"]), 8)
                sheet.rect(95, 84, 110, 60, PAPER, 12, width=8)
                sheet.rect(106, 95, 30 + (k * 17) % 60, 38, "#7CD08A", 5)
    for k in range(8):
        view.box(-69 + k * 18.4, -5, 9, 2.2, 6, 10, WOOD)
    view.box(-72, -12, 0, 144, 5, 14, WOOD)
    for k in range(7):
        x = -58 + k * 18.4
        shine(view, x + 3, -12.2, 9, 3.6, "#7CD08A" if k != 4 else "#F2B632", 0.9)
        start = view.at(x + 2, -12.4, 4)
        cable(
            sheet,
            [
                start,
                (start[0] + 8, start[1] + 70),
                (start[0] + 70 + k * 10, start[1] + 118 + k * 4),
                view.at(84, -40 - k * 2, 0),
            ],
            (PAPER, MIST, PAPER)[k % 3],
            8,
        )
    view.box(80, -50, 0, 40, 20, 7, PAPER, ground=0)
    for k in range(4):
        view.quad(
            [
                (84 + k * 9, -45, 7.1),
                (90 + k * 9, -45, 7.1),
                (90 + k * 9, -36, 7.1),
                (84 + k * 9, -36, 7.1),
            ],
            CHARCOAL,
        )
