"""A painted story map with a wood, a river and a house, and a bee robot on its way."""

from math import cos, sin

from studio.palette import BLUE, BRICK, CORAL, LEAF, OCHRE, PAPER, SUN, WOOD, WOOD_DARK
from studio.robots import bee
from studio.sheet import MULTIPLY, Sheet, blend, flowing
from studio.signs import star, tree
from studio.things import pencil
from studio.view import View

from scenes.registry import picture


@picture("first-code-paths/story-map.jpg")
def story_map(sheet: Sheet) -> None:
    """A painted story map with a wood, a river and a house, and a bee robot on its way."""
    view = View(sheet, (0, -112, 128), (0, -1, 0), 1620)
    sheet.wash(WOOD)
    view.floor(-130, 150, -180, 180, "#D2A877", 16)
    view.shadow([(-82, -56, 0.6), (82, -56, 0.6), (82, 58, 0.6), (-82, 58, 0.6)], 0, 0.5, 12)
    with view.panel((-82, 58, 0.2), (164, 0, 0), (0, -114, 0), (1640, 1140)):
        sheet.rect(0, 0, 1640, 1140, PAPER, 10)
        sheet.rect(
            30, 30, 1580, 1080, blend((0, 0), (1600, 1100), ["#C7D9A5", "#A9C58B", "#8FB37C"]), 8
        )
        with sheet.within([(30, 30), (1610, 30), (1610, 1110), (30, 1110)]):
            for x, y, r in ((220, 240, 300), (1400, 900, 380), (1300, 180, 240)):
                sheet.oval(x, y, r, r * 0.7, "#9DBF86", alpha=0.7)
            river = flowing([(1000, -40), (900, 240), (1060, 480), (960, 760), (1120, 1200)])
            sheet.shape(river, "#7FA9CC", width=130)
            sheet.shape(river, "#A9C9E2", width=44, alpha=0.8)
            trail = flowing(
                [
                    (180, 930),
                    (420, 780),
                    (560, 900),
                    (760, 720),
                    (1000, 620),
                    (1220, 560),
                    (1330, 380),
                    (1440, 330),
                ]
            )
            sheet.shape(trail, "#F6E7C0", width=74)
            sheet.shape(trail, "#CBA772", width=6, dash=(26, 30))
            for k in range(1, 8):
                sheet.line([(k * 205, 30), (k * 205, 1110)], PAPER, 5, alpha=0.55)
                if k < 6:
                    sheet.line([(30, k * 190), (1610, k * 190)], PAPER, 5, alpha=0.55)
            with sheet.moved(1005, 618, -14):
                sheet.rect(-110, -54, 220, 108, WOOD_DARK, 8)
                for k in range(8):
                    sheet.rect(-106 + k * 27, -48, 22, 96, WOOD)
            for k in range(14):
                a = k * 2.4
                x, y = 330 + cos(a) * (60 + k * 13), 330 + sin(a) * (40 + k * 9)
                with sheet.moved(x, y, 0, 1.5 + (k % 3) * 0.22):
                    sheet.oval(8, 40, 26, 9, "#4B3B55", alpha=0.3, mode=MULTIPLY)
                    tree(sheet, (LEAF, "#47795A", "#7BA063")[k % 3])
            for x, y, k in (
                (640, 210, 1.4),
                (760, 330, 1.2),
                (1180, 920, 1.5),
                (1330, 850, 1.3),
                (1480, 960, 1.4),
            ):
                with sheet.moved(x, y, 0, k):
                    tree(sheet, OCHRE if k < 1.35 else CORAL)
            for k in range(26):
                x, y = sheet.chance.uniform(80, 880), sheet.chance.uniform(560, 1080)
                sheet.oval(x, y, 9, 9, (PAPER, SUN, CORAL)[k % 3])
            with sheet.moved(180, 950, 0, 1.4):
                star(sheet, BRICK)
    with view.placed(62, 26, 0.4, -14):
        view.box(-9, -7, 0, 18, 14, 11, "#F0DFC0", ground=0.4)
        view.prism(
            [(-11, 0), (11, 0), (0, 9)], (0, -8.4, 11), (1, 0, 0), (0, 0, 1), (0, 16.8, 0), BRICK
        )
        view.quad([(-2, -7.1, 0), (2, -7.1, 0), (2, -7.1, 6), (-2, -7.1, 6)], BLUE)
        view.quad([(4, -7.1, 4), (7, -7.1, 4), (7, -7.1, 7.4), (4, -7.1, 7.4)], SUN)
    bee(view, -26, -27, 118, 1.25, 0.2)
    for x, y, tone in ((-66, -66, BRICK), (-52, -70, BLUE), (-38, -66, SUN)):
        pencil(sheet, *view.at(x, y, 1), -20 - x * 0.3, 170, tone, 24, crayon=True)
