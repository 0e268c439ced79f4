"""Who reads what of an issue: its letters by audience, and what is on the public page. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from plugins.common.audiences import EVERYBODY, STAFF, is_private


def letters_of(audience: Collection[str], allowed: Sequence[str]) -> tuple[str, ...]:
    """The letters of an issue for ``audience``: one for each that can get one, else one for all.

    None for what is the staff's alone where the staff get no letter: it is not for everybody.
    """
    found = tuple(one for one in allowed if one in audience)
    return found if found or is_private(audience) else (EVERYBODY,)


def is_for(audience: Collection[str], letter: str, allowed: Collection[str]) -> bool:
    """True where something marked for ``audience`` is told in ``letter``.

    What names nobody who gets a letter (students, nobody at all) is for everyone; what is for the
    staff alone is in the staff's letter and in nothing else, not even where no such letter is made.
    """
    if is_private(audience):
        return letter == STAFF
    named = [one for one in audience if one in allowed]
    return letter == EVERYBODY or not named or letter in named
