"""The stage fills most of the editor; blocks wait on the left."""

from studio.palette import BRICK, INK, PAPER, SEA, SLATE, SUN
from studio.sheet import Sheet

from scenes.editor import CONTROL, EDGE, GREY, HAT, LOOKS, MOVE, SOUND, block, editor_window, stage
from scenes.registry import SCREEN_SIZE, picture


@picture("tutorials/scratch-stage.png", SCREEN_SIZE, screen=True)
def scratch_stage(sheet: Sheet) -> None:
    """The stage fills most of the editor; blocks wait on the left."""
    editor_window(sheet, "Kite over the hills")
    sheet.rect(24, 100, 520, 956, PAPER, 14)
    y = block(sheet, 60, 160, 330, HAT, "when", "flag", hat=True)
    y = block(sheet, 60, y, 360, MOVE, "glide to", "mouse")
    y = block(sheet, 60, y, 330, MOVE, "turn", "15")
    y = block(sheet, 60, y, 380, LOOKS, "say", "Hello!")
    y = block(sheet, 60, 540, 380, HAT, "when key", "space", hat=True)
    y = block(sheet, 60, y, 340, SOUND, "play", "wind")
    block(sheet, 60, y, 380, CONTROL, "change score", "1")
    sheet.rect(568, 100, 1328, 956, PAPER, 14)
    sheet.oval(616, 144, 20, 20, "#3B8F55")
    sheet.shape([(610, 134), (626, 144), (610, 154)], PAPER)
    sheet.oval(668, 144, 20, 20, "#C24A36")
    sheet.rect(660, 136, 16, 16, PAPER, 2)
    stage(sheet, 592, 184, 1000, 750)
    sheet.rect(592, 184, 1000, 750, EDGE, 4, width=3)
    sheet.text("Sprites", 1744, 216, 27, SLATE, "plain")
    for k, tone in enumerate((BRICK, SUN, SEA)):
        top = 240 + k * 180
        sheet.rect(1628, top, 232, 158, GREY, 12)
        sheet.rect(1628, top, 232, 158, MOVE if k == 0 else EDGE, 12, width=5 if k == 0 else 2)
        if k == 0:
            sheet.shape(
                [(1744, top + 20), (1790, top + 76), (1744, top + 136), (1698, top + 76)], tone
            )
        elif k == 1:
            sheet.oval(1744, top + 78, 44, 44, tone)
        else:
            for dx, dy, r in ((-32, 8, 26), (0, -6, 34), (34, 8, 26)):
                sheet.oval(1744 + dx, top + 82 + dy, r, r * 0.8, "#B9C9DC")
    sheet.rect(592, 956, 1000, 76, GREY, 10)
    for k, words in enumerate(("x  120", "y  64", "size  100")):
        sheet.rect(620 + k * 250, 972, 210, 44, PAPER, 22)
        sheet.text(words, 725 + k * 250, 1003, 25, INK, "plain")
