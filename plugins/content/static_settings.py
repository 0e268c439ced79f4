"""The settings of Pelican by which it would copy files into the site, all of them switched off.

Files are published because a text links to them and somebody looked at them
(:class:`~plugins.common.grants.LinkedFiles`), and in no other way.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from plugins.common.settings import SettingsError

_NOTHING = r"(?P<what>(?!))"
"""Matches nowhere: what Pelican takes for a link to a file, in whatever attribute it stands."""

_SWITCHED_OFF: dict[str, object] = {
    "STATIC_PATHS": [],
    "EXTRA_PATH_METADATA": {},
    "OUTPUT_SOURCES": False,
    "TEMPLATE_PAGES": {},
}
_USUAL = {"STATIC_PATHS": ["images"]}
"""What Pelican takes where nobody set anything."""


def disable_static_copying(settings: MutableMapping[str, Any]) -> None:
    """Let Pelican find and copy no file.

    Raises :class:`SettingsError` for a setting that wants it to.
    """
    for name, nothing in _SWITCHED_OFF.items():
        wanted = settings.get(name)
        if wanted and wanted != _USUAL.get(name):
            raise SettingsError(
                f"pelicanconf.py: {name} would publish files that nobody looked at. Take it out; "
                "a file is published when a text links to it."
            )
        settings[name] = nothing
    settings["INTRASITE_LINK_REGEX"] = _NOTHING
    # A text that an earlier preview read would come back as it was then, a draft as a page.
    settings["CACHE_CONTENT"] = settings["LOAD_CONTENT_CACHE"] = False
