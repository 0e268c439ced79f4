"""The view of a room that scenes draw in: solids, a floor and sunlight on it."""

from studio.palette import shaded
from studio.sheet import SOFT, blend, polygon
from studio.solids import Solids


class View(Solids):
    """Solids with a floor under them."""

    def floor(
        self,
        near: float,
        far: float,
        left: float,
        right: float,
        colour: str,
        board: float = 18,
        z: float = 0,
    ) -> None:
        """Wooden boards running away from the viewer, or a plain floor when ``board`` is 0."""
        edge = [(left, near, z), (right, near, z), (right, far, z), (left, far, z)]
        a, b = self.at((left + right) / 2, near, z), self.at((left + right) / 2, far, z)
        self.quad(edge, blend(a, b, [shaded(colour, 0.62), shaded(colour, 0.86)]))
        chance = self.sheet.chance
        x = left
        while board and x < right:
            y = near - chance.random() * 200
            while y < far:
                length = chance.uniform(140, 260)
                y0, y1 = max(y, near), min(y + length, far)
                if y1 > y0:
                    tone = shaded(colour, chance.uniform(0.52, 0.86))
                    strip = [(x, y0, z), (x + board, y0, z), (x + board, y1, z), (x, y1, z)]
                    self.quad(strip, tone, alpha=0.45)
                    self.sheet.line(
                        [self.at(x, y1, z), self.at(x + board, y1, z)],
                        shaded(colour, 0.3),
                        1,
                        alpha=0.35,
                    )
                y += length
            self.sheet.line(
                [self.at(x, near, z), self.at(x, far, z)], shaded(colour, 0.25), 1.1, alpha=0.4
            )
            x += board

    def pool(
        self,
        x: float,
        y: float,
        w: float,
        d: float,
        z: float = 0,
        slant: float = 0.6,
        panes: int = 3,
        strength: float = 0.5,
    ) -> None:
        """Sunlight through a window with ``panes`` lights, lying on a level surface."""
        gap = w * 0.06
        pane = (w - gap * (panes - 1)) / panes
        for i in range(panes):
            for j in range(2):
                x0 = x + i * (pane + gap)
                y0 = y + j * (d / 2 + gap / 2)
                y1 = y0 + d / 2 - gap / 2
                lean0, lean1 = (y0 - y) * slant, (y1 - y) * slant
                quad = [
                    (x0 - lean0, y0, z),
                    (x0 + pane - lean0, y0, z),
                    (x0 + pane - lean1, y1, z),
                    (x0 - lean1, y1, z),
                ]
                self.sheet.shape(
                    polygon([self.at(*p) for p in quad]),
                    "#FFE2A8",
                    alpha=strength,
                    blur=5,
                    mode=SOFT,
                )
                self.sheet.shape(
                    polygon([self.at(*p) for p in quad]), "#FFE9BF", alpha=strength * 0.34, blur=5
                )
