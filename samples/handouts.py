"""Typeset the two one-page handouts of the sample school as PDF, US Letter.

art/bin/python samples/handouts.py --out content/media/handouts
"""

import argparse
from importlib.resources import files
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

INK, MUTED, LINE = HexColor("#23262F"), HexColor("#565B66"), HexColor("#BDB29A")
BLUE, BRICK, TEAL, PLUM, OCHRE = (
    HexColor(value) for value in ("#27447A", "#A8432B", "#0E6060", "#6A3C78", "#8A5A00")
)
WIDTH, HEIGHT = letter
MARGIN = 50

AGREEMENTS = (
    ("Where", BLUE, "Which places have no screens? Where do devices sleep?", 2),
    ("When", TEAL, "What comes first, and what time is it over?", 2),
    ("What", OCHRE, "Which apps, games and channels are fine without asking? Ten or fewer.", 2),
    ("With whom", PLUM, "Who may write to you, and who may you write to?", 2),
    ("What if", BRICK, "What do we do when something feels wrong, or someone breaks the plan?", 1),
)


def register_fonts() -> None:
    """Manrope, from its PyPI package, so that no system font is needed."""
    folder = files("font_manrope") / "files"
    for name, weight in (("Text", "Medium"), ("Strong", "Bold"), ("Heavy", "ExtraBold")):
        pdfmetrics.registerFont(TTFont(name, str(folder / f"Manrope-{weight}.ttf")))


class Page:
    """One sheet of paper, written from the top down; lengths in points."""

    def __init__(self, path: Path, title: str, subject: str, keywords: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.canvas = Canvas(str(path), pagesize=letter, invariant=1, lang="en-US")
        self.canvas.setTitle(title)
        self.canvas.setSubject(subject)
        self.canvas.setAuthor("Technology coach, Maple Street School")
        self.canvas.setKeywords(keywords)
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.canvas.bookmarkPage("top")
        self.canvas.addOutlineEntry(title, "top")

    def words(
        self, x: float, y: float, text: str, size: float, font: str = "Text", colour: HexColor = INK
    ) -> None:
        """Text on a baseline."""
        self.canvas.setFillColor(colour)
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, text)

    def rule(
        self, x: float, y: float, length: float, colour: HexColor = LINE, width: float = 0.8
    ) -> None:
        """A line to write on."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(width)
        self.canvas.line(x, y, x + length, y)

    def box(self, x: float, y: float, size: float = 11, colour: HexColor = INK) -> None:
        """A box to tick."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(1.1)
        self.canvas.roundRect(x, y - 1, size, size, 2)

    def field(self, x: float, y: float, label: str, length: float) -> None:
        """A label and a line after it."""
        self.words(x, y, label, 9.5, "Strong", MUTED)
        start = pdfmetrics.stringWidth(label, "Strong", 9.5) + 8
        self.rule(x + start, y - 2, length - start)

    def heading(self, title: str, lead: str, colour: HexColor) -> None:
        """The coloured door on the left, the title and one line of help."""
        self.canvas.setFillColor(colour)
        self.canvas.roundRect(MARGIN, HEIGHT - 98, 34, 52, 3, stroke=0, fill=1)
        self.canvas.setFillColor(HexColor("#FAF6EE"))
        self.canvas.rect(MARGIN + 7, HEIGHT - 70, 20, 17, stroke=0, fill=1)
        self.canvas.circle(MARGIN + 28, HEIGHT - 78, 1.9, stroke=0, fill=1)
        self.words(MARGIN + 48, HEIGHT - 72, title, 27, "Heavy", INK)
        self.words(MARGIN + 48, HEIGHT - 93, lead, 10.5, "Text", MUTED)
        self.rule(MARGIN, HEIGHT - 112, WIDTH - 2 * MARGIN, colour, 1.6)

    def close(self, note: str) -> None:
        """The foot of the page; writes the file."""
        self.rule(MARGIN, 52, WIDTH - 2 * MARGIN)
        self.words(MARGIN, 38, note, 8.5, "Text", MUTED)
        self.canvas.setFont("Strong", 8.5)
        self.canvas.drawRightString(WIDTH - MARGIN, 38, "The Hallway, Maple Street School")
        self.canvas.showPage()
        self.canvas.save()


