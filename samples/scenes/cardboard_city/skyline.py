"""Cardboard houses and towers at dusk, with lights behind the cut windows."""

from math import sin

from studio.building import bench_top
from studio.city import KRAFT, tower
from studio.palette import BUTTER, CHARCOAL, CORAL, SEA, mix
from studio.robots import shine
from studio.sheet import SCREEN, Sheet, blend, glow
from studio.view import View

from scenes.registry import picture


@picture("cardboard-city/skyline.jpg", mood=(0.5, 0.3))
def skyline(sheet: Sheet) -> None:
    """Cardboard houses and towers at dusk, with lights behind the cut windows."""
    sheet.wash(blend((0, 0), (0, 820), ["#33477E", "#6C669A", "#C98B92", "#F3B98A", "#FBDCA4"]))
    with sheet.soft(3):
        for _ in range(60):
            x, y = sheet.chance.uniform(0, 1600), sheet.chance.uniform(0, 420)
            sheet.oval(x, y, 2.4, 2.4, "#FFF3D6", alpha=0.7)
        sheet.oval(1270, 210, 74, 74, "#FFF0CC")
        sheet.oval(1270, 210, 190, 190, glow((1270, 210), 190, "#FFF0CC", (0.5, 0)))
    with sheet.soft(5):
        for k in range(14):
            h = 160 + 210 * abs(sin(k * 2.1))
            sheet.rect(
                -30 + k * 122, 790 - h, 112, h + 60, mix("#6B5C86", "#B98092", 0.3 + (k % 3) * 0.16)
            )
    view = View(sheet, (6, -215, 66), (0, 20, 46), 1640, light=(-0.5, -0.6, 0.62))
    bench_top(view, -110, 110, 260, "#A9806A", grain=False)
    specs = [
        (-112, 52, 28, 20, 62, 3, 6, "flat"),
        (-78, 58, 22, 20, 92, 3, 9, "mast"),
        (-50, 50, 30, 20, 54, 4, 5, "tank"),
        (-12, 60, 26, 20, 108, 3, 10, "mast"),
        (20, 52, 30, 20, 70, 4, 7, "flat"),
        (56, 58, 24, 20, 88, 3, 8, "tank"),
        (86, 50, 34, 20, 56, 4, 5, "flat"),
        (-92, 16, 26, 18, 36, 3, 3, "roof"),
        (-58, 20, 22, 18, 58, 3, 6, "flat"),
        (-28, 12, 28, 18, 42, 4, 4, "roof"),
        (8, 18, 22, 18, 62, 3, 6, "tank"),
        (38, 12, 28, 18, 38, 4, 3, "roof"),
        (74, 18, 24, 18, 50, 3, 5, "flat"),
        (-72, -22, 22, 16, 24, 3, 2, "roof"),
        (-40, -26, 20, 14, 30, 3, 3, "flat"),
        (22, -24, 24, 16, 26, 3, 2, "roof"),
        (58, -26, 20, 14, 32, 3, 3, "tank"),
    ]
    for n, (x, y, w, d, h, cols, rows, top) in enumerate(specs):
        tower(
            view,
            x,
            y,
            w,
            d,
            h,
            mix(KRAFT[n % 5], "#7A5A86", 0.3)
            if n < 7
            else (*KRAFT, CORAL, "#EBD3A8", SEA)[(n * 3) % 8],
            cols,
            rows,
            0.62,
            top,
        )
        if n == 6 or n == 12:
            with sheet.soft(20):
                sheet.shape(
                    [
                        view.at(-180, y, 0),
                        view.at(180, y, 0),
                        view.at(180, y, 14),
                        view.at(-180, y, 14),
                    ],
                    "#F6C08C",
                    alpha=0.3,
                    mode=SCREEN,
                )
    for x in (-88, -14, 0, 14, 90):
        view.rod((x, -44, 0), (x, -44, 12), 0.5, CHARCOAL, ground=0)
        view.orb(x, -44, 12.6, 1.5, BUTTER)
        shine(view, x, -44, 12.6, 13, "#FFD98A", 0.9)
