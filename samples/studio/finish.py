"""The last touches every picture gets: hand-cut edges, mottled paint, paper grain and warm
light."""

from functools import cache

import skia

from studio.sheet import MULTIPLY, SOFT, Sheet, fade, glow

_SAME = skia.SamplingOptions()


@cache
def _noise(
    width: int, height: int, scale: float, frequency: float, octaves: int, seed: int
) -> skia.Image:
    """A sheet of slow random paint; the same for every picture of one size, so made once."""
    surface = skia.Surface(width, height)
    shader = skia.PerlinNoiseShader.MakeFractalNoise(frequency, frequency, octaves, seed)
    opaque = skia.ColorFilters.Matrix([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1])
    canvas = surface.getCanvas()
    canvas.scale(scale, scale)
    canvas.drawPaint(skia.Paint(Shader=shader, ColorFilter=opaque))
    return surface.makeImageSnapshot()


def _sheet_of_noise(sheet: Sheet, frequency: float, octaves: int, seed: int) -> skia.Image:
    size = round(sheet.width * sheet.scale), round(sheet.height * sheet.scale)
    return _noise(*size, sheet.scale, frequency, octaves, seed)


def _veil(sheet: Sheet, frequency: float, octaves: int, alpha: float, seed: int) -> None:
    """Darken and lighten the paint a little, unevenly, as a brush does."""
    row = [1.6, 0, 0, 0, -0.3]
    grey = skia.ColorFilters.Matrix([*row, *row, *row, 0, 0, 0, 0, alpha])
    paint = skia.Paint(BlendMode=SOFT, ColorFilter=grey)
    sheet.canvas.save()
    sheet.canvas.resetMatrix()
    sheet.canvas.drawImage(_sheet_of_noise(sheet, frequency, octaves, seed), 0, 0, _SAME, paint)
    sheet.canvas.restore()


def light_up(sheet: Sheet, warm: float = 0.42, cool: float = 0.3) -> None:
    """Warm light falls in from the upper left, the lower right stays a little cooler."""
    w, h = sheet.width, sheet.height
    sheet.wash(glow((w * 0.12, h * 0.02), w * 0.9, "#FFE3AE", (warm, 0)), mode=SOFT)
    sheet.wash(fade((w * 0.45, h * 0.4), (w, h), "#4A4470", (0, cool)), mode=SOFT)
    sheet.wash(glow((w / 2, h * 0.48), w * 0.78, "#4B3B55", (0, 0, 0.2)), mode=MULTIPLY)


def finish(
    sheet: Sheet, rough: float = 3.4, mottle: float = 0.17, grain: float = 0.09
) -> skia.Image:
    """The finished picture; ``rough`` is how far (units) edges wander, as if cut and painted by
    hand."""
    _veil(sheet, 0.005, 3, mottle, 7)
    _veil(sheet, 0.09, 1, grain, 11)
    image = sheet.surface.makeImageSnapshot()
    if not rough:
        return image
    field = skia.ImageFilters.Image(_sheet_of_noise(sheet, 0.028, 2, 23))
    wander = skia.ImageFilters.DisplacementMap(
        skia.ColorChannel.kR, skia.ColorChannel.kG, rough * sheet.scale, field,
        skia.ImageFilters.Image(image),
    )  # fmt: skip
    done = skia.Surface(image.width(), image.height())
    done.getCanvas().drawImage(image, 0, 0, _SAME, skia.Paint(ImageFilter=wander))
    # Moved edges can leave a transparent rim: the picture as it was lies underneath.
    under = skia.Paint(BlendMode=skia.BlendMode.kDstOver)
    done.getCanvas().drawImage(image, 0, 0, _SAME, under)
    return done.makeImageSnapshot()
