"""What each column of a list of subscribers is, by its title, and what its cells may say. Pure.

A title is read by its words (:mod:`mailing.csvfile.senses`). A column that says who gets the letter
or who left is heard; one that is about something else is passed over; below a title that is
neither, a yes or no, a day or a word of status may mean anything, and holds its line back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from mailing.addresses import find_addresses, mask_addresses
from mailing.csvfile.cells import Says, read_cell
from mailing.csvfile.senses import Meaning, plain_text, read_words, split_words
from mailing.csvfile.vocabulary import ONLY, Sense
from mailing.errors import MailingError

_AUDIENCES = ("audiences", "audience", "group", "groups")
_LANG = ("lang", "language")
_BESIDE_EMAIL = """
    address addresses adresse adressen direccion direcciones value primary main contact user
    subscriber member recipient person parent parents reader the of your my our de del la el der
    des 地址
""".split()  # noqa: SIM905
"""Words that leave "e-mail" the title of the addresses."""

_REGIONS = ("state", "estado", "etat", "stand", "land", "situacion", "situation")
"""Words for a status that may as well be a part of a country."""

_ONLY = frozenset(ONLY.split())
_LISTS = frozenset(("list", "liste", "lista", "lists"))
_ENDS = re.compile(r"\b(?:to|au|by|sent|requested|gesendet|enviad[oa]|envoye)\W*$")
"""How titles end below which a day is the last one, or that on which somebody was asked."""

_PAID_ALONE = frozenset(("active", "subscription", "subscriptions"))
"""Titles of these alone are about money where the list is sold and e-mail has its own column."""

_SHOWN, _MOST_TITLES = 40, 8


class Reading(Enum):
    """How a column is taken, as the report says it."""

    ADDRESS = "the addresses"
    AUDIENCES = "for whom the letter is"
    LANG = "the language"
    JOINED = "who wants the letter"
    LEFT = "who has left"
    PENDING = "who has not confirmed"
    STATUS = "who is on the list and who has left"
    LEFT_UNCLEAR = "something about leaving that is not understood"
    JOINED_UNCLEAR = "something about getting the letter that is not understood"
    UNCLEAR = "not understood"
    CHANNEL = "not about e-mail"
    MONEY = "about what is paid for"
    RECORD = "about when something was written down"
    ABOUT = "about something else"
    EMPTY = "empty"

    @property
    def heard(self) -> bool:
        """True for columns that decide about a line."""
        return self in (Reading.JOINED, Reading.LEFT, Reading.PENDING, Reading.STATUS)


@dataclass(frozen=True, slots=True)
class Column:
    """One column, counted from 0, and how it was taken.

    ``numbers``: a 1 in it is no yes. ``ticked``: it has a yes for some and an empty cell for the
    others, which is their no.
    """

    place: int
    title: str
    reading: Reading
    numbers: bool = False
    ticked: bool = False

    @property
    def shown(self) -> str:
        """Its title as a message may repeat it; its number where it has none."""
        return quoted_cell(self.title) if self.title.strip() else f"number {self.place + 1}"


def read_columns(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Each column of a table below ``titles``; one more for each cell that no title stands above.

    Raises :class:`MailingError` where no column is the addresses'.
    """
    width = max(len(titles), *(len(one) for one in lines), 0) if lines else len(titles)
    named = [*titles, *[""] * (width - len(titles))]
    cells = [[line[at].strip() for line in lines if at < len(line)] for at in range(width)]
    addresses = _addresses(named, cells)
    if not addresses:
        raise MailingError(_without_addresses(titles))
    taken: list[Column] = []
    for place, title in enumerate(named):
        if place in addresses:
            reading = Reading.ADDRESS
        else:
            reading = _read_title(title, cells[place])
            # Where nobody has ticked that they want the letter, nobody does.
            asks = reading in (Reading.JOINED, Reading.JOINED_UNCLEAR)
            if not asks and not any(cells[place]):
                reading = Reading.EMPTY
        if reading in (Reading.AUDIENCES, Reading.LANG) and any(
            one.reading is reading for one in taken
        ):
            reading = Reading.ABOUT
        taken.append(_weighed(Column(place, title, reading), cells[place]))
    return _without_paid(taken)