def write_media_plan(path: Path) -> None:
    """Five agreements a family fills in by hand."""
    page = Page(
        path,
        "Family media plan",
        "Five agreements about screens, on one page",
        "family, media plan, screens",
    )
    page.heading(
        "Family media plan",
        "About 40 minutes. Snacks help. The youngest person holds the pencil.",
        BLUE,
    )
    full = WIDTH - 2 * MARGIN
    page.field(MARGIN, 654, "Family", full * 0.62)
    page.field(MARGIN + full * 0.66, 654, "Date", full * 0.34)
    page.words(
        MARGIN, 628, "First, everybody writes. Nobody argues with anyone's list.", 10.5, "Strong"
    )
    half = full / 2 - 10
    for x, label in (
        (MARGIN, "On a screen I would miss"),
        (MARGIN + half + 20, "Without a screen I want more"),
    ):
        page.field(x, 607, label, half)
        page.rule(x, 585, half)
    y = 560.0
    for number, (name, colour, question, lines) in enumerate(AGREEMENTS, 1):
        page.canvas.setFillColor(colour)
        page.canvas.circle(MARGIN + 11, y - 1, 11, stroke=0, fill=1)
        page.canvas.setFillColor(HexColor("#FFFFFF"))
        page.canvas.setFont("Heavy", 12)
        page.canvas.drawCentredString(MARGIN + 11, y - 5.2, str(number))
        page.words(MARGIN + 32, y - 4, name, 14, "Heavy", colour)
        page.words(MARGIN + 32, y - 20, question, 10, "Text", MUTED)
        top = y - 39
        for label, x in (
            ("School nights", MARGIN + 32),
            ("Weekends", MARGIN + 32 + (full - 32) / 2 + 8),
        ):
            wide = (full - 32) / 2 - 8
            page.field(x, top, label, wide)
            for row in range(1, lines):
                page.rule(x, top - 2 - row * 19, wide)
        y = top - lines * 19 - 5
    page.words(
        MARGIN + 32, y + 6, "Our promise: nobody loses a device for telling.", 11, "Strong", BRICK
    )
    y -= 20
    page.words(MARGIN, y, "In two weeks we look again on", 10.5, "Strong")
    page.rule(MARGIN + 170, y - 2, 130)
    questions = (
        "What did we keep without trying?",
        "What did we break every day?",
        "Did the adults keep it?",
        "Which line can go?",
    )
    for n, question in enumerate(questions):
        x, row = MARGIN + (n % 2) * full / 2, y - 22 - (n // 2) * 19
        page.box(x, row)
        page.words(x + 19, row + 1, question, 10)
    page.words(MARGIN, y - 68, "Signed by everybody", 9.5, "Strong", MUTED)
    page.rule(MARGIN + 110, y - 70, full - 110)
    page.close("One page. If it needs a second page, it is a law and no longer a plan.")


def write_planner(path: Path) -> None:
    """A sheet for writing steps that students can follow alone."""
    page = Page(
        path,
        "Tutorial planner",
        "Plan a tutorial that students can follow without you",
        "tutorial, planning, teachers",
    )
    page.heading("Tutorial planner", "For steps that students can follow without you.", TEAL)
    full = WIDTH - 2 * MARGIN
    page.field(MARGIN, 654, "Title", full * 0.62)
    page.field(MARGIN + full * 0.66, 654, "Grades", full * 0.34)
    page.field(MARGIN, 630, "At the end you can", full)
    page.field(MARGIN, 606, "You need", full * 0.62)
    page.field(MARGIN + full * 0.66, 606, "Minutes", full * 0.34)
    page.field(MARGIN, 582, "Do this first", full)
    columns = (
        ("Step", 34),
        ("What they do (start with a verb)", 230),
        ("How they see that it worked", 178),
        ("Picture", 70),
    )
    y = 552.0
    page.canvas.setFillColor(TEAL)
    page.canvas.roundRect(MARGIN, y - 8, full, 24, 3, stroke=0, fill=1)
    x = float(MARGIN)
    for label, wide in columns:
        page.words(x + 7, y, label, 9.5, "Strong", HexColor("#FFFFFF"))
        x += wide
    y -= 8
    row = 46
    for number in range(1, 7):
        page.words(MARGIN + 12, y - 28, str(number), 15, "Heavy", TEAL)
        page.rule(MARGIN, y - row, full)
        page.box(MARGIN + full - 42, y - 28, 14)
        y -= row
    page.canvas.setStrokeColor(LINE)
    x = float(MARGIN)
    for _, wide in columns[:-1]:
        x += wide
        page.canvas.line(x, 544, x, y)
    y -= 26
    page.words(MARGIN, y, "When somebody is stuck", 12, "Heavy", BRICK)
    page.words(MARGIN + full / 2 + 10, y, "When somebody is done early", 12, "Heavy", PLUM)
    for line in range(3):
        for x in (MARGIN, MARGIN + full / 2 + 10):
            page.rule(x, y - 24 - line * 22, full / 2 - 10)
    y -= 98
    page.words(MARGIN, y, "Before you share it", 12, "Heavy", BLUE)
    checks = (
        "Somebody else followed it without asking me",
        "One action in each step",
        "Every picture has words that say the same",
        "Captions on every video",
        "No student's name or face without a yes",
        "It can be printed",
    )
    for n, check in enumerate(checks):
        x, row_y = MARGIN + (n % 2) * (full / 2 + 10), y - 22 - (n // 2) * 19
        page.box(x, row_y)
        page.words(x + 19, row_y + 1, check, 10)
    page.close("Each step becomes a heading of the tutorial. Six are plenty.")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Typeset the sample handouts.")
    parser.add_argument("--out", type=Path, default=Path("content/media/handouts"))
    args = parser.parse_args()
    register_fonts()
    write_media_plan(args.out / "family-media-plan.pdf")
    write_planner(args.out / "tutorial-planner.pdf")


if __name__ == "__main__":
    main()
