"""Children sit in a circle on a round rug around a set of cards."""

from math import cos, pi, sin

from studio.board import tile
from studio.building import room, window
from studio.furniture import plant, shelf
from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    HAIRS,
    LILAC,
    MINT,
    OCHRE,
    PAPER,
    PLUM,
    SEA,
    SKINS,
    SPINES,
    SUN,
    TEAL,
    WOOD_LIGHT,
)
from studio.people import figure
from studio.sheet import Sheet
from studio.signs import arrow
from studio.view import View

from scenes.registry import picture


@picture("first-code-paths/unplugged-circle.jpg")
def unplugged_circle(sheet: Sheet) -> None:
    """Children sit in a circle on a round rug around a set of cards."""
    view = View(sheet, (0, -380, 260), (0, 20, 14), 1600)
    room(view, 260, "#E9E3D4", "#DDBB8E", near=-360)
    shelf(view, -230, 236, 0, 180, 22, 104, 2, WOOD_LIGHT, SPINES)
    with view.panel((20, 259, 190), (180, 0, 0), (0, 0, -116), (720, 464)):
        window(sheet, 20, 20, 680, 410, ["#CFE2EE", "#F6E7C4"], cols=3)
    plant(view, 214, 222, 0, 44, BRICK)
    view.pool(-150, -190, 330, 300, 0, 0.3, 3, 0.5)
    for r, tone in ((176, "#D9795C"), (164, "#F3E3C3"), (128, "#E3A983"), (84, "#F3E3C3")):
        sheet.shape([view.at(*p) for p in view.ring((0, 0, 0.2), (0, 0, 1), r, 90)], tone)
    for k in range(9):
        x, y = -48 + (k % 3) * 36, -34 + (k // 3) * 30
        tile(
            view,
            x - 4,
            y - 4,
            32,
            PAPER if k % 2 else MINT,
            (lambda s: arrow(s, BLUE)) if k % 2 else (lambda s: arrow(s, BRICK, True)),
            0.4,
        )
    view.pool(-150, -190, 330, 300, 0.5, 0.3, 3, 0.24)
    looks = [
        (SUN, ("bun", HAIRS[1]), 1),
        (BLUE, ("short", HAIRS[0]), 3),
        (CORAL, ("braids", HAIRS[0]), 4),
        (SEA, ("scarf", PLUM), 2),
        (LILAC, ("pony", HAIRS[2]), 0),
        (BRICK, ("curly", HAIRS[0]), 3),
        (TEAL, ("short", HAIRS[3]), 0),
        (OCHRE, ("long", HAIRS[4]), 1),
    ]
    seats = []
    for i, look in enumerate(looks):
        a = -pi / 2 + (i - 3.5) * 0.56
        seats.append((cos(a) * 146, sin(a) * 150, look))
    for x, y, (top, hair, skin) in sorted(seats, key=lambda seat: -seat[1]):
        px, py = view.at(x, y, 0)
        figure(
            sheet,
            px,
            py,
            122 * view.scale(x, y, 0),
            top,
            hair,
            SKINS[skin],
            BLUE if top != BLUE else BRICK,
            pose="sit",
            arms="front",
        )
