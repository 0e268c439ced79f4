"""Which renditions of a photo a page names: planned, and ordered from the workshop at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plugins.media.config import MediaSettings
from plugins.media.encode import recipe_of
from plugins.media.renditions import (
    Format,
    Rendition,
    plan,
    plan_blurred,
    plan_rendition,
    stem_of,
)
from plugins.media.sources import Source
from plugins.media.workshop import Workshop


@dataclass(slots=True)
class Orders:
    """Names renditions under ``site`` (what URLs start with) and orders them."""

    settings: MediaSettings
    site: str
    workshop: Workshop
    _recipe: str = field(init=False)
    _by_stem: dict[str, dict[str, None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._recipe = recipe_of(self.settings.recipe)

    def srcset(self, source: Source) -> Mapping[Format, Sequence[Rendition]]:
        """All that browsers choose from, by format, widths ascending."""
        settings = self.settings
        stem, formats = self._stem(source), settings.formats
        planned = plan(stem, source.size, settings.widths, formats, self.site)
        for renditions in planned.values():
            self.workshop.want(source, renditions)
        return planned

    def one(
        self, source: Source, width: int, format_: Format, *, moving: bool = False
    ) -> Rendition:
        """One ``width`` pixels wide, or as wide as photo and settings allow if that is less."""
        width = min(width, max(self.settings.widths[-1], self.settings.jpeg_width))
        rendition = plan_rendition(
            self._stem(source), source.size, width, format_, self.site, moving=moving
        )
        self.workshop.want(source, [rendition])
        return rendition

    def blurred(self, source: Source) -> Rendition:
        """The one in which nobody can be recognised."""
        rendition = plan_blurred(self._stem(source), source.size, self.site)
        self.workshop.want(source, [rendition])
        return rendition

    def path_of(self, stem: str) -> str | None:
        """The photo whose renditions are called so; None for a stem that nobody ordered."""
        return next(iter(self.paths_of(stem)), None)

    def paths_of(self, stem: str) -> tuple[str, ...]:
        """All photos with those renditions: the same picture may lie in several places."""
        return tuple(self._by_stem.get(stem, ()))

    def _stem(self, source: Source) -> str:
        stem = stem_of(source.digest, self._recipe)
        self._by_stem.setdefault(stem, {})[source.path] = None
        return stem
