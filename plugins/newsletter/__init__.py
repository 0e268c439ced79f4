"""Newsletter: the week's entries become one issue, as a web page and as a mail to hand over.

Needs plugins.content (kinds, vocabulary) and plugins.media (photos) before it in PLUGINS. Leaves
``article.issue`` on newsletters, the newest one in ``context["issue"]``, and the outbox.
"""

from __future__ import annotations

from pelican import signals

from plugins.newsletter import generator


def register() -> None:
    """Pelican's entry point."""
    signals.initialized.connect(generator.check_settings)
    signals.article_generator_finalized.connect(generator.gather_issues)
    signals.all_generators_finalized.connect(generator.build_messages)
    signals.finalized.connect(generator.hand_over)
