"""Paper on a desk or a wall: cards, pages, name plates, rosettes."""

from studio.palette import BRICK, INK, PAPER, SLATE, darker, lighter
from studio.sheet import MULTIPLY, Draw, Point, Sheet, blend
from studio.signs import star
from studio.view import View


def card(
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    h: float,
    turn: float,
    colour: str,
    draw: Draw | None = None,
    pin: str | None = None,
    tape: str | None = None,
    lift: float = 8,
    r: float = 4,
) -> None:
    """A piece of paper around (x, y), seen from straight above or on a wall; ``draw`` uses a
    centred field."""
    with sheet.moved(x, y, turn):
        sheet.rect(
            -w / 2 + lift,
            -h / 2 + lift * 1.5,
            w,
            h,
            "#4B3B55",
            r,
            alpha=0.34,
            blur=lift,
            mode=MULTIPLY,
        )
        sheet.rect(
            -w / 2,
            -h / 2,
            w,
            h,
            blend(
                (-w / 2, -h / 2),
                (w / 2, h / 2),
                [lighter(colour, 0.4), colour, darker(colour, 0.07)],
            ),
            r,
        )
        if draw:
            draw(sheet)
        if tape:
            sheet.rect(-w * 0.16, -h / 2 - 12, w * 0.32, 26, tape, alpha=0.75)
        if pin:
            sheet.oval(6, -h / 2 + 22, 11, 11, "#4B3B55", alpha=0.4, blur=4, mode=MULTIPLY)
            sheet.oval(
                0,
                -h / 2 + 14,
                11,
                11,
                blend(
                    (-8, -h / 2 + 4), (8, -h / 2 + 26), [lighter(pin, 0.4), pin, darker(pin, 0.3)]
                ),
            )
            sheet.oval(-3, -h / 2 + 10, 3.4, 3, "#FFFFFF", alpha=0.7)


def scribble(
    sheet: Sheet,
    x: float,
    y: float,
    w: float,
    rows: int,
    gap: float,
    colour: str = SLATE,
    width: float = 4,
) -> None:
    """Lines of writing too small to read."""
    for row in range(rows):
        at = x
        limit = x + w * (
            sheet.chance.uniform(0.4, 0.75) if row == rows - 1 else sheet.chance.uniform(0.85, 1)
        )
        while at < limit:
            word = min(sheet.chance.uniform(w * 0.07, w * 0.2), limit - at)
            sheet.line([(at, y + row * gap), (at + word, y + row * gap)], colour, width, alpha=0.75)
            at += word + w * 0.04


def ruled(
    sheet: Sheet, x: float, y: float, w: float, h: float, gap: float, colour: str = "#C9D8E6"
) -> None:
    """Ruled lines."""
    at = y + gap
    while at < y + h:
        sheet.line([(x, at), (x + w, at)], colour, 2)
        at += gap


def page(
    view: View,
    x: float,
    y: float,
    w: float,
    d: float,
    turn: float,
    draw: Draw,
    size: Point,
    colour: str = PAPER,
    z: float = 0.15,
    lift: float = 5,
) -> None:
    """A sheet of paper lying at height ``z``; ``draw`` paints it in ``size`` units from its far
    left corner."""
    with view.placed(x, y, z, turn):
        corners = [(-w / 2, d / 2, 0), (w / 2, d / 2, 0), (w / 2, -d / 2, 0), (-w / 2, -d / 2, 0)]
        view.sheet.shape(
            [(px + lift, py + lift) for px, py in (view.at(*c) for c in corners)],
            "#4B3B55",
            alpha=0.35,
            blur=lift,
            mode=MULTIPLY,
        )
        view.quad(
            corners,
            blend(
                view.at(*corners[0]),
                view.at(*corners[2]),
                [lighter(colour, 0.4), colour, darker(colour, 0.08)],
            ),
        )
        with view.panel(corners[0], (w, 0, 0), (0, -d, 0), size):
            draw(view.sheet)


def nameplate(
    view: View,
    x: float,
    y: float,
    z: float,
    w: float,
    h: float,
    words: str,
    colour: str = PAPER,
    ink: str = INK,
    turn: float = 0,
    face: str = "sign",
) -> None:
    """A folded card that stands up, with a few words on the side towards -y."""
    with view.placed(x, y, z, turn):
        view.shadow(
            [(-w / 2, 0, 0), (w / 2, 0, 0), (w / 2, 2, h), (-w / 2, 2, h)], view.level(), 0.4, 6
        )
        view.face(
            [(-w / 2, -2, 0), (w / 2, -2, 0), (w / 2, 0, h), (-w / 2, 0, h)], colour, hidden=False
        )
        with view.panel((-w / 2, 0, h), (w, 0, 0), (0, -2, -h), (w * 20, h * 20)):
            size = min(
                h * 20 * 0.5, w * 20 / max(4, len(words)) * (1.75 if face == "sign" else 2.6)
            )
            view.sheet.text(words, w * 10, h * 10 + size * 0.36, size, ink, face)


def rosette(
    sheet: Sheet, x: float, y: float, r: float, colour: str = BRICK, words: str = "1"
) -> None:
    """A ribbon rosette."""
    for side in (-1, 1):
        sheet.shape(
            [
                (x + side * r * 0.1, y),
                (x + side * r * 0.75, y + r * 2.1),
                (x + side * r * 0.35, y + r * 1.9),
                (x + side * r * 0.05, y + r * 2.2),
            ],
            darker(colour, 0.25),
        )
    with sheet.moved(x, y, 0, r / 44):
        star(sheet, colour, 16, 0.84)
    sheet.oval(x, y, r * 0.62, r * 0.62, PAPER)
    sheet.text(words, x, y + r * 0.28, r * 0.8, colour)
