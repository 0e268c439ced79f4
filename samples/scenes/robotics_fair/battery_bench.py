"""Batteries in a charger, a meter and a robot with its lid off."""

from studio.building import bench_top, far_room
from studio.machines import cable
from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CHARCOAL,
    INK,
    MIST,
    OCHRE,
    PAPER,
    SEA,
    STEEL,
    SUN,
    lighter,
)
from studio.robots import led, robot
from studio.sheet import Sheet
from studio.view import View

from scenes.registry import picture


@picture("robotics-fair/battery-bench.jpg")
def battery_bench(sheet: Sheet) -> None:
    """Batteries in a charger, a meter and a robot with its lid off."""
    far_room(sheet, "#DFE3E2", [BLUE, SEA, MIST, BUTTER], 520)
    view = View(sheet, (0, -96, 62), (0, 8, 4), 1700)
    bench_top(view, -60, 58, 150, "#B98C5E")
    view.quad([(-48, -34, 0.2), (48, -34, 0.2), (48, 34, 0.2), (-48, 34, 0.2)], SEA)
    for k in range(1, 12):
        view.quad(
            [
                (-48 + k * 8, -34, 0.25),
                (-47.6 + k * 8, -34, 0.25),
                (-47.6 + k * 8, 34, 0.25),
                (-48 + k * 8, 34, 0.25),
            ],
            lighter(SEA, 0.3),
            alpha=0.5,
        )
        if k < 9:
            view.quad(
                [
                    (-48, -34 + k * 8, 0.25),
                    (48, -34 + k * 8, 0.25),
                    (48, -33.6 + k * 8, 0.25),
                    (-48, -33.6 + k * 8, 0.25),
                ],
                lighter(SEA, 0.3),
                alpha=0.5,
            )
    view.box(-40, 6, 0.3, 38, 20, 7, CHARCOAL, ground=0.3)
    for k in range(4):
        x = -36 + k * 8.6
        view.quad(
            [(x - 0.6, 8, 7.4), (x + 6.6, 8, 7.4), (x + 6.6, 24, 7.4), (x - 0.6, 24, 7.4)], INK
        )
        view.rod((x + 3, 22.6, 8.6), (x + 3, 10, 8.6), 2.7, (BLUE, BRICK, BLUE, SUN)[k], cap=STEEL)
        view.rod((x + 3, 13.6, 8.7), (x + 3, 12.4, 8.7), 2.72, PAPER)
        led(view, x + 3, 6.4, 5.6, "#77D08A" if k < 3 else "#F0A08B", True, 0.6)
    robot(view, 26, 10, 0.3, -24, OCHRE, 1.35)
    for k, tone in enumerate((BRICK, BLUE, SUN, BLUE)):
        x, y = -30 + k * 9, -14 - (k % 2) * 5
        view.rod((x - 4, y, 2), (x + 6, y + 3, 2), 1.9, tone, cap=STEEL, ground=0.3)
        view.rod((x + 6, y + 3, 2), (x + 6.9, y + 3.3, 2), 0.8, STEEL)
    with view.placed(30, -22, 0.3, 12):
        view.box(-9, -13, 0, 18, 24, 3.4, SUN, ground=0.3)
        with view.panel((-7, 9, 3.5), (14, 0, 0), (0, -8, 0), (280, 160)):
            sheet.rect(0, 0, 280, 160, "#C7D3BE", 10)
            sheet.text("7.4", 140, 122, 118, INK)
        px, py = view.at(0, -6, 3.5)
        sheet.oval(px, py, 56, 40, CHARCOAL)
        sheet.line([(px, py), (px - 18, py - 26)], PAPER, 7)
    start = view.at(26, -34, 1)
    cable(
        sheet,
        [
            start,
            (start[0] - 150, start[1] + 60),
            (start[0] - 430, start[1] - 6),
            view.at(-14, -16, 1),
        ],
        BRICK,
        9,
    )
    cable(
        sheet,
        [
            view.at(34, -34, 1),
            (start[0] + 60, start[1] + 90),
            (start[0] - 300, start[1] + 110),
            view.at(-24, -22, 1),
        ],
        INK,
        9,
    )
    cable(
        sheet,
        [view.at(-2, 18, 4), view.at(10, 32, 0), view.at(4, 44, 0), view.at(40, 60, 0)],
        CHARCOAL,
        10,
    )
