"""Screens, laptops, tablets, tripods and their cables."""

from math import cos, pi, sin

from studio.palette import (
    BLUE,
    CHARCOAL,
    CORAL,
    INK,
    MINT,
    PLUM,
    SEA,
    STEEL,
    STEEL_DARK,
    SUN,
    darker,
    lighter,
)
from studio.sheet import MULTIPLY, Draw, Sheet
from studio.signs import star
from studio.view import View


def screen(
    view: View,
    origin: tuple[float, float, float],
    across: tuple[float, float, float],
    down: tuple[float, float, float],
    draw: Draw,
    size: tuple[float, float] = (800, 600),
) -> None:
    """A lit screen: ``draw`` paints it in ``size`` units."""
    with view.panel(origin, across, down, size):
        view.sheet.rect(0, 0, *size, INK)
        with view.sheet.within([(0, 0), (size[0], 0), size, (0, size[1])]):
            draw(view.sheet)
            view.sheet.shape(
                [(0, 0), (size[0] * 0.42, 0), (size[0] * 0.2, size[1]), (0, size[1])],
                "#FFFFFF",
                alpha=0.09,
            )


def laptop(
    view: View,
    x: float,
    y: float,
    z: float,
    turn: float,
    draw: Draw,
    colour: str = STEEL,
    size: float = 1,
) -> None:
    """An open laptop whose screen faces -y; 32 cm wide, origin under its middle."""
    with view.placed(x, y, z, turn, size):
        view.shadow(
            [(-16, -11, 0), (16, -11, 0), (-16, 14, 22), (16, 14, 22)], view.level(), 0.35, 7
        )
        view.contact([(-16, -11, 0), (16, -11, 0), (16, 11, 0), (-16, 11, 0)])
        view.box(-16, -11, 0, 32, 22, 1.3, colour)
        with view.panel((-14, 7, 1.35), (28, 0, 0), (0, -10, 0), (280, 100)):
            for row in range(4):
                for col in range(13):
                    view.sheet.rect(col * 21.4, row * 25, 18, 21, CHARCOAL, 3)
        with view.panel((-5, -4.4, 1.35), (10, 0, 0), (0, -5, 0), (100, 50)):
            view.sheet.rect(0, 0, 100, 50, darker(colour, 0.18), 6)
        lid = [(-16, 11, 1.3), (16, 11, 1.3), (16, 16, 22), (-16, 16, 22)]
        view.face(lid, darker(colour, 0.55), hidden=False)
        view.sheet.shape(
            [view.at(*p) for p in lid],
            lighter(colour, 0.5),
            width=max(1.4, 0.22 * view.scale(0, 12, 10)),
        )
        screen(view, (-15, 15.6, 20.9), (30, 0, 0), (0, -4.2, -18.2), draw, (800, 500))


def tablet(
    view: View,
    x: float,
    y: float,
    z: float,
    turn: float,
    draw: Draw,
    colour: str = CHARCOAL,
    tall: bool = False,
    lean: float = 8,
    stand: bool = True,
    size: float = 1,
) -> None:
    """A tablet leaning back on a stand, screen towards -y; 25 x 18 cm."""
    w, h = (18, 25) if tall else (25, 18)
    with view.placed(x, y, z, turn, size):
        view.shadow(
            [(-w / 2, 0, 0), (w / 2, 0, 0), (-w / 2, lean, h), (w / 2, lean, h)],
            view.level(),
            0.4,
            7,
        )
        if stand:
            view.box(-w * 0.3, -2, 0, w * 0.6, 10, 1.4, BLUE)
        view.face(
            [
                (-w / 2, 1, 0.5),
                (w / 2, 1, 0.5),
                (w / 2, lean + 1, h + 0.5),
                (-w / 2, lean + 1, h + 0.5),
            ],
            darker(colour, 0.4),
            hidden=False,
        )
        with view.panel((-w / 2, lean, h + 0.5), (w, 0, 0), (0, -lean, -h), (w * 20, h * 20)):
            view.sheet.rect(0, 0, w * 20, h * 20, colour, 22)
        edge = 1.1
        screen(
            view,
            (-w / 2 + edge, lean * (1 - edge / h), h + 0.5 - edge),
            (w - 2 * edge, 0, 0),
            (0, -lean * (h - 2 * edge) / h, -(h - 2 * edge)),
            draw,
            (w * 32, h * 32),
        )


def tripod(
    view: View, x: float, y: float, z: float, tall: float, turn: float = 0, legs: float = 26
) -> None:
    """Three legs that meet ``tall`` above the ground."""
    with view.placed(x, y, z, turn):
        for k in range(3):
            a = 2 * pi * k / 3 + 0.5
            view.shadow(
                [(cos(a) * legs, sin(a) * legs, 0), (0, 0, tall * 0.7)], view.level(), 0.2, 5
            )
        for k in (0, 1, 2):
            a = 2 * pi * k / 3 + 0.5
            view.rod((cos(a) * legs, sin(a) * legs, 0), (0, 0, tall * 0.8), 1.0, CHARCOAL)
        view.rod((0, 0, tall * 0.55), (0, 0, tall), 1.2, STEEL_DARK)
        view.rod((0, 0, tall * 0.78), (0, 0, tall * 0.84), 2.4, INK)


def cable(
    sheet: Sheet, points: list[tuple[float, float]], colour: str = CHARCOAL, width: float = 6
) -> None:
    """A cable lying along points on the sheet."""
    sheet.line(
        [(x + width * 0.8, y + width * 1.2) for x, y in points],
        "#4B3B55",
        width,
        smooth=True,
        alpha=0.35,
        blur=4,
        mode=MULTIPLY,
    )
    sheet.line(points, colour, width, smooth=True)
    sheet.line(
        [(x - width * 0.12, y - width * 0.22) for x, y in points],
        lighter(colour, 0.4),
        width * 0.25,
        smooth=True,
        alpha=0.6,
    )


def blocks_on_screen(sheet: Sheet) -> None:
    """A coding screen, 800 wide."""
    sheet.rect(0, 0, 800, 600, "#EEF2F7")
    sheet.rect(0, 0, 800, 60, BLUE)
    for k, tone in enumerate((SUN, SEA, CORAL, PLUM, SEA)):
        sheet.rect(60 + (k in (2, 3)) * 40, 100 + k * 70, 330 - k * 24, 58, tone, 12)
    sheet.rect(470, 100, 280, 220, MINT, 12)
    with sheet.moved(610, 215, 0, 1.3):
        star(sheet)