def _weighed(column: Column, cells: Sequence[str]) -> Column:
    """With what its cells together say about each of them, where that matters."""
    if column.reading not in (Reading.UNCLEAR, Reading.RECORD):
        return column
    numbers = any(one.isdecimal() and one.lstrip("0") not in ("", "1") for one in cells)
    said = {read_cell(one) for one in cells}
    ticked = not numbers and Says.YES in said and Says.NO not in said
    ticked = ticked or (Says.MARK in said and said <= {Says.MARK, Says.NOTHING})
    return replace(column, numbers=numbers, ticked=ticked)


def _without_paid(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Of a list that is sold: an "active subscription" is paid for there, and no letter."""
    sold = any(one.reading is Reading.MONEY for one in columns)
    own = any(one.reading.heard and read_words(one.title).has(Sense.EMAIL) for one in columns)
    if not (sold and own):
        return tuple(columns)
    return tuple(
        replace(one, reading=Reading.MONEY)
        if one.reading.heard and set(split_words(one.title)) <= _PAID_ALONE
        else one
        for one in columns
    )


def has_address_title(cells: Sequence[str]) -> bool:
    """True where one of ``cells`` is the title of the addresses."""
    return any(_is_address_title(cell) for cell in cells)


def quoted_cell(cell: str) -> str:
    """A cell as a message may repeat it: in quotes, cut, no address in full."""
    text = " ".join(mask_addresses(cell).split())
    if "…@" not in text and (meant := find_addresses(text)):
        text = ", ".join(str(one) for one in meant)  # "mia (at) school.example"
    return f'"{text[:_SHOWN]}…"' if len(text) > _SHOWN else f'"{text}"'


def _addresses(titles: Sequence[str], cells: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The places of all columns of addresses, the first one first."""
    places = range(len(titles))
    full = [at for at in places if _are_addresses(cells[at])]
    if strict := [at for at in places if _is_address_title(titles[at])]:
        there = [at for at in strict if any("@" in one for one in cells[at])]
        kept = there or strict[:1]
        # Beside "Email" there may be "Second email"; "Unsubscribed email" is for _read_title.
        more = [at for at in full if at not in kept and _is_another_address(titles[at])]
        return (*kept, *more)
    if any("@" in title for title in titles):
        return ()
    titled = [at for at in full if titles[at].strip()]
    there = [at for at in titled if not _is_of_leavers(titles[at])]
    # A list of nothing but those who left is one, too.
    return tuple(there or [at for at in titled if read_words(titles[at]).left])


def _is_address_title(title: str) -> bool:
    words = split_words(title)
    meaning = read_words(title)
    if plain_text(title) in ("address", "addresses"):
        return True
    if not meaning.has(Sense.EMAIL) or "@" in title:
        return False
    return all(
        one is Sense.EMAIL or word in _BESIDE_EMAIL
        for word, one in zip(words, meaning.senses, strict=True)
    )


def _is_another_address(title: str) -> bool:
    meaning = read_words(title)
    says = (Sense.LEFT, Sense.PENDING, Sense.NOT, Sense.STATUS, Sense.JOINED, Sense.OVER)
    return meaning.has(Sense.EMAIL) and not meaning.has(*says)


def _is_of_leavers(title: str) -> bool:
    meaning = read_words(title)
    return meaning.left or meaning.has(Sense.LEFT, Sense.OVER, Sense.PENDING)


def _are_addresses(cells: Sequence[str]) -> bool:
    there = [one for one in cells if one]
    return bool(there) and sum("@" in one for one in there) * 2 > len(there)


def _read_title(title: str, cells: Sequence[str]) -> Reading:
    plain, meaning = plain_text(title.replace("_", " ").replace("-", " ")), read_words(title)
    if plain in _AUDIENCES:
        return Reading.AUDIENCES
    if plain in _LANG:
        return Reading.LANG
    if meaning.has(Sense.CHANNEL) and not meaning.has(Sense.EMAIL):
        only = any(word in _ONLY for word in split_words(title))
        return Reading.LEFT_UNCLEAR if only else Reading.CHANNEL
    others = (Sense.LEFT, Sense.STATUS, Sense.ABOUT, Sense.MONEY, Sense.RECORD)
    if meaning.unconfirmed and meaning.understood and not meaning.has(*others):
        return Reading.PENDING
    if meaning.left or meaning.has(Sense.LEFT):
        # "Do you want no letter?" A no there is anything.
        doubt = _is_question(title) and meaning.has(Sense.NOT)
        return Reading.LEFT_UNCLEAR if doubt else _read_leaving(meaning)
    if not meaning.senses:
        return Reading.UNCLEAR
    other = meaning.has(Sense.ABOUT, Sense.MONEY, Sense.RECORD)
    if meaning.has(Sense.OVER):
        return Reading.UNCLEAR if other else Reading.LEFT_UNCLEAR
    if _asks_unclearly(title, meaning):
        return Reading.JOINED_UNCLEAR
    if meaning.has(Sense.STATUS):
        if meaning.has(Sense.ABOUT, Sense.MONEY, Sense.RECORD):
            return Reading.UNCLEAR
        if plain in _REGIONS and not any(read_cell(one).decides for one in cells):
            return Reading.ABOUT
        # "Subscription status: yes" is one; below "Status" a yes may be about anything.
        told = meaning.joined and meaning.understood and not meaning.unconfirmed
        return Reading.JOINED if told else Reading.STATUS
    if meaning.unconfirmed:
        return Reading.UNCLEAR
    return _read_rest(meaning)


def _asks_unclearly(title: str, meaning: Meaning) -> bool:
    """True for "Newsletter erwünscht?", "Should we email you?", "GDPR": any answer may be a no."""
    if meaning.has(Sense.TERMS):
        return True
    if meaning.has(Sense.JOINED) and _ENDS.search(plain_text(title)):
        return True
    unknown = Sense.UNKNOWN in meaning.senses
    if _is_question(title) and not meaning.joined:
        about_mail = meaning.has(Sense.EMAIL, Sense.CONTACT)
        return about_mail or bool(_LISTS & set(split_words(title)))
    return unknown and meaning.has(Sense.JOINED, Sense.NOT)


def _is_question(title: str) -> bool:
    return any(sign in title for sign in "?\u00bf\uff1f")


def _read_leaving(meaning: Meaning) -> Reading:
    known = meaning.understood and not meaning.unconfirmed
    if meaning.has(Sense.ABOUT, Sense.MONEY, Sense.RECORD) or not known:
        return Reading.LEFT_UNCLEAR
    if meaning.torn:
        return Reading.STATUS
    return Reading.LEFT if meaning.left else Reading.LEFT_UNCLEAR


def _read_rest(meaning: Meaning) -> Reading:
    if meaning.has(Sense.JOINED):
        other = meaning.has(Sense.ABOUT, Sense.MONEY, Sense.STATUS)
        if meaning.has(Sense.RECORD) and meaning.understood and not other:
            return Reading.RECORD
        return Reading.JOINED if meaning.understood and not other else Reading.UNCLEAR
    if Sense.UNKNOWN in meaning.senses or meaning.has(Sense.NOT):
        return Reading.UNCLEAR
    for sense, reading in (
        (Sense.MONEY, Reading.MONEY),
        (Sense.ABOUT, Reading.ABOUT),
        (Sense.RECORD, Reading.RECORD),
    ):
        if meaning.has(sense):
            return reading
    return Reading.UNCLEAR


def _without_addresses(titles: Sequence[str]) -> str:
    there = [quoted_cell(cell) for cell in titles if cell.strip()]
    more = ", ..." if len(there) > _MOST_TITLES else ""
    return (
        'No column of the file is called "address" or "email". Its first line says: '
        f"{', '.join(there[:_MOST_TITLES])}{more}. Write the titles of the columns into its "
        "first line: address, audiences, lang."
    )
