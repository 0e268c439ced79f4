"""A sheet of paper and the brush strokes that go on it.

Units are drawing units, not pixels: a landscape sheet is 1600 x 1200 units whatever it is printed
at.
A *fill* is a hex colour or a gradient from :func:`blend` or :func:`glow`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random

import skia

from studio.lettering import font
from studio.palette import channels

Point = tuple[float, float]
Fill = str | skia.Shader

MULTIPLY = skia.BlendMode.kMultiply
SCREEN = skia.BlendMode.kScreen
SOFT = skia.BlendMode.kSoftLight
OVER = skia.BlendMode.kSrcOver
PLUS = skia.BlendMode.kPlus


def _argb(colour: str, alpha: float = 1.0) -> int:
    return skia.Color(*channels(colour), round(alpha * 255))


def blend(start: Point, end: Point, colours: Sequence[str]) -> skia.Shader:
    """A straight gradient through the colours, evenly spaced."""
    return skia.GradientShader.MakeLinear([start, end], [_argb(c) for c in colours])


def fade(start: Point, end: Point, colour: str, alphas: Sequence[float]) -> skia.Shader:
    """One colour that grows or loses strength along a line."""
    return skia.GradientShader.MakeLinear([start, end], [_argb(colour, a) for a in alphas])


def glow(centre: Point, radius: float, colour: str, alphas: Sequence[float]) -> skia.Shader:
    """One colour that fades outwards from a point."""
    return skia.GradientShader.MakeRadial(centre, radius, [_argb(colour, a) for a in alphas])


def ball(centre: Point, radius: float, colours: Sequence[str]) -> skia.Shader:
    """A round gradient through the colours, for spheres and knobs."""
    return skia.GradientShader.MakeRadial(centre, radius, [_argb(c) for c in colours])


def polygon(points: Sequence[Point]) -> skia.Path:
    """A closed straight-edged outline."""
    path = skia.Path()
    path.addPoly([skia.Point(*p) for p in points], True)
    return path


def flowing(points: Sequence[Point], closed: bool = False) -> skia.Path:
    """A smooth curve through every point."""
    path = skia.Path()
    path.moveTo(*points[0])
    count = len(points)
    for i in range(count if closed else count - 1):
        p0 = points[i - 1] if closed or i else points[0]
        p1, p2 = points[i], points[(i + 1) % count]
        p3 = points[(i + 2) % count] if closed or i + 2 < count else p2
        path.cubicTo(
            p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6,
            p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6, p2[0], p2[1],
        )  # fmt: skip
    if closed:
        path.close()
    return path


class Sheet:
    """What a scene draws on; ``chance`` is seeded, so a picture is the same every time."""

    def __init__(self, width: int, height: int, scale: float, seed: str) -> None:
        self.width, self.height, self.scale = width, height, scale
        self.surface = skia.Surface(round(width * scale), round(height * scale))
        self.canvas = self.surface.getCanvas()
        self.canvas.scale(scale, scale)
        self.chance = Random(seed)

    def _paint(
        self, fill: Fill, alpha: float, blur: float, mode: skia.BlendMode, width: float
    ) -> skia.Paint:
        paint = skia.Paint(AntiAlias=True, Dither=True, BlendMode=mode)
        if isinstance(fill, str):
            paint.setColor(_argb(fill, alpha))
        else:
            paint.setShader(fill)
            paint.setAlphaf(alpha)
        if blur:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
        if width:
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(width)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setStrokeJoin(skia.Paint.kRound_Join)
        return paint

    def shape(
        self,
        outline: skia.Path | Sequence[Point],
        fill: Fill,
        *,
        alpha: float = 1,
        blur: float = 0,
        mode: skia.BlendMode = OVER,
        width: float = 0,
        dash: tuple[float, float] | None = None,
    ) -> None:
        """Fill an outline, or with ``width`` stroke it; ``blur`` softens the edge."""
        path = outline if isinstance(outline, skia.Path) else polygon(outline)
        paint = self._paint(fill, alpha, blur, mode, width)
        if dash:
            paint.setPathEffect(skia.DashPathEffect.Make(list(dash), 0))
        self.canvas.drawPath(path, paint)

    def rect(
        self, x: float, y: float, w: float, h: float, fill: Fill, r: float = 0, **how: object
    ) -> None:
        """A rectangle with corner radius ``r``."""
        path = skia.Path()
        path.addRoundRect(skia.Rect.MakeXYWH(x, y, w, h), r, r)
        self.shape(path, fill, **how)  # type: ignore[arg-type]

    def oval(self, x: float, y: float, rx: float, ry: float, fill: Fill, **how: object) -> None:
        """An ellipse around a centre."""
        path = skia.Path()
        path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
        self.shape(path, fill, **how)  # type: ignore[arg-type]

    def line(
        self, points: Sequence[Point], fill: Fill, width: float, smooth: bool = False, **how: object
    ) -> None:
        """An open stroke through the points."""
        if smooth:
            path = flowing(points)
        else:
            path = skia.Path()
            path.addPoly([skia.Point(*p) for p in points], False)
        self.shape(path, fill, width=width, **how)  # type: ignore[arg-type]

    def text(
        self, words: str, x: float, y: float, size: float, fill: Fill, face: str = "sign",
        align: float = 0.5, alpha: float = 1,
    ) -> None:  # fmt: skip
        """Words on a baseline; ``align`` 0 starts at x, 0.5 centres, 1 ends at x."""
        letters = font(face, size)
        left = x - letters.measureText(words) * align
        self.canvas.drawString(words, left, y, letters, self._paint(fill, alpha, 0, OVER, 0))

    def wash(self, fill: Fill, alpha: float = 1, mode: skia.BlendMode = OVER) -> None:
        """Cover the whole sheet."""
        self.rect(0, 0, self.width, self.height, fill, alpha=alpha, mode=mode)

    @contextmanager
    def within(self, outline: skia.Path | Sequence[Point]) -> Iterator[None]:
        """Draw only inside an outline."""
        path = outline if isinstance(outline, skia.Path) else polygon(outline)
        self.canvas.save()
        self.canvas.clipPath(path, doAntiAlias=True)
        try:
            yield
        finally:
            self.canvas.restore()

    @contextmanager
    def soft(self, sigma: float) -> Iterator[None]:
        """Draw out of focus: what is far behind, or close in front of the lens."""
        self.canvas.saveLayer(None, skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma, sigma)))
        try:
            yield
        finally:
            self.canvas.restore()

    @contextmanager
    def moved(
        self, x: float, y: float, turn: float = 0, sx: float = 1, sy: float | None = None
    ) -> Iterator[None]:
        """Draw with the origin at (x, y), turned clockwise by degrees and scaled."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(turn)
        self.canvas.scale(sx, sx if sy is None else sy)
        try:
            yield
        finally:
            self.canvas.restore()

    @contextmanager
    def mapped(self, size: Point, corners: Sequence[Point]) -> Iterator[None]:
        """Draw a flat thing of ``size`` so that its corners (from top left, clockwise) fall on four
        points."""
        w, h = size
        flat = [skia.Point(0, 0), skia.Point(w, 0), skia.Point(w, h), skia.Point(0, h)]
        matrix = skia.Matrix()
        matrix.setPolyToPoly(flat, [skia.Point(*c) for c in corners])
        self.canvas.save()
        self.canvas.concat(matrix)
        try:
            yield
        finally:
            self.canvas.restore()


Draw = Callable[[Sheet], None]
"""Something that paints itself on a sheet, around or from its origin."""
