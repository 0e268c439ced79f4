"""Settings of subscribing: ``SUBSCRIBING = {...}`` in pelicanconf.py. No secret among them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pydantic import Field, ValidationInfo, field_validator

from plugins.common.near import did_you_mean
from plugins.common.settings import SettingsError, SettingsGroup
from plugins.subscribing.targets import checked_service, checked_target, is_local, origin_of

_MAIL = re.compile(r"[^\s@<>\",;:?&%#/\\]+@[^\s@<>\",;:?&%#/\\]+\.[^\s@<>\",;:?&%#/\\.]+")
_FIELD = re.compile(r"[^\s\"'<>&]+")


class ProviderSettings(SettingsGroup):
    """The form of a provider that keeps the list for the school, as it describes its own form."""

    name: str = Field(min_length=1)
    """What people call the provider: they are told who keeps their address."""
    action: str
    """Where its form is sent to."""
    address: str = "email"
    """Its name for the field of the e-mail address."""
    audience: str = ""
    """Its name for the field that chooses a letter; empty where it has one list."""
    audiences: dict[str, str] = Field(default={})
    """What it calls each of our audiences; without it they go by our own names."""
    language: str = ""
    """Its name for the field of the language; empty where it knows none."""
    hidden: dict[str, str] = Field(default={})
    """Fields that it wants and nobody sees, each with its value."""
    origins: tuple[str, ...] = ()
    """Where else it leads people once the form was sent: browsers go nowhere unnamed."""

    @field_validator("action")
    @classmethod
    def _action(cls, value: str) -> str:
        return checked_target(value)

    @field_validator("origins")
    @classmethod
    def _origins(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(origin_of(checked_target(value)) for value in values))

    @field_validator("address", "audience", "language")
    @classmethod
    def _name(cls, value: str, info: ValidationInfo) -> str:
        if (value or info.field_name == "address") and not _FIELD.fullmatch(value):
            raise ValueError("it is no name of a field; copy it from the provider's own form")
        return value

    @field_validator("audiences")
    @classmethod
    def _audiences(cls, values: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        if values and not info.data.get("audience", "unknown"):
            raise ValueError("name the field they go into as well, as audience")
        return values

    @field_validator("hidden")
    @classmethod
    def _hidden(cls, values: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        shown = {info.data.get(name) for name in ("address", "audience", "language")}
        for name in values:
            if not _FIELD.fullmatch(name):
                raise ValueError(
                    f"{name!r} is no name of a field; copy it from the provider's form"
                )
            if name in shown:
                raise ValueError(f"{name!r} is the name of a field that people fill in")
        return values


class SubscribingSettings(SettingsGroup):
    """The group SUBSCRIBING of pelicanconf.py. Without it: the feeds, and the school's address."""

    service: str = ""
    """The address of the school's own sign-up service."""
    provider: ProviderSettings | None = None
    """The form of somebody else's, where the school runs none."""
    mailto: str = ""
    """Whom to write to instead; without it, CONTACT."""

    @field_validator("service")
    @classmethod
    def _service(cls, value: str) -> str:
        return checked_service(value) if value else ""

    @field_validator("provider")
    @classmethod
    def _one_of_two(
        cls, value: ProviderSettings | None, info: ValidationInfo
    ) -> ProviderSettings | None:
        if value and info.data.get("service"):
            raise ValueError("it stands beside service; people sign up in one place, keep one")
        return value

    @field_validator("mailto")
    @classmethod
    def _mailto(cls, value: str) -> str:
        if value and not _MAIL.fullmatch(value):
            raise ValueError("it is no e-mail address; write it like hallway@school.example")
        return value

    @property
    def form_origins(self) -> tuple[str, ...]:
        """Who gets what people type into the form, as a Content-Security-Policy names them."""
        if self.service:
            return (origin_of(self.service),)
        if self.provider:
            return tuple(dict.fromkeys((origin_of(self.provider.action), *self.provider.origins)))
        return ()


def check_together(
    group: SubscribingSettings, audiences: Collection[str], *, publishing: bool
) -> None:
    """What the group cannot know alone; ``audiences`` are those of the newsletter but the staff.

    Raises :class:`SettingsError` with everything that is wrong, one line each.
    """
    lines = [*_local_lines(group)] if publishing else []
    lines += _audience_lines(group, audiences)
    if lines:
        raise SettingsError("\n".join(f"pelicanconf.py: {line}" for line in lines))


def _local_lines(group: SubscribingSettings) -> Iterator[str]:
    provider = group.provider
    places = {"service": group.service, "provider.action": provider.action if provider else ""}
    for key, target in places.items():
        if target and is_local(target):
            yield (
                f"SUBSCRIBING[{key!r}] is {target!r}: that is this computer, which no family "
                "reaches. Put the https:// address there before you publish."
            )


def _audience_lines(group: SubscribingSettings, audiences: Collection[str]) -> Iterator[str]:
    for name in group.provider.audiences if group.provider else ():
        if name not in audiences:
            yield (
                f"SUBSCRIBING['provider.audiences'] names {name!r}, which gets no public letter."
                f"{did_you_mean(name, audiences)} NEWSLETTER has {', '.join(audiences)}."
            )
