"""A bridge of paper straws spans the gap between two desks."""

from studio.building import far_room
from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    OCHRE,
    PAPER,
    PLUM,
    SEA,
    SKY,
    SLATE,
    STEEL,
    STEEL_DARK,
    SUN,
    WOOD_LIGHT,
    darker,
)
from studio.robots import robot
from studio.sheet import Sheet
from studio.things import pencil_cup
from studio.view import View

from scenes.registry import picture


@picture("robotics-fair/bridge.jpg", mood=(0.46, 0.28))
def bridge(sheet: Sheet) -> None:
    """A bridge of paper straws spans the gap between two desks."""
    far_room(sheet, "#E6E0D0", [BLUE, CORAL, SEA, SUN], 640, 18)
    view = View(sheet, (30, -170, 84), (2, 0, 40), 1900)
    for x in (-116, 50):
        view.box(x, -24, 32, 66, 56, 6, OCHRE, top=WOOD_LIGHT)
        for lx in (x + 5, x + 58):
            view.rod((lx, -18, -60), (lx, -18, 32), 2, STEEL_DARK)
    straws = [CORAL, PAPER, SKY, SUN]
    for n, y in enumerate((12, -6)):
        low, high = 39.5, 58
        nodes = [-54 + k * 12 for k in range(10)]
        tops = [high - 0.0035 * x * x for x in nodes]
        for k in range(9):
            view.rod((nodes[k], y, low), (nodes[k + 1], y, low), 0.75, straws[(k + n) % 4])
            view.rod(
                (nodes[k], y, tops[k]),
                (nodes[k + 1], y, tops[k + 1]),
                0.75,
                straws[(k + n + 1) % 4],
            )
            a, b = (low, tops[k + 1]) if k % 2 else (tops[k], low)
            view.rod((nodes[k], y, a), (nodes[k + 1], y, b), 0.62, straws[(k + n + 2) % 4])
        for k in range(10):
            view.rod((nodes[k], y, low), (nodes[k], y, tops[k]), 0.62, straws[(k * 3 + n) % 4])
            view.orb(nodes[k], y, tops[k], 1.0, OCHRE)
            view.orb(nodes[k], y, low, 1.0, OCHRE)
        if n == 0:
            for k in range(19):
                x = -54 + k * 6
                view.rod((x, -6, low + 0.4), (x, 12, low + 0.4), 0.6, straws[k % 4])
            view.shadow([(-8, -2, 40), (8, -2, 40), (8, 8, 40), (-8, 8, 40)], 39, 0.4, 5)
            robot(view, -20, 3, 40.6, 90, BRICK, 0.8, face=False, ground=40)
    view.rod((0, 3, 39), (0, 3, 22), 0.25, SLATE)
    view.lathe((0, 3, 4), [(8, 0), (9, 1), (9.6, 15), (10, 18)], BLUE, cap=darker(STEEL, 0.5))
    with view.panel((-7, -6.4, 18), (14, 0, 0), (0, 0, -9), (280, 180)):
        sheet.rect(0, 0, 280, 180, PAPER, 14)
        sheet.text("2 kg", 140, 124, 100, BLUE)
    view.box(66, 2, 38, 20, 14, 3, PLUM, ground=38)
    view.box(68, 3, 41, 17, 12, 3, SUN, ground=41)
    pencil_cup(view, -82, 8, 38, 10, SEA, [SUN, CORAL, BLUE, BRICK])
