"""A microphone, headphones and foam panels in a small recording booth."""

from studio.building import lamp_light
from studio.machines import cable, laptop
from studio.palette import (
    BLUE,
    BRICK,
    CHARCOAL,
    INK,
    SLATE,
    STEEL,
    SUN,
    TEAL,
    WOOD,
    darker,
    lighter,
)
from studio.paper import page, scribble
from studio.sheet import SOFT, Sheet, blend
from studio.sound import headphones, microphone, waves
from studio.things import mug
from studio.view import View

from scenes.registry import picture


@picture("hallway/podcast-booth.jpg", mood=(0.46, 0.46))
def podcast_booth(sheet: Sheet) -> None:
    """A microphone, headphones and foam panels in a small recording booth."""
    sheet.wash(blend((0, 0), (1600, 1200), ["#4A5578", "#3A4468", "#2A3050"]))
    for row in range(6):
        for col in range(10):
            x, y = -40 + col * 172, -50 + row * 172
            tone = (
                (BLUE, "#3B568F", TEAL)[(row * 3 + col * 2) % 3] if (row + col) % 2 else "#36446E"
            )
            for k in range(5):
                if (row + col) % 2:
                    sheet.rect(
                        x + k * 34,
                        y,
                        30,
                        168,
                        blend(
                            (x + k * 34, 0),
                            (x + k * 34 + 30, 0),
                            [lighter(tone, 0.14), tone, darker(tone, 0.45)],
                        ),
                    )
                else:
                    sheet.rect(
                        x,
                        y + k * 34,
                        168,
                        30,
                        blend(
                            (0, y + k * 34),
                            (0, y + k * 34 + 30),
                            [lighter(tone, 0.14), tone, darker(tone, 0.45)],
                        ),
                    )
    sheet.shape(
        [(0, 0), (520, 0), (1500, 1000), (500, 1000)], "#FFE3A8", alpha=0.3, blur=70, mode=SOFT
    )
    with sheet.moved(1250, 190):
        sheet.rect(-190, -80, 380, 160, "#161A2C", 30, alpha=0.5, blur=14)
        sheet.rect(-194, -88, 380, 160, CHARCOAL, 30)
        sheet.rect(-176, -70, 344, 124, blend((0, -70), (0, 54), ["#E5674C", BRICK]), 20)
        sheet.text("On air", -4, 20, 82, "#FFF3D6")
    lamp_light(sheet, 1250, 190, 420, "#F08A6A", 0.75)
    view = View(sheet, (0, -112, 44), (0, 0, 18), 1560)
    top = [(-140, -70, 0), (140, -70, 0), (140, 40, 0), (-140, 40, 0)]
    view.quad(
        top,
        blend(
            view.at(-60, 40, 0), view.at(60, -60, 0), [lighter(WOOD, 0.3), WOOD, darker(WOOD, 0.2)]
        ),
    )
    for k in range(24):
        y = -70 + k * 4.6
        sheet.line(
            [
                view.at(-140, y, 0),
                view.at(0, y + sheet.chance.uniform(-2, 2), 0),
                view.at(140, y, 0),
            ],
            darker(WOOD, 0.4),
            2.4,
            smooth=True,
            alpha=0.25,
        )
    laptop(
        view,
        36,
        10,
        0,
        -16,
        lambda s: (
            s.rect(0, 0, 800, 500, "#1E2436"),
            waves(s, 40, 160, 720, 150, "#7CCFC8", 54),
            waves(s, 40, 340, 720, 110, SUN, 54),
        ),
        size=1.2,
    )
    microphone(view, -14, 4, 0, -12, STEEL, 1.5)
    headphones(view, -30, -27, 0, 20, BRICK, 1.15)
    page(
        view,
        10,
        -34,
        26,
        19,
        -8,
        lambda s: (
            s.text("Book talk", 130, 50, 48, BLUE, "hand"),
            scribble(s, 24, 84, 210, 4, 28, SLATE, 5),
        ),
        (260, 190),
    )
    mug(view, 35, -24, 0, SUN, 1.15)
    cable(
        sheet,
        [view.at(-16, 4, 1), view.at(-2, 18, 0), view.at(14, 14, 0), view.at(20, 12, 0)],
        INK,
        8,
    )
