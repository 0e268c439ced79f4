"""A robot follows a thick black line over a white mat."""

from studio.palette import BLUE, CORAL, INK, PAPER, SEA, SKINS, SUN, TEAL, WOOD, lighter
from studio.people import hand
from studio.robots import robot, shine
from studio.sheet import Sheet, blend, flowing
from studio.view import View

from scenes.registry import picture


@picture("robotics-fair/line-follower.jpg")
def line_follower(sheet: Sheet) -> None:
    """A robot follows a thick black line over a white mat."""
    view = View(sheet, (4, -100, 92), (2, 4, 0), 1580)
    sheet.wash(WOOD)
    view.floor(-90, 140, -140, 140, WOOD, 12)
    view.shadow([(-62, -38, 0.5), (62, -38, 0.5), (62, 52, 0.5), (-62, 52, 0.5)], 0, 0.5, 10)
    mat = [(-62, -38, 0.1), (62, -38, 0.1), (62, 52, 0.1), (-62, 52, 0.1)]
    view.quad(mat, blend(view.at(-60, 50, 0), view.at(60, -40, 0), [PAPER, "#F3EFE6", "#DED9D2"]))
    view.pool(-70, -40, 90, 80, 0.2, 0.4, 2, 0.5)
    loop = [
        (-46, -20),
        (-20, -30),
        (6, -14),
        (26, -28),
        (50, -14),
        (46, 12),
        (22, 12),
        (14, 32),
        (-8, 42),
        (-26, 26),
        (-14, 8),
        (-34, 2),
        (-52, 6),
    ]
    curve = flowing([view.at(x, y, 0.1) for x, y in loop], True)
    sheet.shape(curve, INK, width=44)
    sheet.shape(curve, lighter(INK, 0.12), width=34, alpha=0.4)
    for x, y, tone in ((-46, 34, CORAL), (46, 38, SEA), (-48, -30, SUN)):
        ring = [view.at(*p) for p in view.ring((x, y, 0.15), (0, 0, 1), 6)]
        sheet.shape(ring, tone, alpha=0.85)
        with view.placed(x, y, 0.2):
            sheet.shape([view.at(*p) for p in view.ring((0, 0, 0), (0, 0, 1), 4.2)], PAPER, width=4)
    for x, y in ((34, 28), (-40, 18)):
        view.lathe(
            (x, y, 0.2), [(4.4, 0), (4.4, 0.8), (3, 1), (1, 9)], CORAL, ground=0.2, cap=PAPER
        )
    robot(view, 26, -27, 0.2, 100, TEAL, 1.2)
    shine(view, 37, -26, 2, 7, "#F0624A", 0.8)
    hand(sheet, *view.at(60, -34, 4), 30, 1.2, SKINS[0], BLUE, "point")
