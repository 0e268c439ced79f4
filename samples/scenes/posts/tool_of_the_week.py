"""A document camera on a small stand in a pool of light, with a card."""

from studio.furniture import plant
from studio.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CORAL,
    INK,
    LEAF,
    PAPER,
    STEEL,
    SUN,
    TEAL,
    WOOD,
    darker,
    lighter,
)
from studio.paper import nameplate
from studio.robots import shine
from studio.sheet import SOFT, Sheet, blend, flowing
from studio.signs import star
from studio.things import book
from studio.view import View

from scenes.registry import picture


@picture("posts/tool-of-the-week.jpg", mood=(0.42, 0.46))
def tool_of_the_week(sheet: Sheet) -> None:
    """A document camera on a small stand in a pool of light, with a card."""
    view = View(sheet, (0, -205, 80), (0, 0, 42), 1640)
    wall = "#35507E"
    sheet.wash(blend((0, 0), (1600, 900), [lighter(wall, 0.1), wall, darker(wall, 0.3)]))
    for k in range(9):
        sheet.rect(k * 184, 0, 4, 900, darker(wall, 0.3), alpha=0.5)
    view.quad(
        [(-300, -150, 0), (300, -150, 0), (300, 70, 0), (-300, 70, 0)],
        blend(view.at(0, 70, 0), view.at(0, -100, 0), [darker(WOOD, 0.35), WOOD]),
    )
    sheet.shape(
        [(700, -60), (900, -60), (1330, 1160), (270, 1160)],
        "#FFE7B0",
        alpha=0.75,
        blur=40,
        mode=SOFT,
    )
    sheet.shape([(740, -60), (860, -60), (1180, 1160), (420, 1160)], "#FFE7B0", alpha=0.14, blur=50)
    view.lathe((0, 0, 0), [(48, 0), (48, 8)], BRICK, ground=0, cap=BRICK)
    view.lathe((0, 0, 8), [(42, 0), (42, 14)], PAPER, ground=0)
    ring = [view.at(*p) for p in view.ring((0, 0, 22), (0, 0, 1), 42, 90)]
    sheet.shape(ring, blend(ring[0], ring[45], ["#FFF9E9", "#E9DCC4"]))
    with view.placed(4, 4, 22, -18):
        view.box(-13, -2, 0, 26, 20, 3, CHARCOAL, ground=22)
        view.rod((0, 12, 3), (0, 14, 34), 1.7, STEEL)
        view.orb(0, 14, 34, 2.6, CHARCOAL)
        view.rod((0, 14, 34), (-5, -10, 50), 1.6, STEEL)
        view.orb(-5, -10, 50, 2.6, CHARCOAL)
        view.rod((-5, -10, 50), (-8, -20, 47), 1.6, STEEL)
        view.shadow([(-14, -26, 40), (-2, -16, 46)], 22, 0.3, 8)
        view.box(-14, -27, 40, 12, 14, 7, BLUE)
        view.rod((-8, -20, 40), (-8, -20, 37), 3.2, INK)
        shine(view, -8, -20, 37, 7, "#FFF0C0", 0.8)
        view.quad([(-24, -32, 0.2), (2, -32, 0.2), (2, -8, 0.2), (-24, -8, 0.2)], PAPER)
        with (
            view.panel((-24, -8, 0.3), (26, 0, 0), (0, -24, 0), (260, 240)),
            sheet.moved(130, 120, 0, 1.9),
        ):
            sheet.shape(
                flowing([(0, -46), (30, -16), (24, 24), (0, 44), (-24, 24), (-30, -16)], True),
                LEAF,
            )
            sheet.line([(0, -40), (0, 56)], darker(LEAF, 0.4), 4)
            for k in (-14, 6, 22):
                sheet.line([(0, k + 8), (18, k - 6)], darker(LEAF, 0.4), 3)
                sheet.line([(0, k + 8), (-18, k - 6)], darker(LEAF, 0.4), 3)
    with view.placed(52, -44, 0, -10):
        nameplate(view, 0, 0, 0, 40, 23, "", PAPER, BLUE)
        with view.panel((-20, 0, 23), (40, 0, 0), (0, -2, -23), (460, 260)):
            sheet.text("Tool", 230, 96, 74, BLUE)
            sheet.text("of the week", 230, 176, 62, BRICK)
            with sheet.moved(60, 66, 0, 0.6):
                star(sheet)
    book(view, -72, -10, 0, 30, 22, 5, 12, TEAL, ground=0)
    book(view, -70, -9, 5, 26, 20, 4, -4, SUN, ground=5)
    plant(view, -86, 30, 0, 26, CORAL)
