"""Solid things as flat painted shapes, lit from one side."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from itertools import pairwise

import numpy as np

from studio.palette import lighter, shaded
from studio.sheet import Fill, Point, ball, blend
from studio.space import Space, Vec, hull, unit


class Solids(Space):
    """A space that can draw faces, blocks, rods, turned shapes, balls and cut-outs."""

    def quad(self, corners: Sequence[Vec], fill: Fill, **how: object) -> None:
        """A flat polygon in space, painted as given."""
        self.sheet.shape([self.at(*c) for c in corners], fill, **how)  # type: ignore[arg-type]

    def face(self, corners: Sequence[Vec], colour: str, hidden: bool = True, **how: object) -> bool:
        """A lit flat polygon, counter-clockwise from outside; not drawn when it faces away."""
        solid = [self.world(c) for c in corners]
        normal = unit(np.cross(solid[1] - solid[0], solid[2] - solid[0]))
        if normal @ (self.eye - solid[0]) <= 0:
            if hidden:
                return False
            normal = -normal
        light = self.lit(normal)
        points = [self.flat(p) for p in solid]
        heights = [float(p[2]) for p in solid]
        if max(heights) - min(heights) > 0.5:
            order = sorted(range(len(solid)), key=lambda i: heights[i])
            low, high = order[: max(1, len(order) // 2)], order[-max(1, len(order) // 2) :]
        else:
            order = sorted(range(len(solid)), key=lambda i: points[i][0] + points[i][1] * 0.4)
            low, high = order[-2:], order[:2]

        def mean(ids: list[int]) -> Point:
            return (
                sum(points[i][0] for i in ids) / len(ids),
                sum(points[i][1] for i in ids) / len(ids),
            )

        fill = blend(
            mean(high), mean(low), [shaded(colour, light + 0.07), shaded(colour, light - 0.11)]
        )
        self.sheet.shape(points, fill, **how)  # type: ignore[arg-type]
        return True

    def box(
        self, x: float, y: float, z: float, w: float, d: float, h: float, colour: str,
        ground: float | None = None, top: str | None = None, edge: float = 0.35,
    ) -> None:  # fmt: skip
        """A block from its near left lower corner; with ``ground`` (world height) it throws a
        shadow there."""
        p = [(x + w * (i & 1), y + d * (i >> 1 & 1), z + h * (i >> 2 & 1)) for i in range(8)]
        if ground is not None:
            self.shadow(p, ground)
            self.contact(p[:4])
        faces = ((0, 1, 5, 4), (1, 3, 7, 5), (3, 2, 6, 7), (2, 0, 4, 6), (4, 5, 7, 6), (0, 2, 3, 1))
        seen = []
        for n, ids in enumerate(faces):
            if self.face([p[i] for i in ids], top if top and n == 4 else colour):
                seen.append(ids)
        size = self.scale(x + w / 2, y + d / 2, z + h / 2)
        for a in range(len(seen)):
            for b in range(a + 1, len(seen)):
                shared = [i for i in seen[a] if i in seen[b]]
                if len(shared) == 2 and edge:
                    ends = [self.at(*p[i]) for i in shared]
                    width = max(0.8, min(2.4, size * 0.3))
                    self.sheet.line(ends, lighter(colour, 0.6), width, alpha=edge)

    def rod(
        self, start: Vec, end: Vec, r0: float, colour: str, r1: float | None = None,
        cap: str | None = None, ground: float | None = None,
    ) -> None:  # fmt: skip
        """A cylinder or cone between two points, with the end nearer to the camera closed."""
        r1 = r0 if r1 is None else r1
        axis = np.array(end, float) - np.array(start, float)
        first, last = self.ring(start, axis, max(r0, 0.01)), self.ring(end, axis, max(r1, 0.01))
        if ground is not None:
            self.shadow(first + last, ground)
        a, b = self.at(*start), self.at(*end)
        along = np.array([b[0] - a[0], b[1] - a[1]])
        length = float(np.hypot(*along)) or 1
        across = np.array([-along[1], along[0]]) / length
        if across[0] > 0 or (abs(across[0]) < 0.2 and across[1] > 0):
            across = -across
        reach = max(r0, r1) * self.scale(*start)
        mid = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        lit_end = (mid[0] + across[0] * reach, mid[1] + across[1] * reach)
        dark_end = (mid[0] - across[0] * reach, mid[1] - across[1] * reach)
        shades = [shaded(colour, v) for v in (0.66, 0.86, 0.6, 0.34, 0.42)]
        body = [self.at(*p) for p in first + last]
        self.sheet.shape(hull(body), blend(lit_end, dark_end, shades))
        normal = unit(self.stack[-1][0] @ axis)
        towards = self.eye - self.world(end)
        points, way = (last, normal) if normal @ towards > 0 else (first, -normal)
        if (normal @ towards > 0 and r1 > 0.02) or (normal @ towards <= 0 and r0 > 0.02):
            tone = shaded(cap or colour, self.lit(way) + 0.05)
            self.sheet.shape([self.at(*p) for p in points], tone)

    def lathe(
        self, base: Vec, profile: Sequence[tuple[float, float]], colour: str,
        ground: float | None = None, cap: str | None = None,
    ) -> None:  # fmt: skip
        """A turned shape (cup, bulb, dome): ``profile`` is (radius, height) pairs from the bottom
        up."""
        x, y, z = base
        rings = [self.ring((x, y, z + h), (0, 0, 1), max(r, 0.01)) for r, h in profile]
        if ground is not None:
            self.shadow([p for one in rings[:: max(1, len(rings) // 6)] for p in one[::4]], ground)
            self.contact(rings[0])
        reach = max(r for r, _ in profile) * self.scale(*base)
        cx, cy = self.at(x, y, z + profile[-1][1] * 0.6)
        shades = [shaded(colour, v) for v in (0.62, 0.9, 0.62, 0.32, 0.4)]
        fill = blend((cx - reach, cy - reach * 0.25), (cx + reach, cy + reach * 0.25), shades)
        for low, high in pairwise(rings):
            self.sheet.shape(hull([self.at(*p) for p in low + high]), fill)
        if profile[-1][0] > 0.5 and self.eye[2] > self.world((x, y, z + profile[-1][1]))[2]:
            self.sheet.shape([self.at(*p) for p in rings[-1]], cap or shaded(colour, 0.95))

    def orb(
        self, x: float, y: float, z: float, r: float, colour: str, ground: float | None = None
    ) -> None:
        """A ball around its centre."""
        if ground is not None:
            self.shadow(
                [
                    p
                    for up in (-0.7, 0, 0.7)
                    for p in self.ring((x, y, z + r * up), (0, 0, 1), r * 0.8)
                ],
                ground,
            )
        cx, cy = self.at(x, y, z)
        s = r * self.scale(x, y, z)
        shades = [shaded(colour, v) for v in (1.0, 0.8, 0.5, 0.26)]
        self.sheet.oval(cx, cy, s, s, ball((cx - s * 0.38, cy - s * 0.42), s * 1.5, shades))

    def prism(
        self, outline: Sequence[Point], origin: Vec, across: Vec, up: Vec, depth: Vec, colour: str,
        ground: float | None = None, side: str | None = None,
    ) -> None:  # fmt: skip
        """A flat outline (in ``across``/``up`` units from ``origin``) given thickness by ``depth``,
        away from its front."""
        o, u, v, t = (np.array(n, float) for n in (origin, across, up, depth))
        front = [o + u * a + v * b for a, b in outline]
        back = [p + t for p in front]
        if ground is not None:
            self.shadow(front + back, ground)
        area = sum(
            a[0] * b[1] - b[0] * a[1]
            for a, b in zip(outline, [*outline[1:], outline[0]], strict=True)
        )
        if area < 0:
            front.reverse()
            back.reverse()
        count = len(front)
        order = sorted(
            range(count), key=lambda i: -self.depth(*(front[i] + front[(i + 1) % count]) / 2)
        )
        for i in order:
            j = (i + 1) % count
            self.face([front[j], front[i], back[i], back[j]], side or colour)
        self.face(front, colour, hidden=False)

    def panel(
        self, origin: Vec, across: Vec, down: Vec, size: Point
    ) -> AbstractContextManager[None]:
        """Draw flat things on a surface: ``size`` is its measure in sheet units, origin its top
        left corner."""
        o, u, v = (np.array(n, float) for n in (origin, across, down))
        return self.sheet.mapped(size, [self.at(*p) for p in (o, o + u, o + u + v, o + v)])
