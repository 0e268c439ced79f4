"""A green backdrop, two soft lights, a stool and a tablet on a tripod."""

from studio.building import room
from studio.machines import cable, tripod
from studio.palette import BRICK, CHARCOAL, PAPER, PLUM, STEEL_DARK, SUN, darker, lighter
from studio.robots import shine
from studio.sheet import Sheet, blend, flowing
from studio.view import View

from scenes.registry import picture


@picture("hallway/green-screen.jpg")
def green_screen(sheet: Sheet) -> None:
    """A green backdrop, two soft lights, a stool and a tablet on a tripod."""
    view = View(sheet, (-20, -380, 130), (0, 40, 96), 1560)
    room(view, 170, "#D8D5D0", "#C7A67C", near=-380)
    green = "#5FA86A"
    for x in (-122, 122):
        view.rod((x, 120, 0), (x, 120, 232), 2, CHARCOAL, ground=0)
    view.rod((-128, 120, 228), (128, 120, 228), 2.6, STEEL_DARK)
    view.shadow([(-112, 120, 224), (112, 120, 224), (112, 120, 60), (-112, 120, 60)], 0, 0.25, 20)
    cloth = [
        (-112, 119, 226),
        (112, 119, 226),
        (112, 112, 20),
        (118, 90, 4),
        (124, -60, 0.4),
        (-124, -60, 0.4),
        (-118, 90, 4),
        (-112, 112, 20),
    ]
    view.quad(
        cloth,
        blend(
            view.at(0, 119, 226),
            view.at(0, -60, 0),
            [lighter(green, 0.14), green, darker(green, 0.12), lighter(green, 0.18), green],
        ),
    )
    for k in range(9):
        x = -100 + k * 25
        sheet.shape(
            [
                view.at(x, 118, 226),
                view.at(x + 9, 118, 226),
                view.at(x + 5, 112, 26),
                view.at(x - 2, 112, 26),
            ],
            darker(green, 0.3),
            alpha=0.3,
            blur=7,
        )
    view.lathe((0, 40, 0), [(17, 0), (15, 2), (3, 4), (3, 56)], STEEL_DARK, ground=0)
    view.lathe((0, 40, 56), [(22, 0), (24, 2), (23, 8)], BRICK, cap=lighter(BRICK, 0.1))
    for side in (-1, 1):
        x = side * 150
        tripod(view, x, -20, 0, 176, 20, 34)
        tilt = -side * 14
        with view.placed(x, -20, 150, tilt):
            view.face([(-34, -8, 0), (34, -8, 0), (34, 0, 58), (-34, 0, 58)], PAPER, hidden=False)
            view.box(-35, -2, 0, 70, 16, 60, CHARCOAL)
            view.quad([(-31, -2.4, 4), (31, -2.4, 4), (31, -2.4, 56), (-31, -2.4, 56)], "#FFF6DD")
        shine(view, x, -26, 180, 96, "#FFE9B8", 0.55)
    tripod(view, -10, -170, 0, 92, 30, 28)
    with view.placed(-10, -172, 92, 0):
        view.box(-21, -1.4, 0, 42, 3, 29, CHARCOAL)
        with view.panel((-19, -1.6, 27), (38, 0, 0), (0, 0, -25), (760, 500)):
            sheet.rect(0, 0, 760, 500, blend((0, 0), (0, 500), ["#8FB8DA", "#DCEAF2", "#F6E3BC"]))
            sheet.shape(
                flowing(
                    [
                        (0, 380),
                        (200, 230),
                        (330, 330),
                        (520, 160),
                        (760, 360),
                        (760, 560),
                        (0, 560),
                    ],
                    True,
                ),
                "#6C8FA8",
            )
            sheet.oval(590, 110, 46, 46, SUN)
            sheet.rect(345, 300, 70, 150, STEEL_DARK, 8)
            sheet.oval(380, 300, 82, 26, BRICK)
            sheet.oval(60, 52, 18, 18, BRICK)
    cable(
        sheet,
        [view.at(150, -30, 1), view.at(120, -110, 0), view.at(180, -190, 0), view.at(240, -220, 0)],
        CHARCOAL,
        8,
    )
    for k, tone in enumerate((PLUM, SUN)):
        view.box(90 + k * 20, -130, 0, 16, 16, 16, tone, ground=0)
