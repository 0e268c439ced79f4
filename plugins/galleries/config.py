"""Settings of the galleries: ``GALLERIES = {...}`` in pelicanconf.py."""

from __future__ import annotations

from plugins.common.settings import SettingsGroup


class GallerySettings(SettingsGroup):
    """The group GALLERIES of pelicanconf.py."""

    download: bool = False
    """Offer all photos of a gallery as one ZIP file, in the largest size that the site shows."""
