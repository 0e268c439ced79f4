"""Pelican's side of the tutorials."""

from __future__ import annotations

from typing import Any

from plugins.tutorials.tutorial import build_sections, plan_steps


def number_steps(content: Any) -> None:
    """As soon as a tutorial is read: its steps, and their ids for links from other texts."""
    if getattr(content, "kind", "") != "tutorials":
        return
    content.steps = plan_steps(content.toc)
    content._content = build_sections(content._content, content.steps)
    content.anchors = content.anchors | {step.id for step in content.steps}


def find_prerequisites(generators: list[Any]) -> None:
    """Once all are read: the tutorials that should come first, as articles to link to."""
    generated = generators[0].context["generated_content"]
    for content in generated.values():
        if content is not None and getattr(content, "kind", "") == "tutorials":
            found = [generated.get(path) for path in content.fields.prerequisites]
            content.prerequisite_articles = [one for one in found if one is not None]
