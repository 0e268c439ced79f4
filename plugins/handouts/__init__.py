"""Handouts: the files that texts link to, looked at one by one and published as clean copies.

Listens to Pelican and hands over: what a file may be to ``kinds.py``, whether it may leave to
``judging.py``, what is taken out of it to ``pdf.py``, ``office.py``, ``opendocument.py``,
``teaching.py`` and ``pictures.py``.
"""

from __future__ import annotations

from pelican import signals

from plugins.handouts import generator


def register() -> None:
    """Pelican's entry point."""
    signals.initialized.connect(generator.check_settings)
    signals.all_generators_finalized.connect(generator.remember_media)
    signals.finalized.connect(generator.publish_handouts)
