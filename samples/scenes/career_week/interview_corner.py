"""Two armchairs, a lamp and a microphone on a small round table."""

from studio.building import lamp_light, room, window
from studio.furniture import plant
from studio.palette import (
    BLUE,
    BRICK,
    BUTTER,
    CHARCOAL,
    MINT,
    OCHRE,
    STEEL,
    SUN,
    TEAL,
    WOOD,
    WOOD_DARK,
    WOOD_LIGHT,
    darker,
    lighter,
)
from studio.sheet import Sheet, blend
from studio.signs import globe, person, star
from studio.sound import microphone
from studio.things import mug
from studio.view import View

from scenes.registry import picture


@picture("career-week/interview-corner.jpg", mood=(0.5, 0.34))
def interview_corner(sheet: Sheet) -> None:
    """Two armchairs, a lamp and a microphone on a small round table."""
    view = View(sheet, (0, -330, 128), (0, 30, 72), 1640)
    room(view, 160, "#DCE3E1", WOOD_LIGHT, near=-300)
    with view.panel((-150, 159, 212), (120, 0, 0), (0, 0, -116), (480, 464)):
        window(sheet, 20, 20, 440, 400, ["#BFD6E8", "#F7E4BB"])
    for x, z, w, h, tone, draw in (
        (28, 190, 40, 52, BUTTER, person),
        (76, 184, 46, 46, MINT, globe),
        (130, 192, 34, 44, "#F0C7B4", star),
    ):
        with view.panel((x, 159, z), (w, 0, 0), (0, 0, -h), (w * 5, h * 5)):
            sheet.rect(12, 16, w * 5, h * 5, "#5B4A6B", alpha=0.35, blur=8)
            sheet.rect(0, 0, w * 5, h * 5, WOOD_DARK)
            sheet.rect(10, 10, w * 5 - 20, h * 5 - 20, tone)
            with sheet.moved(w * 2.5, h * 2.5, 0, 1.2):
                draw(sheet)
    for r, tone in ((150, "#B9775C"), (140, "#E2C3A0"), (104, "#C98B6C"), (92, "#E2C3A0")):
        sheet.shape([view.at(*p) for p in view.ring((0, 10, 0.2), (0, 0, 1), r, 90)], tone)
    view.pool(-160, -120, 200, 170, 0.3, 0.4, 2, 0.5)
    plant(view, -158, 118, 0, 52, BRICK)
    view.rod((148, 120, 0), (148, 120, 2), 15, CHARCOAL, ground=0)
    view.rod((148, 120, 2), (148, 120, 150), 1.4, CHARCOAL)
    for side, tone in ((-1, TEAL), (1, OCHRE)):
        with view.placed(side * 88, 46, 0, side * -34):
            view.shadow(
                [(-38, -30, 0), (38, -30, 0), (38, 34, 80), (-38, 34, 80), (38, -30, 50)],
                0,
                0.42,
                12,
            )
            for lx in (-30, 30):
                view.rod((lx, -24, 0), (lx, -24, 14), 2.4, WOOD_DARK)
            view.box(-36, 18, 14, 72, 16, 74, tone)
            arms = sorted((-40, 24), key=lambda x: -view.depth(x + 8, 0, 40))
            view.box(arms[0], -30, 14, 16, 62, 42, tone)
            view.box(-25, -28, 14, 50, 48, 26, darker(tone, 0.12))
            view.box(-24, -29, 38, 48, 46, 9, lighter(tone, 0.16))
            view.box(arms[1], -30, 14, 16, 62, 42, tone)
            view.box(-16, 6, 47, 32, 8, 28, (SUN, BLUE)[side > 0])
    view.lathe((0, 6, 0), [(16, 0), (15, 2), (2.4, 4), (2, 44)], WOOD_DARK, ground=0)
    view.lathe((0, 6, 44), [(31, 0), (32, 1.4), (32, 3)], WOOD, ground=0, cap=lighter(WOOD, 0.25))
    microphone(view, 0, 8, 47, 0, STEEL, 1.25, shield=False)
    mug(view, -19, 0, 47, BLUE, 0.95)
    for z in (47, 57):
        view.lathe((19, 0, z), [(4, 0), (4, 1)], WOOD_DARK, ground=47 if z == 47 else None)
    view.lathe((19, 0, 48), [(3, 0), (3, 2), (0.6, 4.5), (3, 7), (3, 9)], "#E9DCC0")
    view.lathe((19, 0, 48), [(2.8, 0), (2.4, 1.6)], SUN)
    lx, ly = view.at(148, 120, 160)
    sheet.shape(
        [(lx - 70, ly + 60), (lx - 40, ly - 50), (lx + 40, ly - 50), (lx + 70, ly + 60)],
        blend((lx, ly - 50), (lx, ly + 60), ["#F6DDA0", "#FFF1C9"]),
    )
    lamp_light(sheet, lx, ly + 40, 430)
