"""A tablet on a stand films a clay figure on a small paper set under a lamp."""

from studio.building import bench_top, far_room
from studio.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CORAL,
    INK,
    LEAF,
    PAPER,
    PLUM,
    SEA,
    SLATE,
    STEEL_DARK,
    SUN,
    WOOD,
    WOOD_DARK,
    darker,
)
from studio.robots import shine
from studio.sheet import SOFT, Sheet, blend, flowing
from studio.view import View

from scenes.registry import picture


@picture("tutorials/stop-motion-rig.jpg", mood=(0.5, 0.36))
def stop_motion(sheet: Sheet) -> None:
    """A tablet on a stand films a clay figure on a small paper set under a lamp."""
    far_room(sheet, "#D5D8DA", [BLUE, CORAL, SEA, SUN], 560, 20)
    view = View(sheet, (-26, -124, 62), (0, 4, 17), 1560)
    bench_top(view, -80, 90, 200, WOOD)
    floor = [(-20, -24, 0.2), (66, -24, 0.2), (66, 30, 0.2), (-20, 30, 0.2)]
    view.quad(floor, "#A9C58B")
    view.shadow([(-20, 30, 44), (66, 30, 44), (66, 30, 0), (-20, 30, 0)], 0, 0.2, 10)
    with view.panel((-20, 30, 46), (86, 0, 0), (0, 0, -46), (860, 460)):
        sheet.rect(0, 0, 860, 460, blend((0, 0), (0, 460), ["#7FA9D2", "#BFDAEA", "#F4E6C4"]))
        sheet.oval(690, 110, 60, 60, SUN)
        for x, y in ((170, 110), (430, 70)):
            for dx, dy, r in ((-44, 10, 32), (0, -8, 44), (46, 10, 32)):
                sheet.oval(x + dx, y + dy, r, r * 0.74, PAPER)
        for k, tone in enumerate(("#9DBF86", "#7FAE72")):
            hill = flowing(
                [
                    (-30, 360 + k * 50),
                    (200, 280 + k * 60),
                    (460, 370 + k * 40),
                    (700, 290 + k * 60),
                    (900, 380),
                ]
            )
            hill.lineTo(900, 480)
            hill.lineTo(-30, 480)
            hill.close()
            sheet.shape(hill, tone)
    for x, y, tall in ((-8, 20, 17), (52, 22, 21), (4, 25, 13)):
        view.rod((x, y, 0), (x, y, tall * 0.4), 0.9, WOOD_DARK, ground=0.2)
        view.rod((x, y, tall * 0.3), (x, y, tall), tall * 0.34, LEAF, r1=0.1)
    for k in range(4):
        ghost = 0.12 + 0.07 * k
        px, py = view.at(42 - k * 6, -2, 6)
        sheet.oval(px, py, 50, 70, CORAL, alpha=ghost * 0.6, blur=10)
    with view.placed(20, -4, 0.2):
        view.shadow([(-4, -2, 0), (4, -2, 0), (0, 0, 18)], 0.2, 0.45, 5)
        for x in (-2.2, 2.2):
            view.rod((x, 0, 0), (x, 0, 5), 1.7, BLUE)
        view.lathe((0, 0, 4), [(3.6, 0), (4.4, 3), (3.6, 7), (1.6, 9)], CORAL)
        for side in (-1, 1):
            view.rod((side * 3, 0, 11), (side * 7, -1, 9 + side * 4), 1.2, CORAL)
        view.orb(0, 0, 16, 4.2, "#E9B48C")
        px, py = view.at(0, -4, 16.6)
        s = view.scale(0, -4, 16)
        for dx in (-1.4, 1.4):
            sheet.oval(px + dx * s, py, 0.55 * s, 0.65 * s, INK)
        sheet.line(
            [(px - 1.2 * s, py + 1.6 * s), (px, py + 2.1 * s), (px + 1.2 * s, py + 1.6 * s)],
            darker(BRICK, 0.3),
            4,
            smooth=True,
        )
        view.lathe((0, 0, 18.4), [(4, 0), (3.2, 2.2), (0.8, 3.4)], PLUM)
    with view.placed(-44, -34, 0, -52):
        view.box(-9, -5, 0, 18, 14, 2.2, BLUE, ground=0)
        view.rod((0, 2, 2), (0, 2, 13), 1.3, STEEL_DARK)
        view.shadow([(-14, 0, 12), (14, 0, 12), (-14, 0, 32), (14, 0, 32)], 0, 0.35, 7)
        view.box(-14, -1, 12, 28, 2, 20, CHARCOAL)
        with view.panel((-12.8, -1.2, 30.8), (25.6, 0, 0), (0, 0, -17.6), (640, 440)):
            sheet.rect(0, 0, 640, 440, blend((0, 0), (0, 440), ["#7FA9D2", "#BFDAEA", "#A9C58B"]))
            sheet.rect(0, 330, 640, 110, "#8FB37C")
            sheet.oval(330, 200, 44, 46, "#E9B48C")
            sheet.rect(290, 240, 80, 100, CORAL, 30)
            sheet.rect(262, 240, 80, 100, CORAL, 30, alpha=0.35)
            sheet.oval(590, 220, 28, 28, BRICK)
            for k in range(9):
                sheet.rect(20 + k * 62, 396, 52, 34, PAPER if k < 6 else SLATE, 4, alpha=0.9)
    with view.placed(82, 18, 0, 30):
        view.lathe((0, 0, 0), [(10, 0), (10, 2), (2, 3)], BRICK, ground=0)
        view.rod((0, 0, 3), (6, 0, 34), 1, STEEL_DARK)
        view.rod((6, 0, 34), (-14, 0, 56), 1, STEEL_DARK)
        view.rod((-14, 0, 56), (-21, 0, 48), 3, BRICK, r1=8)
        shine(view, -20, 0, 48, 26, "#FFE0A0", 0.9)
    lx, ly = view.at(60, 4, 46)
    sheet.shape(
        [(lx - 40, ly), (lx + 40, ly), view.at(60, -26, 0), view.at(-16, -20, 0)],
        "#FFE7B0",
        alpha=0.35,
        blur=34,
        mode=SOFT,
    )
