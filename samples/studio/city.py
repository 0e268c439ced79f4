"""Cardboard houses and paper trees."""

from studio.palette import BRICK, CARD, CARD_DARK, CHARCOAL, INK, SUN, WOOD_DARK, darker
from studio.robots import shine
from studio.sheet import blend
from studio.view import View

KRAFT = [CARD, "#D8B07C", "#C08F58", "#DDB98B", "#B98752"]


def tower(
    view: View,
    x: float,
    y: float,
    w: float,
    d: float,
    h: float,
    tone: str,
    cols: int,
    rows: int,
    lit: float,
    top: str = "flat",
) -> None:
    """A cardboard building with cut windows; ``lit`` is the share with a light behind."""
    sheet = view.sheet
    view.box(x, y, 0, w, d, h, tone, ground=0)
    chance = sheet.chance
    with view.panel((x, y - 0.1, h), (w, 0, 0), (0, 0, -h), (cols * 100, rows * 100)):
        for row in range(rows):
            for col in range(cols):
                cx, cy = col * 100 + 26, row * 100 + 24
                on = chance.random() < lit
                sheet.rect(cx, cy, 50, 58, SUN if on else darker(tone, 0.62), 3)
                if on:
                    sheet.rect(
                        cx,
                        cy,
                        50,
                        58,
                        blend((cx, cy), (cx + 50, cy + 58), ["#FFF3CF", "#FBC861"]),
                        3,
                    )
                else:
                    sheet.rect(cx, cy, 50, 12, INK, alpha=0.35)
                sheet.rect(cx, cy, 50, 58, darker(tone, 0.4), 3, width=4)
    if view.eye[0] > x + w:
        for row in range(rows):
            z = h * (1 - (row + 0.7) / rows)
            view.quad(
                [
                    (x + w + 0.1, y + d * 0.3, z),
                    (x + w + 0.1, y + d * 0.7, z),
                    (x + w + 0.1, y + d * 0.7, z + h / rows * 0.45),
                    (x + w + 0.1, y + d * 0.3, z + h / rows * 0.45),
                ],
                darker(tone, 0.66),
            )
    if top == "roof":
        view.prism(
            [(0, 0), (w + 2, 0), (w / 2 + 1, w * 0.5)],
            (x - 1, y - 1, h),
            (1, 0, 0),
            (0, 0, 1),
            (0, d + 2, 0),
            darker(tone, 0.18),
        )
    elif top == "tank":
        for k in (0.3, 0.7):
            view.rod((x + w * k, y + d / 2, h), (x + w * k, y + d / 2, h + 4), 0.4, CARD_DARK)
        view.lathe(
            (x + w / 2, y + d / 2, h + 4),
            [(w * 0.26, 0), (w * 0.26, 6), (0.2, 9)],
            darker(tone, 0.1),
        )
    elif top == "mast":
        view.rod((x + w / 2, y + d / 2, h), (x + w / 2, y + d / 2, h + 16), 0.5, CHARCOAL)
        view.orb(x + w / 2, y + d / 2, h + 16.5, 1.1, BRICK)
        shine(view, x + w / 2, y + d / 2, h + 16.5, 8, "#F0624A", 0.8)


def paper_tree(view: View, x: float, y: float, tall: float, tone: str) -> None:
    """A tree of stacked paper balls on a stick."""
    view.rod((x, y, 0), (x, y, tall * 0.6), tall * 0.05, WOOD_DARK, ground=0)
    view.orb(x - tall * 0.2, y, tall * 0.8, tall * 0.3, darker(tone, 0.1), ground=0)
    view.orb(x + tall * 0.22, y, tall * 0.78, tall * 0.28, darker(tone, 0.15))
    view.orb(x, y - tall * 0.06, tall * 1.05, tall * 0.34, tone)
