"""A model park of felt and paper: a pond, trees, benches and a swing."""

from studio.building import bench_top, far_room
from studio.city import KRAFT, tower
from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CARD,
    CORAL,
    LEAF,
    LEAF_DARK,
    OCHRE,
    PAPER,
    PLUM,
    SEA,
    SKINS,
    SLATE,
    SUN,
    WOOD,
    WOOD_DARK,
    darker,
    lighter,
)
from studio.people import hand
from studio.sheet import Sheet, blend, flowing
from studio.view import View

from scenes.registry import picture


@picture("cardboard-city/park-model.jpg", mood=(0.5, 0.26))
def park_model(sheet: Sheet) -> None:
    """A model park of felt and paper: a pond, trees, benches and a swing."""
    far_room(sheet, "#E4E2D2", [BLUE, CORAL, SEA, BUTTER], 430, 18)
    view = View(sheet, (6, -150, 92), (0, 10, 8), 1560)
    bench_top(view, -110, 150, 240, WOOD)
    for x, w, h, tone in (
        (-92, 30, 40, KRAFT[1]),
        (-54, 26, 30, CORAL),
        (-20, 30, 44, KRAFT[3]),
        (18, 26, 32, SEA),
        (52, 34, 42, KRAFT[0]),
    ):
        tower(view, x, 78, w, 18, h, tone, 3, 3, 0.3, "roof" if h < 40 else "flat")
    view.box(-78, -52, 0, 156, 112, 4, CARD, ground=0, top="#A9C58B")
    for _ in range(500):
        x, y = sheet.chance.uniform(-76, 76), sheet.chance.uniform(-50, 58)
        px, py = view.at(x, y, 4)
        sheet.line(
            [(px, py), (px + sheet.chance.uniform(-3, 3), py - 6)],
            lighter(LEAF, 0.3) if x < 0 else LEAF,
            2,
            alpha=0.4,
        )
    path = [
        view.at(x, y, 4.1)
        for x, y in ((-76, -20), (-40, -26), (-6, -8), (30, -14), (50, 18), (76, 30))
    ]
    sheet.line(path, "#C9A877", 84, smooth=True)
    sheet.line(path, "#EBD6AC", 74, smooth=True)
    pond = [(-46, 18), (-20, 10), (6, 18), (10, 36), (-14, 46), (-42, 40)]
    sheet.shape(flowing([view.at(x, y, 4.1) for x, y in pond], True), "#E9D9AE", width=18)
    sheet.shape(
        flowing([view.at(x, y, 4.1) for x, y in pond], True),
        blend(view.at(-40, 46, 4), view.at(10, 10, 4), ["#A9CBE4", "#6C9CC8", "#4A79AC"]),
    )
    for x, y, w in ((-24, 32, 14), (-12, 24, 10), (-30, 24, 8)):
        sheet.line([view.at(x, y, 4.2), view.at(x + w, y, 4.2)], "#E3F0F8", 4, alpha=0.7)
    for x, y in ((-8, 32), (-2, 28)):
        view.orb(x, y, 5.6, 1.6, PAPER)
        view.orb(x - 1.6, y - 0.4, 7.4, 0.9, PAPER)
        view.orb(x - 2.6, y - 0.8, 7.2, 0.35, SUN)
    view.pool(-70, -46, 90, 80, 4.2, 0.5, 2, 0.35)
    items = [
        (-64, 48, 26, LEAF),
        (-50, 52, 20, "#7BA063"),
        (26, 50, 24, LEAF_DARK),
        (46, 46, 28, LEAF),
        (64, 50, 22, OCHRE),
        (-66, 8, 20, LEAF_DARK),
        (66, -6, 22, LEAF),
    ]
    for x, y, tall, tone in sorted(items, key=lambda item: -item[1]):
        with view.placed(x, y, 4):
            view.shadow([(-4, 0, 0), (4, 0, 0), (-5, 0, tall), (5, 0, tall)], 4, 0.35, 6)
            view.rod((0, 0, 0), (0, 0, tall * 0.6), tall * 0.05, WOOD_DARK)
            view.orb(-tall * 0.2, 0, tall * 0.75, tall * 0.28, darker(tone, 0.12))
            view.orb(tall * 0.2, 0, tall * 0.72, tall * 0.26, darker(tone, 0.2))
            view.orb(0, -1, tall * 1.0, tall * 0.32, tone)
    with view.placed(30, 10, 4, -8):
        for x in (-14, 14):
            for y in (-7, 7):
                view.rod((x, y, 0), (x, 0, 22), 0.8, BRICK, ground=4)
        view.rod((-15, 0, 22), (15, 0, 22), 0.9, BRICK)
        for x in (-7, 6):
            for dx in (-2.4, 2.4):
                view.rod((x + dx, 0, 22), (x + dx, -3, 6), 0.2, SLATE)
            view.box(x - 3.4, -5, 5, 6.8, 4, 0.8, BLUE, ground=4)
    for x, y, turn in ((-44, -38, 4), (8, -34, -6)):
        with view.placed(x, y, 4, turn):
            view.box(-8, 3, 0, 16, 1.2, 8, WOOD_DARK, ground=4)
            view.box(-8, -2, 3.4, 16, 5, 1, WOOD)
            for dx in (-7, 6):
                view.box(dx, -2, 0, 1, 4, 3.4, WOOD_DARK)
    for x, y, tone in (
        (-18, -44, CORAL),
        (-14, -42, SUN),
        (-22, -42, PLUM),
        (40, -38, SUN),
        (45, -41, CORAL),
        (36, -42, PAPER),
    ):
        view.rod((x, y, 4), (x, y, 7), 0.2, LEAF_DARK)
        view.orb(x, y, 7.6, 1.2, tone, ground=4)
    hand(sheet, *view.at(60, -10, 24), 16, 1.15, SKINS[1], PLUM, "hold", (20, 60))
