"""A microphone a hand's width from the edge of a desk, a laptop with a sound wave, and
headphones."""

from studio.building import bench_top, far_room
from studio.furniture import plant
from studio.machines import cable, laptop
from studio.palette import BLUE, BRICK, BUTTER, CORAL, INK, PLUM, SEA, SLATE, STEEL, SUN, TEAL
from studio.paper import page, scribble
from studio.sheet import Sheet
from studio.sound import headphones, microphone, waves
from studio.things import mug
from studio.view import View

from scenes.registry import picture


@picture("tutorials/microphone-setup.jpg", mood=(0.48, 0.32))
def microphone_setup(sheet: Sheet) -> None:
    """A microphone a hand's width from the edge of a desk, a laptop with a sound wave, and
    headphones."""
    far_room(sheet, "#E6E1D2", [TEAL, CORAL, SEA, BUTTER], 560, 22)
    view = View(sheet, (0, -120, 62), (0, 4, 16), 1560)
    bench_top(view, -80, 80, 180, "#C39A6E")
    laptop(
        view,
        -34,
        18,
        0,
        14,
        lambda s: (
            s.rect(0, 0, 800, 500, "#F6F8FB"),
            s.rect(0, 0, 800, 64, TEAL),
            waves(s, 50, 250, 700, 230, BLUE, 60),
            s.rect(380, 130, 5, 240, BRICK),
            s.oval(400, 440, 30, 30, BRICK),
        ),
        size=1.35,
    )
    microphone(view, 26, 0, 0, 12, STEEL, 1.6)
    headphones(view, -12, -34, 0, -14, PLUM, 1.3)
    plant(view, 72, 40, 0, 20, BRICK)
    mug(view, 58, 2, 0, SUN, 1.2)
    cable(
        sheet,
        [view.at(27, 6, 1), view.at(40, 20, 0), view.at(18, 30, 0), view.at(-8, 24, 0.6)],
        INK,
        9,
    )
    page(
        view,
        38,
        -36,
        24,
        17,
        -10,
        lambda s: (
            s.text("Two voices", 120, 44, 44, BRICK, "hand"),
            scribble(s, 24, 76, 190, 4, 26, SLATE, 5),
        ),
        (240, 170),
        BUTTER,
    )
