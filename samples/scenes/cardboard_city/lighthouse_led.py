"""A striped cardboard lighthouse with a glowing light on a paper sea."""

from math import cos, pi, sin

from studio.palette import (
    BRICK,
    BUTTER,
    CARD,
    CARD_DARK,
    CHARCOAL,
    NIGHT,
    PAPER,
    SUN,
    WOOD_DARK,
    lighter,
    mix,
)
from studio.robots import led, shine
from studio.sheet import SCREEN, SOFT, Sheet, blend, flowing, glow
from studio.view import View

from scenes.registry import TALL, picture


@picture("cardboard-city/lighthouse-led.jpg", TALL, mood=(0.3, 0.55))
def lighthouse(sheet: Sheet) -> None:
    """A striped cardboard lighthouse with a glowing light on a paper sea."""
    sheet.wash(blend((0, 0), (0, 1100), ["#1B2547", "#33427A", "#6C6A9E", "#C58F9A"]))
    for _ in range(80):
        x, y = sheet.chance.uniform(0, 1200), sheet.chance.uniform(0, 700)
        sheet.oval(x, y, 2.2, 2.2, "#FFF3D6", alpha=sheet.chance.uniform(0.3, 0.9))
    view = View(sheet, (0, -190, 62), (0, 0, 54), 1620)
    for k in range(9):
        y = 120 - k * 22
        tone = mix("#51649E", "#1E3565", k / 8)
        crest = [(-150 + i * 20, y, 4 + 3.4 * sin(i * 1.3 + k * 1.9)) for i in range(16)]
        path = flowing([view.at(*p) for p in crest])
        path.lineTo(1300, 1700)
        path.lineTo(-100, 1700)
        path.close()
        sheet.shape(path, "#141A38", alpha=0.35, blur=10)
        sheet.shape(
            path,
            blend(
                (0, view.at(0, y, 8)[1]), (0, view.at(0, y, 8)[1] + 170), [lighter(tone, 0.2), tone]
            ),
        )
        sheet.shape(flowing([view.at(*p) for p in crest]), lighter(tone, 0.5), width=3, alpha=0.6)
        if k == 4:
            _lighthouse(sheet, view)
    with view.placed(-38, -30, 3, 12):
        view.prism(
            [(-11, 4), (11, 4), (7, 0), (-7, 0)], (0, -3, 0), (1, 0, 0), (0, 0, 1), (0, 6, 0), BRICK
        )
        view.rod((0, 0, 4), (0, 0, 22), 0.4, WOOD_DARK)
        view.quad([(0.6, 0, 21), (0.6, 0, 6), (10, 0, 6)], PAPER)
        view.quad([(-0.6, 0, 18), (-0.6, 0, 6), (-7, 0, 6)], BUTTER)
    wave = [view.at(-80 + i * 12, -52, 4 + 3 * sin(i * 1.4)) for i in range(16)]
    path = flowing(wave)
    path.lineTo(1300, 1700)
    path.lineTo(-100, 1700)
    path.close()
    sheet.shape(path, "#1B2F5C")


def _lighthouse(sheet: Sheet, view: View) -> None:
    rock = [(30, 0), (27, 5), (22, 9), (16, 13)]
    view.lathe((4, 22, 2), rock, "#6B5B68")
    view.lathe((4, 22, 14), [(13, 0), (7.6, 66)], "#EFE3CF")
    for k in range(3):
        z0, z1 = 8 + k * 22, 19 + k * 22
        r0, r1 = 13 - 5.4 * z0 / 66, 13 - 5.4 * z1 / 66
        view.lathe((4, 22, 14 + z0), [(r0 + 0.1, 0), (r1 + 0.1, z1 - z0)], BRICK, cap=BRICK)
        if k < 2:
            view.lathe((4, 22, 14 + z1), [(r1, 0), (13 - 5.4 * (z1 + 11) / 66, 11)], "#EFE3CF")
    view.quad([(0.5, 9.2, 14), (7.5, 9.2, 14), (7.5, 9.6, 23), (4, 9.6, 26), (0.5, 9.6, 23)], NIGHT)
    for z in (38, 60):
        view.quad([(2, 11, z), (6, 11, z), (6, 11, z + 6), (2, 11, z + 6)], SUN)
        shine(view, 4, 11, z + 3, 7, "#FFD98A", 0.5)
    view.lathe((4, 22, 80), [(11, 0), (11, 2)], CARD_DARK, cap=CARD)
    for k in range(9):
        a = pi + pi * k / 8
        view.rod(
            (4 + cos(a) * 10, 22 + sin(a) * 10, 82),
            (4 + cos(a) * 10, 22 + sin(a) * 10, 87),
            0.35,
            CHARCOAL,
        )
    view.lathe((4, 22, 82), [(6, 0), (6, 12)], "#FBE6A8", cap=BUTTER)
    px, py = view.at(4, 16, 88)
    for tip in ((-900, -300), (2000, -120)):
        far = (px + tip[0], py + tip[1])
        beam = [(px, py - 22), (px, py + 22), (far[0], far[1] + 210), (far[0], far[1] - 130)]
        sheet.shape(
            beam, blend((px, py), far, ["#8A7A55", "#20263F"]), alpha=0.8, blur=16, mode=SCREEN
        )
    led(view, 4, 18, 84, SUN, True, 1.7)
    shine(view, 4, 16, 88, 42, "#FFD98A", 0.9)
    for k in range(5):
        a = pi + pi * k / 4
        view.rod(
            (4 + cos(a) * 6.2, 22 + sin(a) * 6.2, 82),
            (4 + cos(a) * 6.2, 22 + sin(a) * 6.2, 94),
            0.4,
            CHARCOAL,
        )
    view.lathe((4, 22, 94), [(8.4, 0), (7.6, 1), (0.4, 11)], BRICK)
    view.orb(4, 22, 106, 1.4, SUN)
    sheet.wash(glow((px, py), 760, "#FFD08A", (0.5, 0)), mode=SOFT)
