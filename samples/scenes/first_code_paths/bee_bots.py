"""Three floor robots like bees on a squared mat."""

from studio.building import far_room
from studio.palette import BLUE, CORAL, PAPER, PLUM, SEA, SUN
from studio.robots import bee
from studio.sheet import Sheet, blend
from studio.signs import heart, house, star, tree
from studio.view import View

from scenes.registry import picture


@picture("first-code-paths/bee-bots.jpg", mood=(0.5, 0.3))
def bee_bots(sheet: Sheet) -> None:
    """Three floor robots like bees on a squared mat."""
    far_room(sheet, "#EADFC9", [BLUE, CORAL, SEA, SUN, PLUM], 520, 20)
    view = View(sheet, (0, -74, 34), (0, 4, 5), 1760)
    corners = [(-140, -60, 0), (140, -60, 0), (140, 130, 0), (-140, 130, 0)]
    view.quad(corners, blend(view.at(0, 120, 0), view.at(0, -50, 0), ["#B9D3C6", "#8FBBAA"]))
    cells = {
        (1, 3): ("#E9D48C", tree),
        (4, 2): ("#F0C7B4", house),
        (3, 5): ("#C9D8E6", lambda s: star(s, PAPER)),
        (0, 1): ("#D3C0DB", heart),
        (5, 4): ("#F2DFA8", tree),
    }
    for row in range(9):
        for col in range(-1, 8):
            x, y = -70 + col * 20, -40 + row * 18
            tone, draw = cells.get((col, row), ("#A9CBBB" if (row + col) % 2 else "#B7D5C7", None))
            view.quad(
                [(x, y, 0.02), (x + 20, y, 0.02), (x + 20, y + 18, 0.02), (x, y + 18, 0.02)], tone
            )
            if draw:
                with (
                    view.panel((x, y + 18, 0.03), (20, 0, 0), (0, -18, 0), (120, 120)),
                    sheet.moved(60, 60),
                ):
                    draw(sheet)
    for k in range(-1, 9):
        sheet.line(
            [view.at(-70 + k * 20, -60, 0.05), view.at(-70 + k * 20, 130, 0.05)],
            PAPER,
            4,
            alpha=0.7,
        )
    for k in range(-1, 10):
        sheet.line(
            [view.at(-150, -40 + k * 18, 0.05), view.at(150, -40 + k * 18, 0.05)],
            PAPER,
            4,
            alpha=0.7,
        )
    view.pool(-70, -30, 110, 90, 0.1, 0.5, 3, 0.4)
    bee(view, 26, 44, 30, 1.2)
    bee(view, -4, 62, -8, 1.2)
    bee(view, -24, 18, -32, 1.3)
    bee(view, 7, -12, 16, 1.4)
