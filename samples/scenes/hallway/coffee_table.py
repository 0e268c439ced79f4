"""A small round table with mugs, biscuits, a notebook and a sign for the coffee talk."""

from studio.building import room, window
from studio.furniture import chair
from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    INK,
    LEAF,
    MIST,
    PAPER,
    SUN,
    TEAL,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
)
from studio.paper import nameplate, page, scribble
from studio.sheet import Sheet, blend
from studio.signs import tree
from studio.things import cookie, mug
from studio.view import View

from scenes.registry import picture


@picture("hallway/coffee-table.jpg", mood=(0.55, 0.3))
def coffee_table(sheet: Sheet) -> None:
    """A small round table with mugs, biscuits, a notebook and a sign for the coffee talk."""
    view = View(sheet, (0, -215, 134), (0, 0, 88), 1700)
    room(view, 150, "#E9DCC2", WOOD_LIGHT, near=-180)
    with view.panel((-130, 149, 200), (110, 0, 0), (0, 0, -96), (660, 576)):
        window(sheet, 30, 30, 600, 500, ["#CFE2EE", "#FBEBC4"])
    with view.panel((40, 149, 196), (56, 0, 0), (0, 0, -70), (560, 700)):
        sheet.rect(18, 24, 560, 700, "#5B4A6B", alpha=0.3, blur=14)
        sheet.rect(0, 0, 560, 700, WOOD_DARK)
        sheet.rect(30, 30, 500, 640, "#DDEBDD")
        with sheet.moved(280, 340, 0, 4):
            tree(sheet, LEAF)
    for x, turn, tone in ((-84, 62, TEAL), (86, -60, BRICK), (6, 0, BLUE)):
        chair(view, x, 56 if x != 6 else 84, turn, tone)
    view.shadow([(p[0], p[1], 74) for p in view.ring((0, 0, 74), (0, 0, 1), 62)], 0, 0.4, 16)
    view.lathe((0, 0, 0), [(26, 0), (24, 3), (4, 6), (3.4, 70)], WOOD_DARK)
    view.lathe((0, 0, 70), [(62, 0), (64, 1), (64, 4)], WOOD)
    ring = [view.at(*p) for p in view.ring((0, 0, 74), (0, 0, 1), 64, 90)]
    sheet.shape(
        ring,
        blend(
            view.at(-50, 40, 74),
            view.at(50, -50, 74),
            [lighter(WOOD, 0.5), lighter(WOOD, 0.15), darker(WOOD, 0.08)],
        ),
    )
    with sheet.within(ring):
        for k in range(30):
            y = -62 + k * 4.3
            sheet.line(
                [
                    view.at(-66, y, 74),
                    view.at(0, y + sheet.chance.uniform(-2, 2), 74),
                    view.at(66, y, 74),
                ],
                darker(WOOD, 0.3),
                2,
                smooth=True,
                alpha=0.2,
            )
        view.pool(-60, -40, 60, 70, 74.1, 0.5, 2, 0.5)
    with view.placed(0, 0, 74):
        nameplate(view, 2, 26, 0, 48, 20, "Coffee talk", PAPER, TEAL, 4, "hand")
        view.lathe(
            (-30, 20, 0), [(7, 0), (8, 6), (8.4, 16), (6, 22), (5.4, 24)], BLUE, ground=74, cap=INK
        )
        mug(view, -34, -14, 0, CORAL, 1.15, steam=True)
        mug(view, 38, -12, 0, TEAL, 1.15, steam=True)
        mug(view, 28, 22, 0, SUN, 1.1, steam=True)
        view.lathe(
            (0, -6, 0), [(8, 0), (15, 1), (16, 2)], PAPER, ground=74, cap=darker(PAPER, 0.06)
        )
        for x, y in ((-6, -2), (5, 0), (-1, -8), (7, -9), (-8, -10)):
            cookie(view, x, y - 1, 2.0, 4.2)
        page(
            view,
            -8,
            -40,
            28,
            20,
            10,
            lambda s: (
                s.rect(0, 0, 280, 200, PAPER),
                s.line([(140, 0), (140, 200)], MIST, 5),
                scribble(s, 20, 40, 100, 5, 28),
                scribble(s, 160, 40, 100, 3, 28, BLUE),
            ),
            (280, 200),
            z=0.6,
        )
        view.rod((10, -46, 1.4), (22, -36, 1.4), 0.6, BRICK, ground=74)
