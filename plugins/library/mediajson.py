"""``media.json``: the library for other programs. docs/media-json.md says what every key means."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from plugins.library.collection import LibraryPhoto

FILE = "media.json"
VERSION = 1
"""Raised when a key changes its meaning or goes; a new key leaves it as it is."""
CHANNELS = ("site", "newsletter", "social")


@dataclass(frozen=True, slots=True)
class Teller:
    """What is needed to tell of photos: the site's absolute address, its name, its words."""

    base: str
    name: str
    vocabulary: Any
    media: Any
    zone: tzinfo

    def build(self, photos: Sequence[LibraryPhoto]) -> str:
        """The document, the same for the same photos."""
        data = {
            "version": VERSION,
            "site": {"name": self.name, "url": f"{self.base}/"},
            "photos": [self._photo(photo) for photo in photos],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def _photo(self, photo: LibraryPhoto) -> dict[str, Any]:
        return {
            "id": photo.id,
            "url": self._absolute(photo.url),
            "alt": photo.alt,
            "caption": photo.caption,
            "credit": photo.credit,
            "tags": [{"id": tag.slug, "label": tag.label} for tag in photo.tags],
            "grades": [
                {"id": grade, "label": self.vocabulary.label("grades", grade)}
                for grade in photo.grades
            ],
            "event": photo.event,
            "place": photo.place,
            "month": f"{photo.day.astimezone(self.zone):%Y-%m}" if photo.day else None,
            "month_is": ("taken" if photo.taken else "shown") if photo.day else None,
            "width": photo.width,
            "height": photo.height,
            "shape": photo.shape,
            "sort": photo.sort,
            "colour": photo.colour or None,
            "focus": list(photo.focus) if photo.focus else None,
            "channels": [
                channel for channel in CHANNELS if self.media.released(photo.path, channel)
            ],
            "renditions": [
                {
                    "url": self._absolute(one.path),
                    "type": one.mime,
                    "width": one.width,
                    "height": one.height,
                }
                for one in self.media.renditions(photo.path)
            ],
            "used_in": [
                {"title": use.title, "url": self._absolute(use.url), "kind": use.kind}
                for use in photo.uses
            ],
        }

    def _absolute(self, path: str) -> str:
        return f"{self.base}/{path}"
