"""Hands, and small figures seen from behind: nobody is anybody."""

from studio.palette import CHARCOAL, darker, lighter, mix
from studio.sheet import MULTIPLY, Point, Sheet, blend, flowing
from studio.view import View


def _finger(sheet: Sheet, joints: list[Point], skin: str, thick: float) -> None:
    sheet.line([(x + 2, y + 4) for x, y in joints], darker(skin, 0.45), thick, smooth=True)
    sheet.line(joints, skin, thick - 1, smooth=True)
    sheet.line(
        [(x, y - thick * 0.22) for x, y in joints],
        lighter(skin, 0.4),
        thick * 0.3,
        smooth=True,
        alpha=0.55,
    )
    (x0, y0), (x1, y1) = joints[-1], joints[-2]
    nail = (x0 * 0.97 + x1 * 0.03, y0 * 0.97 + y1 * 0.03 - thick * 0.1)
    sheet.oval(*nail, thick * 0.32, thick * 0.24, lighter(skin, 0.55), alpha=0.8)


def hand(
    sheet: Sheet,
    x: float,
    y: float,
    turn: float,
    size: float,
    skin: str,
    sleeve: str,
    pose: str = "point",
    shadow: Point = (14, 22),
) -> None:
    """A hand whose fingertip is at (x, y) and whose arm comes from the right, then turned
    clockwise.

    Poses: ``point`` (index finger out), ``hold`` (finger and thumb meet), ``flat`` (resting).
    """
    fingers: dict[str, list[tuple[list[Point], float]]] = {
        "point": [
            ([(128, 46), (98, 58), (84, 50)], 23),
            ([(120, 34), (82, 46), (72, 36)], 25),
            ([(112, 18), (68, 30), (60, 20)], 26),
            ([(108, -6), (56, -6), (0, 0)], 25),
        ],
        "hold": [
            ([(130, 46), (92, 60), (66, 46)], 23),
            ([(120, 32), (76, 48), (44, 32)], 25),
            ([(112, 14), (62, 24), (20, 14)], 26),
            ([(112, -12), (58, -22), (0, -2)], 25),
        ],
        "flat": [
            ([(118, 44), (78, 58), (48, 62)], 22),
            ([(112, 26), (58, 36), (18, 38)], 25),
            ([(108, 6), (48, 8), (0, 8)], 26),
            ([(110, -16), (58, -22), (16, -24)], 25),
        ],
    }
    thumb = {
        "point": [(140, 34), (104, 40), (80, 6)],
        "hold": [(146, 26), (90, 44), (10, 16)],
        "flat": [(144, -34), (112, -58), (78, -62)],
    }[pose]
    palm = [(96, -22), (140, -36), (190, -26), (196, 34), (150, 54), (112, 46), (94, 14)]
    arm = [(182, -34), (480, -58), (900, -66), (900, 74), (480, 62), (182, 42)]
    with sheet.moved(x + shadow[0], y + shadow[1], turn, size):
        for joints, thick in fingers[pose]:
            sheet.line(joints, "#4B3B55", thick, smooth=True, alpha=0.28, blur=7, mode=MULTIPLY)
        sheet.shape(flowing(palm, True), "#4B3B55", alpha=0.3, blur=8, mode=MULTIPLY)
        sheet.shape(arm, "#4B3B55", alpha=0.3, blur=9, mode=MULTIPLY)
    with sheet.moved(x, y, turn, size):
        if pose != "hold":
            _finger(sheet, thumb, darker(skin, 0.1), 27)
        for joints, thick in fingers[pose][:-1]:
            _finger(sheet, joints, darker(skin, 0.06), thick)
        fill = blend((120, -40), (140, 60), [lighter(skin, 0.15), skin, darker(skin, 0.3)])
        sheet.shape(flowing(palm, True), fill)
        _finger(sheet, fingers[pose][-1][0], skin, 26)
        if pose == "hold":
            _finger(sheet, thumb, lighter(skin, 0.05), 27)
        cloth = blend((200, -66), (200, 74), [lighter(sleeve, 0.2), sleeve, darker(sleeve, 0.5)])
        sheet.shape(arm, cloth)
        cuff = [(176, -38), (216, -42), (216, 50), (176, 46)]
        sheet.shape(
            cuff, blend((0, -42), (0, 50), [lighter(sleeve, 0.4), sleeve, darker(sleeve, 0.3)])
        )
        for k in (300, 380, 520):
            sheet.line(
                [(k, -30), (k + 26, 10), (k + 12, 48)],
                darker(sleeve, 0.4),
                4,
                smooth=True,
                alpha=0.5,
            )


