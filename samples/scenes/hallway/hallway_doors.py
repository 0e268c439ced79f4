"""The school hallway with three coloured doors and light on a wooden floor."""

from studio.building import school_door, window
from studio.palette import (
    BLUE,
    BRICK,
    CORAL,
    CREAM,
    HAIRS,
    MINT,
    MIST,
    PAPER,
    PLUM,
    SEA,
    SKINS,
    SLATE,
    STEEL,
    SUN,
    TEAL,
    WOOD_LIGHT,
    darker,
    lighter,
)
from studio.people import stand
from studio.sheet import MULTIPLY, SOFT, Sheet, blend
from studio.view import View

from scenes.registry import picture


@picture("hallway/hallway-doors.jpg", mood=(0.5, 0.3))
def hallway_doors(sheet: Sheet) -> None:
    """The school hallway with three coloured doors and light on a wooden floor."""
    view = View(sheet, (-40, -330, 138), (30, 300, 104), 1240)
    sheet.wash(CREAM)
    view.floor(-330, 700, -250, 170, WOOD_LIGHT, 17)
    view.quad([(-250, -330, 292), (170, -330, 292), (170, 700, 292), (-250, 700, 292)], "#F7F1E4")
    for y in (-60, 180, 420, 640):
        view.quad([(-70, y, 291), (10, y, 291), (10, y + 80, 291), (-70, y + 80, 291)], "#FFFFFF")
    view.quad([(-250, 700, 0), (170, 700, 0), (170, 700, 292), (-250, 700, 292)], "#F8E9C4")
    with view.panel((-150, 699, 240), (220, 0, 0), (0, 0, -240), (880, 960)):
        window(sheet, 60, 60, 760, 560, ["#DCEAF2", "#FBEFD0"], cols=4)
        sheet.rect(60, 700, 760, 260, blend((0, 700), (0, 960), [BLUE, darker(BLUE, 0.3)]))
    right, left = 170, -250
    a, b = view.at(right, -100, 150), view.at(right, 700, 150)
    view.quad(
        [(right, -330, 0), (right, 700, 0), (right, 700, 292), (right, -330, 292)],
        blend(a, b, ["#E6D8BF", "#F6EBD3"]),
    )
    view.quad(
        [(right, -330, 0), (right, 700, 0), (right, 700, 96), (right, -330, 96)],
        blend(a, b, ["#B9C7C6", "#D3DDD8"]),
    )
    view.quad([(right, -330, 96), (right, 700, 96), (right, 700, 101), (right, -330, 101)], PAPER)
    for y, tone, words in (
        (430, PLUM, "Students"),
        (190, TEAL, "Teachers"),
        (-40, BRICK, "Families"),
    ):
        with view.panel((right - 1, y + 104, 218), (0, -100, 0), (0, 0, -216), (400, 900)):
            school_door(sheet, tone, words)
        corners = [
            view.at(right - 30, y - 8, 0.2),
            view.at(right - 30, y + 112, 0.2),
            view.at(right, y + 112, 0.2),
            view.at(right, y - 8, 0.2),
        ]
        sheet.shape(corners, "#5B4A6B", alpha=0.3, blur=12, mode=MULTIPLY)
    a, b = view.at(left, -100, 150), view.at(left, 700, 150)
    view.quad(
        [(left, -330, 0), (left, 700, 0), (left, 700, 292), (left, -330, 292)],
        blend(a, b, ["#F4E6C8", "#FAF1DC"]),
    )
    for k in range(22):
        y = 680 - k * 44
        tone = BLUE if (k // 4) % 2 == 0 else lighter(BLUE, 0.14)
        door = [(left, y, 8), (left, y + 41, 8), (left, y + 41, 172), (left, y, 172)]
        view.quad(
            door,
            blend(
                view.at(left, y, 172), view.at(left, y, 8), [lighter(tone, 0.3), darker(tone, 0.14)]
            ),
        )
        for z in (148, 153, 158):
            view.quad(
                [
                    (left, y + 12, z),
                    (left, y + 30, z),
                    (left, y + 30, z + 2),
                    (left, y + 12, z + 2),
                ],
                darker(tone, 0.45),
            )
        view.quad(
            [(left, y + 5, 84), (left, y + 9, 84), (left, y + 9, 97), (left, y + 5, 97)], STEEL
        )
    with view.panel((left + 1, 20, 262), (0, 330, 0), (0, 0, -72), (1320, 288)):
        for k, tone in enumerate((CORAL, MINT, SUN, MIST, PAPER, CORAL, SEA)):
            sheet.rect(20 + k * 184, 20 + (k % 2) * 16, 160, 220, tone, 6)
    for y in (-180, 80, 340):
        light = [
            view.at(-180, y, 0.3),
            view.at(60, y + 90, 0.3),
            view.at(60, y + 210, 0.3),
            view.at(-180, y + 130, 0.3),
        ]
        sheet.shape(light, "#FFE2A8", alpha=0.6, blur=9, mode=SOFT)
        sheet.shape(light, "#FFF0CF", alpha=0.3, blur=9)
    stand(view, -84, 420, 128, top=SUN, hair=("braids", HAIRS[0]), skin=SKINS[3], trousers=BLUE)
    stand(view, -52, 400, 122, top=CORAL, hair=("short", HAIRS[1]), skin=SKINS[0], trousers=SLATE)
