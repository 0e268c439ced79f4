"""Bookshelves, a beanbag, a lamp and a rug beside a window."""

from studio.building import lamp_light, room, window
from studio.furniture import plant, shelf
from studio.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    CORAL,
    PAPER,
    PLUM,
    SEA,
    SLATE,
    SPINES,
    SUN,
    TEAL,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
)
from studio.paper import scribble
from studio.sheet import MULTIPLY, Sheet, blend, flowing
from studio.signs import tree
from studio.sound import headphones
from studio.things import book
from studio.view import View

from scenes.registry import picture


@picture("posts/reading-corner.jpg", mood=(0.55, 0.32))
def reading_corner(sheet: Sheet) -> None:
    """Bookshelves, a beanbag, a lamp and a rug beside a window."""
    view = View(sheet, (10, -320, 122), (4, 30, 70), 1560)
    room(view, 170, "#EBDDBF", WOOD_LIGHT, near=-320)
    with view.panel((-162, 169, 214), (130, 0, 0), (0, 0, -140), (520, 560)):
        window(sheet, 20, 20, 480, 490, ["#BFD6E8", "#F9E6BB"])
    shelf(view, 0, 140, 0, 92, 28, 124, 3, WOOD, SPINES)
    shelf(view, 94, 140, 0, 92, 28, 124, 3, WOOD, SPINES)
    plant(view, 40, 150, 124, 24, TEAL, ground=124)
    view.lathe((-124, 122, 0), [(15, 0), (19, 22), (20, 24)], "#C08F58", ground=0, cap=WOOD_DARK)
    headphones(view, -124, 116, 26, 10, BLUE, 1.1)
    for k, tone in enumerate((BRICK, BLUE, SUN)):
        view.box(110, 146, 124 + k * 6, 34, 18, 6, tone)
    view.pool(-210, -120, 240, 220, 0, 0.35, 2, 0.5)
    for r, tone in ((122, TEAL), (114, "#E9DCC0"), (84, SEA), (76, "#E9DCC0"), (34, TEAL)):
        sheet.shape([view.at(*p) for p in view.ring((6, 0, 0.2), (0, 0, 1), r, 90)], tone)
    view.pool(-210, -120, 240, 220, 0.4, 0.35, 2, 0.3)
    view.lathe((-176, 120, 0), [(16, 0), (16, 2), (2, 3), (1.6, 120)], CHARCOAL, ground=0)
    lx, ly = view.at(-176, 120, 130)
    sheet.shape(
        [(lx - 84, ly + 66), (lx - 50, ly - 60), (lx + 50, ly - 60), (lx + 84, ly + 66)],
        blend((lx, ly - 60), (lx, ly + 66), ["#F3D48A", "#FFF1C9"]),
    )
    lamp_light(sheet, lx, ly + 50, 430)
    for bx, by, tone, size in ((-64, 40, BRICK, 1.0), (70, 16, BLUE, 0.9)):
        px, py = view.at(bx, by, 0)
        k = view.scale(bx, by, 0) * size
        sheet.oval(
            px + 22 * k, py - 3 * k, 56 * k, 13 * k, "#4B3B55", alpha=0.45, blur=12, mode=MULTIPLY
        )
        bag = [
            (-46, -6),
            (-40, -34),
            (-22, -58),
            (2, -66),
            (20, -52),
            (40, -32),
            (48, -8),
            (22, 3),
            (-22, 3),
        ]
        sheet.shape(
            flowing([(px + a * k, py + b * k) for a, b in bag], True),
            blend(
                (px - 40 * k, py - 66 * k),
                (px + 46 * k, py),
                [lighter(tone, 0.4), tone, darker(tone, 0.4)],
            ),
        )
        dent = [(-26, -32), (0, -44), (28, -30), (18, -22), (-14, -20)]
        sheet.shape(
            flowing([(px + a * k, py + b * k) for a, b in dent], True),
            darker(tone, 0.3),
            alpha=0.6,
            blur=8,
        )
        for seam in ([(-30, -2), (-24, -30), (2, -66)], [(24, 2), (20, -26), (2, -66)]):
            sheet.line(
                [(px + a * k, py + b * k) for a, b in seam],
                darker(tone, 0.4),
                3,
                smooth=True,
                alpha=0.5,
            )
    with view.placed(6, -46, 0.4, 14):
        for side in (-1, 1):
            leaf = [(0, -12, 0.6), (side * 20, -12, 3), (side * 20, 14, 3), (0, 14, 0.6)]
            view.shadow(leaf, 0, 0.4, 6)
            view.quad(leaf, PAPER if side < 0 else darker(PAPER, 0.06))
            with view.panel(
                (min(0, side * 20), 14, 0.6 if side > 0 else 3),
                (20, 0, 2.4 * side),
                (0, -26, 0),
                (200, 260),
            ):
                if side < 0:
                    with sheet.moved(100, 90, 0, 1.2):
                        tree(sheet)
                    scribble(sheet, 26, 180, 150, 3, 24, SLATE, 6)
                else:
                    scribble(sheet, 30, 40, 140, 8, 26, SLATE, 6)
    for k, tone in enumerate((SUN, CORAL, TEAL, PLUM)):
        book(
            view,
            -116,
            -28,
            k * 5.4,
            38 - k * 2,
            28,
            5,
            (6, -10, 4, 16)[k],
            tone,
            ground=0 if k == 0 else None,
        )
