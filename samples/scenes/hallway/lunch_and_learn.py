"""A long staff room table with plates, sandwiches and tablets, and a screen at its end."""

from studio.building import room, window
from studio.furniture import chair, plant, table
from studio.machines import blocks_on_screen, tablet
from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    INK,
    LEAF,
    MIST,
    OCHRE,
    PAPER,
    SEA,
    SUN,
    TEAL,
    WOOD,
    WOOD_LIGHT,
    darker,
)
from studio.paper import scribble
from studio.sheet import Sheet
from studio.signs import bulb, camera, speech
from studio.view import View

from scenes.registry import picture


@picture("hallway/lunch-and-learn.jpg", mood=(0.5, 0.3))
def lunch_and_learn(sheet: Sheet) -> None:
    """A long staff room table with plates, sandwiches and tablets, and a screen at its end."""
    view = View(sheet, (0, -250, 176), (0, 40, 82), 1500)
    room(view, 250, "#DDE2DC", WOOD_LIGHT, near=-250)
    with view.panel((-92, 249, 190), (184, 0, 0), (0, 0, -92), (920, 460)):
        sheet.rect(16, 20, 920, 460, "#3E3048", alpha=0.3)
        sheet.rect(0, 0, 920, 460, PAPER, 6)
        sheet.rect(0, 0, 920, 110, TEAL, 6)
        sheet.text("Lunch and learn", 460, 80, 70, PAPER)
        for k, (tone, draw) in enumerate(((BLUE, speech), (BRICK, camera), (SEA, bulb))):
            x = 180 + k * 280
            sheet.rect(x - 110, 150, 220, 190, ("#DCE5EF", "#F4D9CB", "#F8E8B8")[k], 18)
            with sheet.moved(x, 245, 0, 1.5):
                draw(sheet)
            scribble(sheet, x - 90, 380, 180, 2, 34, tone, 9)
    with view.panel((-214, 249, 186), (84, 0, 0), (0, 0, -96), (420, 480)):
        window(sheet, 20, 20, 380, 420, ["#CFE2EE", "#FBEBC4"])
    plant(view, 172, 220, 0, 56, BRICK)
    view.pool(-260, -20, 240, 180, 0, 0.4, 3, 0.4)
    for k in range(3):
        chair(view, -112, 130 - k * 78, 90, (BLUE, TEAL, BLUE)[k])
        chair(view, 112, 130 - k * 78, -90, (BRICK, OCHRE, BRICK)[k])
    table(view, -84, -120, 168, 290, 74, WOOD)
    with view.placed(0, 0, 74):
        view.quad([(-24, -120, 0.1), (24, -120, 0.1), (24, 170, 0.1), (-24, 170, 0.1)], "#E9DCC0")
        view.quad(
            [(-21, -120, 0.2), (-19, -120, 0.2), (-19, 170, 0.2), (-21, 170, 0.2)], TEAL, alpha=0.7
        )
        view.quad(
            [(19, -120, 0.2), (21, -120, 0.2), (21, 170, 0.2), (19, 170, 0.2)], TEAL, alpha=0.7
        )
        view.lathe((0, 120, 0.3), [(6, 0), (9, 6), (6, 18), (7, 20)], BLUE, ground=74, cap=INK)
        for k, tone in enumerate((SUN, CORAL, SUN, PAPER, CORAL)):
            view.rod((0, 120, 20), (-10 + k * 5, 120, 34 + (k % 2) * 5), 0.5, LEAF)
            view.orb(-10 + k * 5, 119, 36 + (k % 2) * 5, 3.6, tone)
        for row in range(3, -1, -1):
            y = -92 + row * 66
            for side in (-1, 1):
                view.lathe(
                    (side * 56, y, 0),
                    [(9, 0), (16, 1.4), (17, 2)],
                    PAPER,
                    ground=74,
                    cap=darker(PAPER, 0.05),
                )
                for part in (0, 1):
                    with view.placed(side * 56, y, 2, 40 * side + part * 12):
                        for z, tone in (
                            (0, "#E3B877"),
                            (2.2, LEAF),
                            (3, "#F2C6B0"),
                            (4, "#E3B877"),
                        ):
                            thick = 2.2 if tone == "#E3B877" else 0.9
                            view.prism(
                                [(-8 + part * 2, -3), (8, -3), (8, 8)],
                                (0, -1 + part * 3, z),
                                (1, 0, 0),
                                (0, 1, 0),
                                (0, 0, thick),
                                tone,
                            )
                            view.face(
                                [
                                    (-8 + part * 2, -4 + part * 3, z + thick),
                                    (8, -4 + part * 3, z + thick),
                                    (8, 7 + part * 3, z + thick),
                                ],
                                tone,
                            )
                view.lathe(
                    (side * 32, y + 22, 0), [(3.6, 0), (4.4, 11)], MIST, ground=74, cap="#E6F0F5"
                )
                if (row + side) % 2:
                    tablet(view, side * 50, y + 30, 0, 8 * side, blocks_on_screen, size=1.15)
            if row < 3:
                for k in range(3):
                    view.orb(-6 + k * 6, y + 34, 4, 4, (BRICK, SUN, LEAF)[k], ground=74)
