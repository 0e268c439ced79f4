"""A rolling cart with laptops, tablets, a robot and a plant: the coach's classroom."""

from studio.board import pinboard
from studio.building import room, school_door
from studio.furniture import plant
from studio.machines import blocks_on_screen, laptop
from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CHARCOAL,
    CORAL,
    INK,
    MINT,
    MIST,
    OCHRE,
    PAPER,
    PLUM,
    SEA,
    STEEL,
    STEEL_DARK,
    SUN,
    TEAL,
    WOOD_LIGHT,
)
from studio.paper import card
from studio.robots import robot
from studio.sheet import Sheet
from studio.things import mug
from studio.view import View

from scenes.registry import picture


@picture("hallway/coach-cart.jpg")
def coach_cart(sheet: Sheet) -> None:
    """A rolling cart with laptops, tablets, a robot and a plant: the coach's classroom."""
    view = View(sheet, (-30, -330, 118), (14, 20, 76), 1780)
    room(view, 130, "#EFE3CC", WOOD_LIGHT, near=-320)
    view.quad([(-420, 129, 0), (420, 129, 0), (420, 129, 92), (-420, 129, 92)], "#BFD0CC")
    view.quad([(-420, 128.8, 92), (420, 128.8, 92), (420, 128.8, 98), (-420, 128.8, 98)], PAPER)
    with view.panel((132, 128, 216), (86, 0, 0), (0, 0, -214), (400, 990)):
        school_door(sheet, TEAL, "Teachers")
    with view.panel((-150, 128, 190), (90, 0, 0), (0, 0, -70), (900, 700)):
        pinboard(sheet, 20, 20, 860, 660)
        for k in range(6):
            card(
                sheet,
                170 + (k % 3) * 280,
                200 + (k // 3) * 300,
                210,
                230,
                (-4, 3, 2)[k % 3],
                (PAPER, MINT, BUTTER, MIST, "#F4D9CB", PAPER)[k],
                pin=(BRICK, BLUE, SUN)[k % 3],
            )
    view.pool(-190, -140, 240, 200, 0, 0.4, 3, 0.5)
    view.shadow(
        [(-62, -30, 10), (62, -30, 10), (62, 30, 96), (-62, 30, 96), (62, -30, 96)], 0, 0.4, 14
    )
    for x, y in ((-54, 24), (54, 24), (-54, -24), (54, -24)):
        view.rod((x - 2, y, 6), (x + 2, y, 6), 6, INK, cap=STEEL_DARK)
        view.rod((x, y, 10), (x, y, 96), 1.7, STEEL)
    for z in (14, 52):
        view.box(-60, -30, z, 120, 58, 4, BLUE)
        if z == 14:
            for k in range(5):
                view.box(
                    -52 + k * 20,
                    -20,
                    18,
                    16,
                    38,
                    20 + (k % 2) * 5,
                    (CORAL, SEA, SUN, PLUM, MIST)[k],
                )
        else:
            for k in range(9):
                view.box(
                    -50 + k * 6.4, -20, 56, 3.4, 30, 22, CHARCOAL if k % 2 else STEEL, edge=0.6
                )
            for k, tone in enumerate((BRICK, TEAL, SUN)):
                view.box(16, -22 + k, 56 + k * 6, 34, 30, 5.4, tone)
    view.box(-62, -32, 92, 124, 62, 4, BLUE)
    view.rod((62, 24, 95), (72, 24, 103), 1.4, STEEL)
    view.rod((62, -24, 95), (72, -24, 103), 1.4, STEEL)
    view.rod((72, 26, 103), (72, -26, 103), 1.8, INK)
    with view.placed(0, 0, 96):
        plant(view, -46, 14, 0, 22, BRICK, ground=96)
        laptop(view, -8, 6, 0, 8, blocks_on_screen, size=1.15)
        robot(view, 34, -6, 0, -18, OCHRE, 1.25)
        mug(view, -44, -18, 0, TEAL, 1.0, steam=True)
    with view.panel((-34, -32.4, 90), (68, 0, 0), (0, 0, -24), (680, 240)):
        sheet.rect(10, 14, 680, 240, "#4B3B55", 14, alpha=0.35)
        sheet.rect(0, 0, 680, 240, PAPER, 14)
        sheet.text("Tech coach", 340, 154, 104, BLUE)
