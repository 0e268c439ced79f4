"""The form of a sign-up, as the theme shows it: fields and their names. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plugins.common.languages import own_name
from plugins.subscribing.config import SubscribingSettings

ADDRESS, AUDIENCE, LANGUAGE, TRAP = "address", "audience", "lang", "website"
"""The fields of the school's own service; people see all but the last, which robots fill in."""


_WORTH_ASKING = 2
"""Choices; with fewer, people are not asked."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what is sent, what people read, and whether it is chosen already."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is posted to ``action``. Fields with one choice are among ``hidden``.

    ``address``, ``audience``, ``language`` and ``trap`` are names of fields, empty for one that the
    form does not have. ``provider`` is who keeps the list, empty for the school itself.
    """

    action: str
    address: str
    audience: str = ""
    audiences: tuple[Choice, ...] = ()
    language: str = ""
    languages: tuple[Choice, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    trap: str = ""
    provider: str = ""


def plan_form(
    settings: SubscribingSettings, audiences: Mapping[str, str], languages: Sequence[str]
) -> Form | None:
    """The form that the settings describe; None where the school has none.

    ``audiences``: who can get a letter, id to label; the first is chosen already, so that a family
    types its address and is done. ``languages``: those of the letters, the one of the page first.
    """
    if settings.service:
        form = Form(f"{settings.service}/", ADDRESS, AUDIENCE, language=LANGUAGE, trap=TRAP)
        return _offer(form, list(audiences.items()), languages)
    provider = settings.provider
    if provider is None:
        return None
    theirs = provider.audiences or {name: name for name in audiences}
    form = Form(
        provider.action,
        provider.address,
        provider.audience,
        language=provider.language,
        hidden=tuple(provider.hidden.items()),
        provider=provider.name,
    )
    known = [(theirs[name], label) for name, label in audiences.items() if name in theirs]
    return _offer(form, known, languages)


def _offer(form: Form, audiences: Sequence[tuple[str, str]], languages: Sequence[str]) -> Form:
    """The form with its choices; where there is nothing to choose, the one value goes along."""
    letters = _Field(form.audience, list(audiences))
    tongues = _Field(form.language, [(tag, _listed_name(tag)) for tag in languages])
    return replace(
        form,
        audiences=letters.choices,
        languages=tongues.choices,
        hidden=(*form.hidden, *letters.settled, *tongues.settled),
    )


@dataclass(frozen=True, slots=True)
class _Field:
    """A field by its name, empty for none, with the values and labels to choose from."""

    name: str
    values: Sequence[tuple[str, str]]

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What people choose from; the first is chosen already."""
        if not self.name or len(self.values) < _WORTH_ASKING:
            return ()
        return tuple(
            Choice(value, label, chosen=not place)
            for place, (value, label) in enumerate(self.values)
        )

    @property
    def settled(self) -> tuple[tuple[str, str], ...]:
        """Name and value where there is nothing to choose."""
        if not self.name or len(self.values) != 1:
            return ()
        return ((self.name, self.values[0][0]),)


def _listed_name(tag: str) -> str:
    """``Español``: what stands in a list begins with a capital; a strange tag stays as it is."""
    name = own_name(tag)
    return tag if name == tag else f"{name[:1].upper()}{name[1:]}"
