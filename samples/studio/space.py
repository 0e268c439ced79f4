"""A camera in a room: solid things become flat painted shapes with the light from one side.

The room's axes: x to the right, y away from the viewer, z up. Lengths are centimetres by habit.
Nothing is sorted: a scene draws from the back to the front, as a painter does.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import cos, pi, sin

import numpy as np

from studio.sheet import MULTIPLY, Point, Sheet

Vec = Sequence[float]


def unit(v: np.ndarray) -> np.ndarray:
    """The same direction, length one."""
    return v / np.linalg.norm(v)


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex outline around points."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered

    def half(sequence: Sequence[Point]) -> list[Point]:
        kept: list[Point] = []
        for p in sequence:
            while len(kept) > 1:
                (ax, ay), (bx, by) = kept[-2], kept[-1]
                if (bx - ax) * (p[1] - ay) - (by - ay) * (p[0] - ax) > 0:
                    break
                kept.pop()
            kept.append(p)
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])


class Space:
    """What a camera at ``eye`` sees that looks at ``look``; ``lens`` is its focal length in sheet
    units."""

    def __init__(
        self, sheet: Sheet, eye: Vec, look: Vec, lens: float,
        light: Vec = (-0.55, -0.42, 0.72), shift: Point = (0, 0),
    ) -> None:  # fmt: skip
        self.sheet, self.lens = sheet, lens
        self.eye = np.array(eye, float)
        self.ahead = unit(np.array(look, float) - self.eye)
        self.right = unit(np.cross(self.ahead, (0.0, 0.0, 1.0)))
        self.up = np.cross(self.right, self.ahead)
        self.light = unit(np.array(light, float))
        self.middle = (sheet.width / 2 + shift[0], sheet.height / 2 + shift[1])
        self.stack: list[tuple[np.ndarray, np.ndarray]] = [(np.eye(3), np.zeros(3))]

    @contextmanager
    def placed(
        self, x: float, y: float, z: float = 0, turn: float = 0, size: float = 1
    ) -> Iterator[None]:
        """Draw as if (x, y, z) were the origin, turned about the upright axis by degrees."""
        a = turn * pi / 180
        matrix, origin = self.stack[-1]
        spin = np.array([[cos(a), -sin(a), 0], [sin(a), cos(a), 0], [0, 0, 1]]) * size
        self.stack.append((matrix @ spin, matrix @ np.array([x, y, z], float) + origin))
        try:
            yield
        finally:
            self.stack.pop()

    def world(self, p: Vec) -> np.ndarray:
        """Where a point of the current placing lies in the room."""
        matrix, origin = self.stack[-1]
        return matrix @ np.array(p, float) + origin

    def flat(self, p: np.ndarray) -> Point:
        """Where a point of the room falls on the sheet."""
        d = p - self.eye
        depth = max(float(d @ self.ahead), 1.0)
        scale = self.lens / depth
        return (
            self.middle[0] + float(d @ self.right) * scale,
            self.middle[1] - float(d @ self.up) * scale,
        )

    def at(self, *p: float) -> Point:
        """Where a point in the room falls on the sheet."""
        return self.flat(self.world(p))

    def level(self) -> float:
        """The height of the surface that the current origin lies on."""
        return float(self.stack[-1][1][2])

    def scale(self, *p: float) -> float:
        """Sheet units for one centimetre at that point, for flat things placed in depth."""
        size = float(np.linalg.norm(self.stack[-1][0][:, 0]))
        return self.lens / max(float((self.world(p) - self.eye) @ self.ahead), 1.0) * size

    def depth(self, *p: float) -> float:
        """How far ahead of the camera a point is."""
        return float((self.world(p) - self.eye) @ self.ahead)

    def lit(self, normal: np.ndarray) -> float:
        """How much light, 0 to 1, a surface gets that faces along ``normal``."""
        return 0.38 + 0.62 * max(0.0, float(normal @ self.light))

    def shadow(
        self, points: Sequence[Vec], ground: float = 0, strength: float = 0.42, soft: float = 7
    ) -> None:
        """The shadow that the hull of some points throws on a level surface."""
        fallen = []
        for p in points:
            w = self.world(p)
            floor = ground
            w = w - self.light * ((w[2] - floor) / self.light[2])
            fallen.append(self.flat(w))
        self.sheet.shape(hull(fallen), "#5B4A6B", alpha=strength, blur=soft, mode=MULTIPLY)

    def contact(self, points: Sequence[Vec], strength: float = 0.5, soft: float = 4) -> None:
        """The dark seam where a thing touches what it stands on."""
        outline = hull([self.at(*p) for p in points])
        self.sheet.shape(outline, "#3E3048", alpha=strength, blur=soft, mode=MULTIPLY)

    def ring(
        self, centre: Vec, axis: Vec, radius: float, count: int = 48
    ) -> list[tuple[float, ...]]:
        """Points of a circle around an axis."""
        a = unit(np.array(axis, float))
        side = unit(np.cross(a, (0.0, 0.0, 1.0) if abs(a[2]) < 0.9 else (0.0, 1.0, 0.0)))
        other = np.cross(a, side)
        c = np.array(centre, float)
        turns = (2 * pi * i / count for i in range(count))
        return [tuple(c + (side * cos(t) + other * sin(t)) * radius) for t in turns]
