"""Small flat signs and pictures, each in a 100 x 100 field around its middle, for cards, posters
and screens."""

from math import cos, pi, sin

from studio.palette import BLUE, BRICK, INK, LEAF, PAPER, SUN, WOOD_DARK, darker, lighter
from studio.sheet import Point, Sheet, flowing


def heart(sheet: Sheet, colour: str = BRICK) -> None:
    """A heart."""
    points = [
        (0, -18),
        (14, -36),
        (38, -32),
        (42, -6),
        (22, 20),
        (0, 40),
        (-22, 20),
        (-42, -6),
        (-38, -32),
        (-14, -36),
    ]
    sheet.shape(flowing(points, True), colour)


def star(sheet: Sheet, colour: str = SUN, points: int = 5, inner: float = 0.45) -> None:
    """A star, or with many points a medal's edge."""
    turns = [
        (pi * i / points - pi / 2, 44 if i % 2 == 0 else 44 * inner) for i in range(points * 2)
    ]
    sheet.shape([(cos(a) * r, sin(a) * r) for a, r in turns], colour)


def arrow(sheet: Sheet, colour: str = BLUE, bent: bool = False) -> None:
    """An arrow up, or one that turns right."""
    if bent:
        sheet.line([(-18, 40), (-18, -4), (14, -4)], colour, 16)
        sheet.shape([(10, -32), (42, -4), (10, 24)], colour)
    else:
        sheet.line([(0, 40), (0, -10)], colour, 17)
        sheet.shape([(-30, -4), (0, -44), (30, -4)], colour)


def speech(sheet: Sheet, colour: str = BLUE, dots: str = PAPER) -> None:
    """A speech bubble."""
    sheet.rect(-42, -36, 84, 56, colour, 20)
    sheet.shape([(-22, 14), (-26, 42), (4, 14)], colour)
    for x in (-20, 0, 20):
        sheet.oval(x, -8, 5.5, 5.5, dots)


def shield(sheet: Sheet, colour: str = BLUE, inside: str = SUN) -> None:
    """A shield with a keyhole."""
    outer: list[Point] = [
        (0, -44),
        (36, -32),
        (36, 2),
        (22, 28),
        (0, 44),
        (-22, 28),
        (-36, 2),
        (-36, -32),
    ]
    sheet.shape(outer, colour)
    sheet.oval(0, -8, 10, 10, inside)
    sheet.shape([(-5, -4), (5, -4), (8, 20), (-8, 20)], inside)


def globe(sheet: Sheet, colour: str = BLUE, land: str = LEAF) -> None:
    """A globe."""
    sheet.oval(0, 0, 42, 42, colour)
    sheet.shape(
        flowing([(-30, -20), (-8, -32), (4, -18), (-8, -2), (-18, 8), (-32, 4)], True), land
    )
    sheet.shape(flowing([(8, 0), (28, -8), (34, 8), (20, 30), (8, 22)], True), land)
    sheet.oval(0, 0, 42, 42, lighter(colour, 0.4), width=3)


def house(sheet: Sheet, wall: str = BRICK, roof: str = BLUE) -> None:
    """A house."""
    sheet.rect(-30, -8, 60, 48, wall)
    sheet.shape([(-42, -6), (0, -44), (42, -6)], roof)
    sheet.rect(-9, 12, 18, 28, darker(wall, 0.5))
    sheet.rect(14, 2, 12, 12, "#F8DC93")


def tree(sheet: Sheet, leaf: str = LEAF) -> None:
    """A round tree."""
    sheet.line([(0, 42), (0, 4)], WOOD_DARK, 9)
    for x, y, r in ((-16, -2, 18), (16, -2, 18), (0, -20, 22)):
        sheet.oval(x, y, r, r, leaf)
    sheet.oval(-8, -24, 10, 9, lighter(leaf, 0.25))


def bulb(sheet: Sheet, glass: str = SUN) -> None:
    """A light bulb."""
    sheet.oval(0, -10, 28, 28, glass)
    sheet.rect(-13, 14, 26, 10, glass)
    for y in (24, 32):
        sheet.rect(-12, y, 24, 6, INK, 3)


def lens(sheet: Sheet, colour: str = INK) -> None:
    """A magnifying glass."""
    sheet.oval(-8, -8, 24, 24, colour, width=9)
    sheet.line([(12, 12), (36, 36)], colour, 12)


def person(sheet: Sheet, colour: str = BLUE) -> None:
    """A head and shoulders, no one in particular."""
    sheet.oval(0, -16, 17, 18, colour)
    sheet.shape(flowing([(-36, 42), (-30, 14), (0, 6), (30, 14), (36, 42)]), colour)


def note(sheet: Sheet, colour: str = BLUE) -> None:
    """A musical note."""
    sheet.oval(-16, 26, 14, 10, colour)
    sheet.line([(-4, 24), (-4, -34), (28, -26)], colour, 7)


def camera(sheet: Sheet, colour: str = INK, glass: str = "#8FB0D8") -> None:
    """A camera."""
    sheet.rect(-42, -22, 84, 56, colour, 10)
    sheet.rect(-18, -34, 36, 16, colour, 6)
    sheet.oval(0, 6, 21, 21, PAPER)
    sheet.oval(0, 6, 16, 16, glass)


def gear(sheet: Sheet, colour: str = INK, hole: str = PAPER, teeth: int = 9) -> None:
    """A toothed wheel."""
    sheet.shape(gear_outline(teeth, 30, 42), colour)
    sheet.oval(0, 0, 12, 12, hole)


def gear_outline(teeth: int, root: float, tip: float, turn: float = 0) -> list[Point]:
    """Points of a toothed wheel around (0, 0)."""
    points = []
    for i in range(teeth):
        for part, radius in ((-0.30, root), (-0.17, tip), (0.17, tip), (0.30, root)):
            a = 2 * pi * (i + part) / teeth + turn
            points.append((cos(a) * radius, sin(a) * radius))
        for part in (0.4, 0.5, 0.6):
            a = 2 * pi * (i + part) / teeth + turn
            points.append((cos(a) * root, sin(a) * root))
    return points
