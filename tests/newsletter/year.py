"""52 issues of a made-up school, with all that can go wrong in words."""

from __future__ import annotations

import random
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from plugins.common.dates import date_filters
from plugins.common.moments import Week
from plugins.newsletter.choosing import Clock, choose_entries
from plugins.newsletter.composing import Letters, compose_letters
from plugins.newsletter.config import NewsletterSettings
from plugins.newsletter.editions import Edition, Plan, plan_editions
from plugins.newsletter.entries import file_of_issue
from plugins.newsletter.telling import Teller
from tests.newsletter.builders import BASE, ZONE, Words, article, newsletter, template

AUDIENCES = ("families", "teachers", "staff")
KINDS = ("posts", "tutorials", "galleries", "episodes", "events")
LANGUAGES = ("en", "en", "en", "es", "ar", "de", "zh")
NASTY = (
    "Line\r\nBcc: everybody@school.example",
    "Bell \a, nothing \x00, escape \x1b[31m, next \x85 line",
    ".",
    "..",
    ".\r\n.\r\n",
    "<script>alert(1)</script> & <b>bold</b>",
    "=?utf-8?q?=42cc=3A?= =?utf-8?b?QmNj?=",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 4,
    "https://scratch.mit.edu/" + "long-path/" * 20,
    "👩‍🏫🤖🏳️‍🌈 robots in the hallway 🚀",
    "\u202eoverridden\u202c and \u2028separated\u2029",
    "الطلاب يبنون روبوتات من الورق المقوى",
    "走廊里的学生正在用纸板做机器人" * 3,
    "Quotes \"double\", 'single' and `ticks`; a back\\slash",
    "A sentence that goes on. " * 20,
    "{{ 7 * 7 }} {% raw %} %(name)s %s {0}",
    "From here on",
    "No sign at all \ufffe\uffff, nor this: &#7;",
)
NOTES = (
    "",
    "<p>Dear all.</p>",
    "<p>.</p><pre>.\n..\n.</pre><p>From here on</p>",
    '<p>See <a href="https://scratch.mit.edu/?a=1&amp;b=2">this</a> and '
    '<a href="mailto:coach@school.example">us</a>.</p><ul><li>One '
    '<a href="/posts/x/">x</a></li></ul>',
    '<figure><img src="/photos/n.jpg" width="1200" height="900" alt="A box"><figcaption>A box'
    "</figcaption></figure><table><tr><th>Day</th></tr><tr><td>Monday</td></tr></table>",
    "<p>Bell \a and escape \x1b.\r</p>" + "<p>Words of the editor, and many of them. </p>" * 30,
    '<p dir="rtl">مرحبا</p><p><img src="/photos/m.png" alt=""></p>',
)


class Photos:
    """Every photo may be shown, but none at ``gone.jpg``."""

    def released(self, path: str, channel: str) -> bool:
        """All of them."""
        return True

    def sources_in(self, html: str) -> list[tuple[str, str]]:
        return []

    def for_channel(self, html: str, channel: str) -> str:
        """All of it."""
        return html

    def jpeg(self, path: str, width: int, channel: str) -> Any:
        """As high as a phone takes them."""
        if path.endswith("gone.jpg"):
            return None
        return SimpleNamespace(url=f"/photos/{width}.jpg", width=width, height=width * 4 // 3)


class Year:
    """The articles of a year, its issues, and their letters; the same for a ``seed``."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.texts: list[Any] = []
        self.newsletters: list[Any] = []
        week = Week(2026, 1)
        for number in range(52):
            count = 30 if number % 13 == 5 else self.dice.randint(1, 9)
            self.texts += [self._text(number, place, week) for place in range(count)]
            self.newsletters.append(self._newsletter(number, week))
            week = week.next()

    def words(self) -> str:
        """A title or a summary: nasty, or plain."""
        usual = f"About {self.dice.choice(('ramps', 'lamps', 'maps'))} in Grade 4"
        return self.dice.choice((*NASTY, usual, usual, usual))

    def _text(self, number: int, place: int, week: Week) -> Any:
        kind = self.dice.choice(KINDS)
        when = week.start(ZONE) + timedelta(minutes=self.dice.randrange(7 * 24 * 60 - 90))
        readers = self.dice.choice(((), (), ("families",), ("teachers", "families"), ("staff",)))
        readers = readers if place else ()  # each week has something for everybody
        note = self.dice.choice(NOTES)
        image = self.dice.choice(("", "media/a.jpg", "media/b.jpg", "media/gone.jpg"))
        return article(
            f"{number}-{place}",
            kind=kind,
            date=when,
            title=self.words(),
            summary=self.dice.choice(("", self.words(), self.words())),
            featured=self.dice.random() < 0.1,
            image=image,
            image_alt=self.words() if image else "",
            audience=list(readers),
            grades=self.dice.choice(([], ["1"], ["K", "1", "2", "3"])),
            status="draft" if readers == ("staff",) else "published",
            staff_only=readers == ("staff",),
            photos=[1, 2, 3],
            audio=SimpleNamespace(duration="3:10"),
            fields=SimpleNamespace(
                minutes=20, start=when + timedelta(days=9), location=self.words()
            ),
            get_content=lambda base: note,
        )

    def _newsletter(self, number: int, week: Week) -> Any:
        audience = (list(AUDIENCES), [], ["families", "teachers"], list(AUDIENCES))[number % 4]
        lang = LANGUAGES[number % len(LANGUAGES)]
        note = NOTES[number % len(NOTES)]
        made = newsletter(
            str(week),
            lang=lang,
            title=self.words(),
            audience=audience,
            image=self.dice.choice(("", "media/cover.jpg")),
            image_alt=self.words(),
            date=Clock.of(NewsletterSettings(), ZONE).cutoff(week) - timedelta(minutes=1),
            permanent_id=f"urn:uuid:{week}",
            get_content=lambda base: note,
        )
        made.fields.preview = self.words()
        return made

    def editions(self) -> list[Edition]:
        """The issue of each week; every text in exactly one."""
        settings = NewsletterSettings()
        clock = Clock.of(settings, ZONE)
        files = [file_of_issue(one) for one in self.newsletters]
        choice = choose_entries(self.texts, files, clock)
        by_path = {one.relative_source_path: one for one in self.texts}
        plan = Plan(by_path, choice.by_week, settings, "en", AUDIENCES)
        return plan_editions(self.newsletters, plan)[0]

    def tellers(self) -> Any:
        """The teller of a language, each made once."""
        settings = NewsletterSettings()
        made: dict[str, Teller] = {}

        def teller_for(lang: str) -> Teller:
            if lang not in made:
                made[lang] = Teller(
                    base=BASE,
                    site_name="The Hallway",
                    school="Maple Street School",
                    contact="hallway@school.example",
                    settings=settings,
                    clock=Clock.of(settings, ZONE),
                    media=Photos(),
                    vocabulary=Words(),
                    dates=date_filters(ZONE, lang),
                )
            return made[lang]

        return teller_for

    def letters(self) -> Letters:
        """All of them, as a publish hands them over."""
        return compose_letters(self.editions(), {}, self.tellers(), template(), "publish")
