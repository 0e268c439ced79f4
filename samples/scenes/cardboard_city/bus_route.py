"""A cardboard bus follows a taped road between paper houses and bus stops."""

from studio.city import KRAFT, paper_tree, tower
from studio.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CORAL,
    INK,
    LEAF,
    LEAF_DARK,
    PAPER,
    SEA,
    STEEL,
    SUN,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
)
from studio.sheet import MULTIPLY, Sheet
from studio.things import pencil
from studio.view import View

from scenes.registry import picture


@picture("cardboard-city/bus-route.jpg", mood=(0.48, 0.3))
def bus_route(sheet: Sheet) -> None:
    """A cardboard bus follows a taped road between paper houses and bus stops."""
    view = View(sheet, (-14, -128, 82), (0, 6, 8), 1640)
    sheet.wash(WOOD)
    view.floor(-120, 320, -260, 260, "#D9B686", 16)
    road = [(-150, 34), (-70, 46), (-20, 22), (20, -22), (70, -34), (150, -20)]
    points = [view.at(x, y, 0.1) for x, y in road]
    sheet.line(
        [(x + 4, y + 8) for x, y in points],
        "#4B3B55",
        214,
        smooth=True,
        alpha=0.28,
        blur=6,
        mode=MULTIPLY,
    )
    sheet.line(points, "#4A4F5C", 208, smooth=True)
    sheet.line(points, "#5A6070", 188, smooth=True)
    sheet.line(points, "#F6E7C0", 8, smooth=True, dash=(44, 40))
    view.pool(-110, -70, 140, 120, 0.3, 0.5, 3, 0.42)
    for n, (x, y, w, h, top) in enumerate(
        (
            (-110, 84, 30, 34, "roof"),
            (-66, 92, 26, 52, "flat"),
            (-28, 80, 30, 30, "roof"),
            (16, 72, 28, 46, "tank"),
            (58, 66, 34, 34, "roof"),
            (104, 72, 28, 56, "flat"),
        )
    ):
        tower(
            view,
            x,
            y,
            w,
            18,
            h,
            (KRAFT[n % 5], CORAL, "#E6CBA0", SEA, KRAFT[1], BLUE)[n],
            3,
            3 if h < 40 else 5,
            0.25,
            top,
        )
    for x, y, k in ((-88, 66, 1.0), (0, 56, 1.2), (92, 44, 1.1), (46, 46, 0.9)):
        paper_tree(view, x, y, 13 * k, (LEAF, "#7BA063", LEAF_DARK)[int(x) % 3])
    with view.placed(-6, 6, 0.4, -44):
        view.box(-18, -8, 4, 36, 16, 17, SUN, ground=0.3, top=lighter(SUN, 0.3))
        view.box(-18.4, -8.4, 8.6, 36.8, 16.8, 1.4, BLUE)
        with view.panel((-18, -8.1, 20), (36, 0, 0), (0, 0, -10), (720, 200)):
            for k in range(5):
                sheet.rect(24 + k * 118, 16, 98, 130, "#BFD6E4", 12)
                sheet.shape(
                    [
                        (24 + k * 118, 16),
                        (80 + k * 118, 16),
                        (34 + k * 118, 146),
                        (24 + k * 118, 146),
                    ],
                    "#FFFFFF",
                    alpha=0.4,
                )
            sheet.rect(618, 16, 84, 184, darker(BLUE, 0.1), 8)
        with view.panel((-18.1, 8, 20), (0, -16, 0), (0, 0, -10), (320, 200)):
            sheet.rect(26, 20, 268, 130, "#BFD6E4", 12)
        for x in (-11, 11):
            view.rod((x, -7, 4), (x, -9, 4), 4, INK, cap=CHARCOAL)
            view.rod((x, -9, 4), (x, -9.2, 4), 2, STEEL, cap=STEEL)
    for x, y in ((40, 2), (-64, 14)):
        view.rod((x, y, 0), (x, y, 20), 0.6, WOOD_DARK, ground=0)
        view.rod((x, y - 0.2, 22), (x, y - 1, 22), 5, PAPER, cap=BRICK)
        px, py = view.at(x, y - 1.2, 22)
        sheet.text("BUS", px, py + 12, 33, PAPER)
    for x, y, tone in ((-40, -44, BRICK), (-24, -50, BLUE)):
        pencil(sheet, *view.at(x, y, 0.5), 24, 250, tone, 24)
