"""Campus photos: every photo upright, small, free of private data, described.

Listens to Pelican and hands over: what a photo is to ``sources.py``, what people say of it to
``sheets.py``, what is made of it to ``renditions.py`` and ``encode.py``, how it looks in a page to
``markup.py``; ``library.py`` is what templates and other plugins see.
"""

from __future__ import annotations


def register() -> None:
    """Pelican's entry point. Receivers are module functions: signals hold them weakly."""
    # Here and not above: a program that only imports, lists or reduces photos needs no Pelican,
    # which takes longer to load than a photo takes to reduce.
    from pelican import signals

    from plugins.media import generator

    signals.initialized.connect(generator.check_settings)
    signals.generator_init.connect(generator.open_library)
    signals.content_object_init.connect(generator.place_photos)
    signals.all_generators_finalized.connect(generator.check_captions)
    signals.finalized.connect(generator.encode_planned)
