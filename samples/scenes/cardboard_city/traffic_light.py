"""A cardboard traffic light shows green at a taped crossing."""

from studio.building import bench_top
from studio.city import KRAFT, tower
from studio.palette import (
    BLUE,
    BRICK,
    CARD,
    CARD_DARK,
    CHARCOAL,
    INK,
    MIST,
    STEEL,
    SUN,
    WOOD,
    darker,
    lighter,
)
from studio.robots import shine
from studio.sheet import Sheet, ball, blend
from studio.view import View

from scenes.registry import TALL, picture


@picture("cardboard-city/traffic-light.jpg", TALL, mood=(0.36, 0.46))
def traffic_light(sheet: Sheet) -> None:
    """A cardboard traffic light shows green at a taped crossing."""
    sheet.wash(blend((0, 0), (0, 1200), ["#7C93B8", "#B7BBCB", "#E9CFB4"]))
    view = View(sheet, (-10, -150, 62), (0, 0, 34), 1640)
    with sheet.soft(9):
        for n, (x, w, h) in enumerate(
            ((-92, 34, 70), (-52, 26, 96), (-18, 30, 60), (26, 34, 84), (68, 30, 64))
        ):
            tower(view, x, 120, w, 16, h, KRAFT[n], 3, 6, 0.5)
    bench_top(view, -100, 130, 200, "#6A6F7C", grain=False)
    for k in range(6):
        x = -60 + k * 21
        view.quad([(x, -46, 0.1), (x + 11, -46, 0.1), (x + 13, 2, 0.1), (x + 2, 2, 0.1)], "#F4EFE4")
    for x in (-110, 76):
        view.box(x, 14, 0, 40, 90, 3, "#B9AFA4", ground=0)
    view.box(-140, 40, 0, 300, 60, 2.4, "#C7BDB0", ground=0)
    with view.placed(8, 18, 2.4, 12):
        view.box(-10, -8, 0, 20, 16, 3, CARD_DARK, ground=2.4)
        view.rod((0, 0, 3), (0, 0, 34), 2.4, CARD)
        view.shadow([(-9, -5, 30), (9, -5, 30), (-9, 5, 84), (9, 5, 84)], 2.4, 0.4, 9)
        view.box(-10, -6, 32, 20, 13, 50, CHARCOAL)
        view.box(-11.5, -7, 82, 23, 15, 2, CARD)
        for z, tone, on in ((72, "#D84A35", False), (57, SUN, False), (42, "#63C978", True)):
            px, py = view.at(0, -6.2, z)
            s = view.scale(0, -6, z)
            sheet.oval(px, py, 6.6 * s, 6.6 * s, INK)
            colours = (
                [lighter(tone, 0.85), lighter(tone, 0.3), tone]
                if on
                else [darker(tone, 0.3), darker(tone, 0.55), darker(tone, 0.75)]
            )
            sheet.oval(px, py, 5.6 * s, 5.6 * s, ball((px - s, py - 2 * s), 7 * s, colours))
            hood = [
                view.at(-6.6, -6, z + 1),
                view.at(-5.4, -11, z + 5),
                view.at(0, -12, z + 7.6),
                view.at(5.4, -11, z + 5),
                view.at(6.6, -6, z + 1),
                view.at(4.6, -6, z + 5),
                view.at(0, -6, z + 7),
                view.at(-4.6, -6, z + 5),
            ]
            sheet.shape(hood, lighter(CHARCOAL, 0.14))
            if on:
                shine(view, 0, -8, z, 30, "#8BE59A", 0.75)
    with view.placed(-52, -24, 0.2, -62):
        view.box(-13, -8, 3.4, 26, 16, 7, BRICK, ground=0)
        view.box(-7, -7, 10.4, 14, 14, 6, MIST, top=BRICK)
        for x in (-8, 8):
            view.rod((x, -7, 3.4), (x, -8.6, 3.4), 3.2, INK, cap=STEEL)
    for x, tone in ((-30, BLUE), (-23, SUN)):
        with view.placed(x, 30, 2.4):
            view.lathe((0, 0, 0), [(3, 0), (3.4, 4), (2, 10)], tone, ground=2.4)
            view.orb(0, 0, 12.4, 2.7, WOOD, ground=2.4)
