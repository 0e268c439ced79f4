"""A block editor of our own drawing: window, blocks and stage of the two screenshots."""

from studio.palette import BLUE, BRICK, INK, LEAF, PAPER, PLUM, SUN, TEAL, darker, lighter
from studio.sheet import Sheet, blend, flowing
from studio.signs import star

HAT, MOVE, LOOKS, SOUND, CONTROL = "#C98A12", "#3568B8", "#7A4C9C", "#A3477F", "#B4622A"

GREY, EDGE = "#EDF1F6", "#CFD7E2"


def editor_window(sheet: Sheet, title: str) -> None:
    sheet.rect(0, 0, 1920, 1080, GREY)
    sheet.rect(0, 0, 1920, 76, BLUE)
    with sheet.moved(50, 38, 0, 0.5):
        star(sheet, SUN)
    sheet.text(title, 92, 49, 30, PAPER, align=0)
    for x, words in ((1500, "Share"), (1690, "Saved")):
        sheet.rect(x, 16, 160, 44, lighter(BLUE, 0.16), 22)
        sheet.text(words, x + 80, 47, 25, PAPER, "plain")


def block(
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    tone: str,
    words: str,
    value: str = "",
    hat: bool = False,
) -> float:
    """One stacked block; returns the y where the next one joins."""
    h = 64
    path = flowing([(x, y), (x + 40, y - 22), (x + 110, y - 22), (x + 150, y)]) if hat else None
    sheet.rect(x + 3, y + 5, w, h, "#1B2433", 9, alpha=0.16, blur=4)
    if path:
        sheet.shape(path, tone)
    sheet.rect(x, y, w, h, blend((0, y), (0, y + h), [lighter(tone, 0.12), tone]), 9)
    if not hat:
        sheet.rect(x + 28, y - 1, 44, 9, darker(tone, 0.3), 5)
    sheet.rect(x + 28, y + h - 2, 44, 10, tone, 5)
    sheet.text(words, x + 22, y + 42, 27, "#FFFFFF", "plain", align=0)
    if value:
        wide = 34 + 16 * len(value)
        sheet.rect(x + w - wide - 18, y + 12, wide, 40, PAPER, 20)
        sheet.text(value, x + w - wide / 2 - 18, y + 42, 27, INK, "plain")
    return y + h + 2


def stage(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
    """A night garden with a fox-coloured kite over hills: the little programme that runs."""
    with (
        sheet.moved(x, y, 0, w / 960, h / 720),
        sheet.within([(0, 0), (960, 0), (960, 720), (0, 720)]),
    ):
        sheet.rect(0, 0, 960, 720, blend((0, 0), (0, 720), ["#8FBCE6", "#CFE4F2", "#F9E9C3"]))
        sheet.oval(790, 130, 66, 66, SUN)
        sheet.oval(790, 130, 94, 94, SUN, alpha=0.25)
        for cx, cy in ((180, 130), (540, 90)):
            for dx, dy, r in ((-56, 12, 40), (0, -10, 54), (58, 12, 40)):
                sheet.oval(cx + dx, cy + dy, r, r * 0.72, PAPER, alpha=0.9)
        for level, tone in ((430, "#A9C9A0"), (500, "#7FAE82"), (580, LEAF)):
            hill = flowing(
                [
                    (-40, level + 60),
                    (200, level - 30),
                    (460, level + 40),
                    (720, level - 40),
                    (1010, level + 40),
                ]
            )
            hill.lineTo(1010, 760)
            hill.lineTo(-40, 760)
            hill.close()
            sheet.shape(hill, tone)
        sheet.line([(430, 390), (470, 500), (420, 590), (480, 690)], INK, 3, smooth=True, alpha=0.6)
        sheet.shape([(430, 180), (520, 280), (430, 390), (340, 280)], BRICK)
        sheet.shape([(430, 180), (520, 280), (430, 280)], lighter(BRICK, 0.25))
        sheet.shape([(430, 280), (340, 280), (430, 390)], darker(BRICK, 0.2))
        sheet.line([(430, 180), (430, 390)], PAPER, 4)
        sheet.line([(340, 280), (520, 280)], PAPER, 4)
        for k, (bx, by) in enumerate(((466, 480), (432, 560), (446, 640))):
            sheet.shape([(bx - 22, by - 12), (bx, by), (bx - 22, by + 12)], (SUN, TEAL, PLUM)[k])
            sheet.shape([(bx + 22, by - 12), (bx, by), (bx + 22, by + 12)], (SUN, TEAL, PLUM)[k])
        sheet.rect(30, 26, 176, 56, PAPER, 12, alpha=0.92)
        sheet.text("Score 12", 118, 64, 32, INK, "plain")
