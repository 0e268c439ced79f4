"""A child walks a taped grid on the classroom floor, from arrow to arrow."""

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
    PAPER,
    PLUM,
    SEA,
    SKINS,
    SPINES,
    SUN,
    TEAL,
    WOOD_LIGHT,
    lighter,
)
from studio.people import stand
from studio.sheet import Sheet
from studio.signs import arrow, house, star
from studio.view import View

from scenes.registry import picture


@picture("first-code-paths/floor-grid.jpg")
def floor_grid(sheet: Sheet) -> None:
    """A child walks a taped grid on the classroom floor, from arrow to arrow."""
    view = View(sheet, (8, -400, 262), (4, 44, 40), 1560)
    room(view, 250, "#EFE6D4", "#DDBB8E", near=-320)
    with view.panel((-210, 249, 190), (130, 0, 0), (0, 0, -110), (520, 440)):
        window(sheet, 20, 20, 480, 390, ["#CFE2EE", "#F6E7C4"])
    shelf(view, 60, 226, 0, 170, 22, 92, 2, WOOD_LIGHT, SPINES)
    plant(view, 24, 222, 0, 42, TEAL)
    view.pool(-250, -150, 300, 280, 0, 0.35, 3, 0.5)
    view.quad([(-152, -92, 0.05), (152, -92, 0.05), (152, 152, 0.05), (-152, 152, 0.05)], "#3E5E8E")
    tones = {
        (0, 1): SUN,
        (1, 1): PAPER,
        (1, 2): PAPER,
        (2, 2): PAPER,
        (3, 2): PAPER,
        (3, 3): MINT,
        (4, 3): LILAC,
        (4, 4): CORAL,
    }
    signs = {
        (0, 1): lambda s: star(s, PAPER),
        (4, 4): house,
        (1, 1): lambda s: arrow(s, BLUE),
        (1, 2): lambda s: arrow(s, BRICK, True),
        (2, 2): lambda s: s.canvas.rotate(90) or arrow(s, BLUE),
        (3, 2): lambda s: arrow(s, BLUE),
    }
    for row in range(1, 5):
        for col in range(5):
            tone = tones.get((col, row), "#5F7FAE" if (row + col) % 2 else "#6C8BB8")
            tile(view, -150 + col * 60, -150 + row * 60, 60, tone, signs.get((col, row)))
    view.pool(-250, -150, 300, 280, 0.2, 0.35, 3, 0.3)
    for x, y, tone in ((190, 96, CORAL), (-196, -30, SEA), (-190, 60, PLUM)):
        view.lathe(
            (x, y, 0),
            [(24, 0), (27, 5), (26, 11), (18, 14)],
            tone,
            ground=0,
            cap=lighter(tone, 0.12),
        )
    view.orb(120, 122, 8, 8, BRICK, ground=0)
    stand(
        view,
        -60,
        0,
        112,
        top=SUN,
        hair=("bun", HAIRS[1]),
        skin=SKINS[1],
        trousers=BRICK,
        arms="right",
    )
    stand(
        view,
        178,
        -60,
        108,
        top=TEAL,
        hair=("short", HAIRS[0]),
        skin=SKINS[3],
        trousers=BLUE,
        arms="left",
    )
