"""A cardboard cup, ribbons and score sheets wait for the judges."""

from studio.building import room
from studio.furniture import bunting, chair
from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    MIST,
    OCHRE,
    PAPER,
    PLUM,
    SEA,
    SKY,
    SLATE,
    STEEL,
    SUN,
    TEAL,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
)
from studio.paper import nameplate, page, rosette, scribble
from studio.sheet import MULTIPLY, Sheet, blend
from studio.signs import star
from studio.things import mug, pencil_cup
from studio.view import View

from scenes.registry import picture

FLAGS = [BLUE, SUN, BRICK, TEAL, PLUM]


@picture("robotics-fair/judges-table.jpg")
def judges_table(sheet: Sheet) -> None:
    """A cardboard cup, ribbons and score sheets wait for the judges."""
    view = View(sheet, (0, -300, 138), (0, 30, 88), 2000)
    room(view, 190, "#E6DFCF", WOOD_LIGHT)
    bunting(sheet, (-40, 110), (1640, 90), 70, FLAGS, 15)
    with view.panel((-95, 189, 172), (190, 0, 0), (0, 0, -40), (950, 200)):
        sheet.rect(12, 18, 950, 200, "#5B4A6B", 10, alpha=0.3, mode=MULTIPLY)
        sheet.rect(
            0,
            0,
            950,
            200,
            blend((0, 0), (950, 200), [lighter(BLUE, 0.12), BLUE, darker(BLUE, 0.2)]),
            10,
        )
        sheet.text("Robotics fair", 475, 138, 118, PAPER)
    view.shadow([(-105, -20, 74), (105, -20, 74), (105, 40, 74), (-105, 40, 74)], 0, 0.4, 14)
    view.box(-105, -30, 0, 210, 62, 74, TEAL)
    for k in range(14):
        x = -100 + k * 15.2
        view.quad(
            [(x, -30.2, 2), (x + 5, -30.2, 2), (x + 3.4, -30.2, 72), (x, -30.2, 72)],
            darker(TEAL, 0.5),
            alpha=0.28,
        )
    view.quad(
        [(-105, -30.3, 62), (105, -30.3, 62), (105, -30.3, 74), (-105, -30.3, 74)],
        lighter(TEAL, 0.12),
        alpha=0.6,
    )
    with view.placed(0, 0, 74):
        view.lathe((0, 14, 0), [(11, 0), (11, 4), (9, 5), (9, 8)], WOOD_DARK, ground=74)
        view.lathe(
            (0, 14, 8),
            [(4, 0), (2.4, 4), (2.6, 9), (8, 13), (12, 20), (13, 30)],
            SUN,
            ground=74,
            cap=darker(SUN, 0.5),
        )
        for side in (-1, 1):
            loop = [
                view.at(side * 12.5, 14, 35),
                view.at(side * 20, 14, 34),
                view.at(side * 19, 14, 26),
                view.at(side * 10, 14, 24),
            ]
            sheet.line(loop, darker(SUN, 0.3), 17, smooth=True)
            sheet.line(loop, SUN, 10, smooth=True)
        with sheet.moved(*view.at(0, 0, 28), 0, 0.9):
            star(sheet, PAPER)
        for x, n, tone in ((-52, "1", BLUE), (-38, "2", BRICK)):
            px, py = view.at(x, 10, 22)
            view.rod((x, 12, 0), (x, 12, 20), 0.8, WOOD_DARK, ground=74)
            rosette(sheet, px, py, 44, tone, n)
        for x, name in ((-66, "Judge"), (46, "Judge")):
            nameplate(view, x, -16, 0, 30, 11, name, PAPER, BLUE)
        page(view, 78, -8, 26, 32, -8, _score, (260, 320), z=0.3)
        page(view, -26, -10, 24, 24, 10, _score, (260, 300), z=0.3)
        pencil_cup(view, 32, 16, 0, 11, BRICK, [SUN, SEA, BLUE, CORAL])
        mug(view, 90, 8, 0, MIST, 1.1)
        for k, tone in enumerate((CORAL, SUN, SKY)):
            view.lathe(
                (4 + k * 10, -18, 0), [(2.8, 0), (3.8, 9)], tone, ground=74, cap=darker(tone, 0.5)
            )
            view.rod(
                (-8 + k * 7, -24, 0.3), (-8 + k * 7, -24, 0.9), 1.6, STEEL, cap=STEEL, ground=74
            )
    for x, tone in ((-58, PLUM), (4, OCHRE), (64, BLUE)):
        chair(view, x, -70, 180, tone)


def _score(sheet: Sheet) -> None:
    scribble(sheet, 24, 40, 150, 1, 20, BLUE, 9)
    for k in range(4):
        sheet.rect(24, 74 + k * 42, 22, 22, SLATE, 3, width=4)
        scribble(sheet, 64, 86 + k * 42, 160, 1, 20, SLATE, 5)
    sheet.line([(26, 84), (34, 94), (50, 70)], BRICK, 7)
