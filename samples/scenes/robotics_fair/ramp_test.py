"""A robot is about to drive down a cardboard ramp."""

from studio.building import bench_top, far_room
from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CARD,
    CARD_DARK,
    CHARCOAL,
    CORAL,
    MIST,
    PAPER,
    PLUM,
    SEA,
    SKINS,
    SLATE,
    SUN,
    WOOD_DARK,
)
from studio.paper import page, scribble
from studio.people import hand
from studio.robots import robot
from studio.sheet import Sheet
from studio.things import book, pencil
from studio.view import View

from scenes.registry import picture


@picture("robotics-fair/ramp-test.jpg")
def ramp_test(sheet: Sheet) -> None:
    """A robot is about to drive down a cardboard ramp."""
    far_room(sheet, "#E9E2D2", [BLUE, CORAL, SEA, BUTTER], 600)
    view = View(sheet, (6, -138, 56), (1, 10, 17), 1640)
    bench_top(view, -70, 60, 160, "#5E8A94", grain=False)
    for k, tone in enumerate((BRICK, SUN, BLUE, PAPER, PLUM)):
        book(
            view,
            -38.5 + (k % 2) * 1.4,
            3,
            k * 4.8,
            26 - (k % 3),
            31,
            4.8,
            (k % 3 - 1) * 2,
            tone,
            ground=0,
        )
    view.prism(
        [(0, 0), (70, 0), (70, 0.8), (0, 24)],
        (-26, -12, 0),
        (1, 0, 0),
        (0, 0, 1),
        (0, 30, 0),
        CARD,
        ground=0,
    )
    for k in range(1, 9):
        x, z = -26 + k * 7.7, 24 - k * 2.55
        ends = [view.at(x, -12, z + 0.1), view.at(x, 18, z + 0.1)]
        sheet.line(ends, CARD_DARK, 2, alpha=0.5)
    for y in (-10, 16):
        sheet.line([view.at(-26, y, 24.2), view.at(43, y, 1.2)], PAPER, 7, alpha=0.75)
    robot(view, -33, 3, 24, 90, BLUE, 1.12, face=False, ground=24)
    for k, tone in enumerate((SUN, CORAL, SEA)):
        x = 47 + k * 6
        view.rod((x, 22 - k * 15, 0), (x, 22 - k * 15, 15), 0.35, WOOD_DARK, ground=0)
        view.quad([(x, 22 - k * 15, 15), (x + 8, 22 - k * 15, 12.6), (x, 22 - k * 15, 10)], tone)
    page(view, 12, -36, 30, 15, 6, _ramp_sheet, (600, 300))
    pencil(sheet, *view.at(4, -38, 0.6), -8, 330, SUN, 26)
    view.rod((-28, -42, 1.5), (-28, -42, 4.5), 4.6, SUN, cap=CHARCOAL, ground=0)
    view.quad([(-28, -46.6, 0.3), (-12, -47.6, 0.3), (-12, -45.4, 0.3), (-28, -44.6, 0.3)], BUTTER)
    hand(sheet, *view.at(-42, -2, 37), 196, 0.8, SKINS[2], SEA, "hold", (8, 14))


def _ramp_sheet(sheet: Sheet) -> None:
    for col in range(4):
        sheet.line([(40 + col * 170, 40), (40 + col * 170, 260)], MIST, 4)
    for row in range(5):
        sheet.line([(40, 40 + row * 55), (550, 40 + row * 55)], MIST, 4)
    scribble(sheet, 60, 70, 130, 4, 55, SLATE, 7)
    scribble(sheet, 230, 70, 110, 3, 55, BLUE, 7)
