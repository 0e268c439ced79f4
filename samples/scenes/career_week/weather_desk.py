"""A home-made weather studio: a big map, a desk and a camera on a tripod."""

from studio.building import room
from studio.machines import tripod
from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CHARCOAL,
    CORAL,
    INK,
    PAPER,
    STEEL,
    SUN,
    WOOD_LIGHT,
    lighter,
)
from studio.robots import shine
from studio.sheet import Sheet, blend, flowing
from studio.signs import star
from studio.sound import microphone
from studio.things import mug
from studio.view import View

from scenes.registry import picture


@picture("career-week/weather-desk.jpg")
def weather_desk(sheet: Sheet) -> None:
    """A home-made weather studio: a big map, a desk and a camera on a tripod."""
    view = View(sheet, (0, -300, 118), (0, 30, 82), 1640)
    room(view, 120, "#C8D5E0", "#C7B199", near=-260, board=0)
    with view.panel((-118, 119, 196), (236, 0, 0), (0, 0, -124), (1180, 620)):
        sheet.rect(16, 20, 1180, 620, "#3E3048", 12, alpha=0.35)
        sheet.rect(0, 0, 1180, 620, CHARCOAL, 12)
        sheet.rect(
            16, 16, 1148, 588, blend((0, 0), (1180, 620), ["#8FB8DA", "#6C9CC8", "#4A79AC"]), 4
        )
        with sheet.within([(16, 16), (1164, 16), (1164, 604), (16, 604)]):
            land = flowing(
                [
                    (120, 180),
                    (330, 110),
                    (560, 150),
                    (760, 90),
                    (1010, 150),
                    (1080, 300),
                    (960, 430),
                    (820, 470),
                    (700, 560),
                    (560, 500),
                    (360, 520),
                    (190, 430),
                    (100, 310),
                ],
                True,
            )
            sheet.shape(land, "#A9C58B")
            sheet.shape(land, "#F1F5E4", width=6)
            for line in (
                [(330, 110), (360, 300), (360, 520)],
                [(560, 150), (590, 330), (560, 500)],
                [(760, 90), (780, 270), (700, 560)],
                [(110, 310), (590, 330), (1080, 300)],
            ):
                sheet.line(line, "#F1F5E4", 3, smooth=True, alpha=0.7)
            front = [(200, 80), (420, 260), (700, 300), (1000, 240)]
            sheet.line(front, BLUE, 12, smooth=True)
            for k in range(5):
                x, y = 300 + k * 150, (166, 268, 298, 296, 256)[k]
                sheet.shape([(x - 22, y), (x + 22, y), (x, y + 36)], BLUE)
            with sheet.moved(270, 370, 0, 1.5):
                star(sheet, SUN, 12, 0.66)
                sheet.oval(0, 0, 24, 24, BUTTER)
            for x, y in ((640, 190), (910, 380)):
                for dx, dy, r in ((-50, 10, 40), (0, -14, 52), (52, 8, 40)):
                    sheet.oval(x + dx, y + dy, r, r * 0.8, "#F4F7FB")
                if x > 700:
                    for k in range(4):
                        sheet.line([(x - 50 + k * 34, y + 56), (x - 60 + k * 34, y + 92)], BLUE, 9)
            for x, y, t in ((470, 420, "54"), (800, 190, "48"), (1010, 500, "61")):
                sheet.text(t, x, y, 70, PAPER)
    for x in (-150, 150):
        view.rod((x, 70, 0), (x, 70, 172), 1.6, CHARCOAL, ground=0)
        view.box(x - 16, 60, 164, 32, 8, 26, CHARCOAL)
        view.quad(
            [(x - 14, 59.8, 166), (x + 14, 59.8, 166), (x + 14, 59.8, 188), (x - 14, 59.8, 188)],
            "#FFF3D0",
        )
        shine(view, x, 59, 177, 60, "#FFE7B0", 0.7)
    view.shadow([(-92, -30, 74), (92, -30, 74), (92, 24, 74), (-92, 24, 74)], 0, 0.4, 14)
    view.box(-88, -26, 0, 176, 46, 70, BLUE)
    view.box(-94, -32, 70, 188, 58, 5, WOOD_LIGHT)
    with view.panel((-60, -26.4, 58), (120, 0, 0), (0, 0, -42), (1200, 420)):
        sheet.rect(0, 0, 1200, 420, lighter(BLUE, 0.14), 24)
        with sheet.moved(190, 210, 0, 3):
            star(sheet, SUN, 12, 0.66)
            sheet.oval(0, 0, 24, 24, BUTTER)
        sheet.text("Weather desk", 760, 250, 122, PAPER)
    microphone(view, -8, -8, 75, 0, STEEL, 0.9, shield=False)
    for k in range(4):
        view.box(34 + k * 0.8, -22, 75 + k * 0.7, 24, 17, 0.6, PAPER, ground=75)
    mug(view, -58, -10, 75, CORAL, 1.1)
    tripod(view, 66, -120, 0, 84, 0, 24)
    view.rod((66, -102, 91), (64, -92, 91), 5, INK)
    view.box(56, -130, 83, 20, 24, 15, CHARCOAL)
    view.quad([(58, -130.5, 85), (74, -130.5, 85), (74, -130.5, 96), (58, -130.5, 96)], "#6C9CC8")
    view.quad([(62, -130.6, 87), (71, -130.6, 87), (69, -130.6, 92), (63, -130.6, 93)], "#A9C58B")
    view.orb(73, -128, 100, 1.4, BRICK)