def _hair(sheet: Sheet, style: str, colour: str, skin: str) -> None:
    """The back of a head around (0, 0), radius 11."""
    tone = blend((-10, -10), (11, 8), [lighter(colour, 0.22), colour, darker(colour, 0.4)])
    if style == "scarf":
        sheet.shape(
            flowing(
                [(-12, -2), (0, -13), (12, -2), (14, 12), (10, 19), (-10, 19), (-14, 12)], True
            ),
            tone,
        )
        sheet.line([(-7, 4), (0, 12), (8, 16)], darker(colour, 0.35), 1, smooth=True, alpha=0.6)
        return
    sheet.oval(-10.6, 2, 2.4, 3.2, darker(skin, 0.12))
    sheet.oval(10.6, 2, 2.4, 3.2, darker(skin, 0.3))
    if style == "curly":
        for dx, dy, r in (
            (-8, -3, 7),
            (8, -3, 7),
            (0, -9, 8),
            (-6, 4, 7),
            (6, 4, 7),
            (0, 2, 9),
            (-9, 3, 5),
            (9, 3, 5),
        ):
            sheet.oval(dx, dy, r, r, tone)
        return
    if style == "long":
        sheet.shape(
            flowing([(-12, -2), (0, -13), (12, -2), (13, 16), (6, 23), (-6, 23), (-13, 16)], True),
            tone,
        )
        for k in (-5, 0, 5):
            sheet.line(
                [(k * 0.6, -8), (k, 6), (k * 1.3, 20)],
                darker(colour, 0.4),
                0.8,
                smooth=True,
                alpha=0.5,
            )
        return
    sheet.shape(
        flowing([(-11, 0), (-9, -9), (0, -13), (9, -9), (11, 0), (8, 9), (0, 11), (-8, 9)], True),
        tone,
    )
    if style == "bun":
        sheet.oval(0, -13, 6, 5.5, tone)
    elif style == "pony":
        sheet.shape(
            flowing([(-3, -5), (4, -5), (6, 8), (2, 22), (-3, 20), (-5, 6)], True),
            darker(colour, 0.15),
        )
        sheet.oval(0, -4, 3.4, 2.2, "#D9795C")
    elif style == "braids":
        for side in (-1, 1):
            for k in range(4):
                sheet.oval(side * 8, 8 + k * 5, 3.2, 3.4, mix(colour, "#FFFFFF", 0.06 * (k % 2)))
    elif style == "cap":
        sheet.shape(
            flowing([(-12, -1), (-8, -11), (0, -14), (8, -11), (12, -1), (0, 1)], True), "#27447A"
        )


def figure(
    sheet: Sheet,
    x: float,
    y: float,
    height: float,
    top: str,
    hair: tuple[str, str],
    skin: str,
    trousers: str = CHARCOAL,
    pose: str = "stand",
    arms: str = "down",
    shadow: bool = True,
    grown: bool = False,
) -> None:
    """A person from behind, feet (or seat) at (x, y), ``height`` in units when standing.

    ``hair`` is (style, colour): short, bun, pony, braids, curly, long, cap or scarf.
    ``arms``: down, right, left, up or front.
    """
    k = height / 100
    with sheet.moved(x, y, 0, k):
        if shadow:
            sheet.oval(
                10,
                -1,
                26 if pose == "stand" else 32,
                5,
                "#5B4A6B",
                alpha=0.45,
                blur=3,
                mode=MULTIPLY,
            )
        lift = 0
        if pose == "sit":
            leg = blend(
                (-26, 0), (26, 0), [lighter(trousers, 0.15), trousers, darker(trousers, 0.4)]
            )
            sheet.shape(
                flowing([(-27, -5), (-14, -15), (14, -15), (27, -5), (18, 1), (-18, 1)], True), leg
            )
            lift = 34
        elif pose == "bust":
            lift = 34
        else:
            for side in (-1, 1):
                tone = trousers if side < 0 else darker(trousers, 0.25)
                sheet.line([(side * 6.5, -40), (side * 7, -5)], tone, 11)
                sheet.oval(side * 7.6, -2.5, 6.4, 3.6, darker(trousers, 0.6))
        with sheet.moved(0, lift):
            _torso(sheet, top, skin, arms)
            head = 0.82 if grown else 1
            with sheet.moved(0, -86 - (4 if grown else 0), 0, head):
                sheet.oval(0, 0, 10.5, 12, skin)
                _hair(sheet, hair[0], hair[1], skin)


def _torso(sheet: Sheet, top: str, skin: str, arms: str) -> None:
    cloth = blend((-16, -60), (18, -50), [lighter(top, 0.25), top, darker(top, 0.45)])
    reach: dict[str, list[list[Point]]] = {
        "down": [[(-13, -66), (-19, -52), (-18, -36)], [(13, -66), (19, -52), (18, -36)]],
        "right": [[(-13, -66), (-19, -52), (-18, -36)], [(13, -66), (25, -66), (38, -74)]],
        "left": [[(-13, -66), (-25, -66), (-38, -74)], [(13, -66), (19, -52), (18, -36)]],
        "up": [[(-13, -66), (-24, -80), (-22, -98)], [(13, -66), (24, -80), (22, -98)]],
        "front": [[(-13, -66), (-19, -56), (-13, -46)], [(13, -66), (19, -56), (13, -46)]],
    }
    for n, joints in enumerate(reach[arms]):
        tone = top if n == 0 else darker(top, 0.3)
        if arms != "front":
            sheet.oval(*joints[-1], 4.4, 4.4, skin if n == 0 else darker(skin, 0.2))
        sheet.line(joints, tone, 9, smooth=True)
    sheet.line([(0, -80), (0, -68)], darker(skin, 0.22), 9)
    body = [
        (-8, -73),
        (-15, -68),
        (-15, -52),
        (-16, -36),
        (0, -33),
        (16, -36),
        (15, -52),
        (15, -68),
        (8, -73),
        (0, -71),
    ]
    sheet.shape(flowing(body, True), cloth)
    sheet.line([(-2, -62), (-4, -48), (-3, -38)], darker(top, 0.4), 1, smooth=True, alpha=0.4)
    sheet.line([(-15, -38), (0, -35), (15, -38)], darker(top, 0.35), 1.2, smooth=True, alpha=0.5)


def stand(view: View, x: float, y: float, tall: float, z: float = 0, **who: object) -> None:
    """A figure standing in the room, ``tall`` centimetres."""
    px, py = view.at(x, y, z)
    figure(view.sheet, px, py, tall * view.scale(x, y, z), **who)  # type: ignore[arg-type]
