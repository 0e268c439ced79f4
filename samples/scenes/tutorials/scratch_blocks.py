"""The block area, with a loop around three blocks, and a small stage."""

from studio.palette import BLUE, INK, PAPER, SEA, SLATE, SUN
from studio.sheet import Sheet

from scenes.editor import CONTROL, EDGE, HAT, LOOKS, MOVE, SOUND, block, editor_window, stage
from scenes.registry import SCREEN_SIZE, picture


@picture("tutorials/scratch-blocks.png", SCREEN_SIZE, screen=True)
def scratch_blocks(sheet: Sheet) -> None:
    """The block area, with a loop around three blocks, and a small stage."""
    editor_window(sheet, "A loop of four turns")
    sheet.rect(24, 100, 150, 956, PAPER, 14)
    for k, (tone, words) in enumerate(
        (
            (MOVE, "Move"),
            (LOOKS, "Looks"),
            (SOUND, "Sound"),
            (HAT, "Events"),
            (CONTROL, "Control"),
            (SEA, "Sensing"),
        )
    ):
        sheet.oval(99, 156 + k * 120, 27, 27, tone)
        sheet.text(words, 99, 212 + k * 120, 24, SLATE, "plain")
    sheet.rect(198, 100, 350, 956, "#F6F8FB", 14)
    for k, (tone, words, value) in enumerate(
        (
            (MOVE, "move", "10"),
            (MOVE, "turn", "90"),
            (LOOKS, "say", "Hi"),
            (CONTROL, "wait", "1"),
            (SOUND, "play", "pop"),
            (CONTROL, "repeat", "4"),
        )
    ):
        block(sheet, 224, 140 + k * 112, 270, tone, words, value)
    sheet.rect(572, 100, 800, 956, PAPER, 14)
    for row in range(23):
        for col in range(19):
            sheet.oval(594 + col * 42, 122 + row * 42, 2, 2, EDGE)
    y = block(sheet, 660, 220, 400, HAT, "when", "flag", hat=True)
    y = block(sheet, 660, y, 400, LOOKS, "switch costume", "kite")
    sheet.rect(663, y + 5, 470, 320, "#1B2433", 10, alpha=0.14, blur=4)
    sheet.rect(660, y, 470, 64, CONTROL, 10)
    sheet.rect(660, y, 44, 322, CONTROL, 10)
    sheet.rect(660, y + 266, 470, 56, CONTROL, 10)
    sheet.text("repeat", 684, y + 42, 27, "#FFFFFF", "plain", align=0)
    sheet.rect(1048, y + 12, 60, 40, PAPER, 20)
    sheet.text("4", 1078, y + 42, 27, INK, "plain")
    inner = y + 66
    inner = block(sheet, 706, inner, 360, MOVE, "move", "100")
    inner = block(sheet, 706, inner, 330, MOVE, "turn", "90")
    inner = block(sheet, 706, inner, 340, CONTROL, "wait", "1")
    y += 324
    block(sheet, 660, y, 400, SOUND, "play until done", "bell")
    sheet.oval(1194, inner - 164, 30, 30, SUN)
    sheet.text("1", 1194, inner - 154, 30, INK)
    sheet.line([(1160, inner - 164), (1080, inner - 164)], INK, 4, dash=(12, 10))
    sheet.rect(1396, 100, 500, 956, PAPER, 14)
    sheet.oval(1430, 136, 17, 17, "#3B8F55")
    sheet.oval(1474, 136, 17, 17, "#C24A36")
    stage(sheet, 1416, 170, 460, 345)
    sheet.line([(1520, 690), (1780, 690), (1780, 950), (1520, 950), (1520, 690)], BLUE, 9)
    for x, y in ((1520, 690), (1780, 690), (1780, 950), (1520, 950)):
        sheet.oval(x, y, 17, 17, SUN)
    sheet.text("4 moves, 4 turns", 1650, 640, 32, SLATE, "plain")
