"""Content: the kinds, their front matter, the readers, and pages in = pages out.

Listens to Pelican and hands over: reading to ``reader.py``, order and addresses to ``order.py``,
the proof that nothing was lost to ``ledger.py``.
"""

from __future__ import annotations

from typing import Any

from pelican import signals

from plugins.content import generator


def register() -> None:
    """Pelican's entry point. Receivers are module functions: signals hold them weakly."""
    signals.initialized.connect(generator.open_shelf)
    signals.readers_init.connect(generator.use_readers)
    signals.generator_init.connect(generator.share)
    signals.get_writer.connect(generator.provide_writer)
    signals.content_object_init.connect(generator.link_texts)
    signals.article_generator_pretaxonomy.connect(generator.order_articles)
    signals.page_generator_finalized.connect(generator.order_pages)
    signals.all_generators_finalized.connect(generator.check_references)
    signals.finalized.connect(generator.prove)


__all__: list[Any] = ["register"]
