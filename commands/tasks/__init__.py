"""The tasks by section: their names, their options, their help. What they do is in the rooms.

A task imports its room when it is called, so that none waits for the parts of another.
"""

from __future__ import annotations

from types import ModuleType

from invoke.collection import Collection

from commands.follow_up import offer
from commands.tasks import developing, letters, media, sending, site, subscribers
from commands.tasks.options import typed_with

SECTIONS = {"media": [media], "newsletter": [letters, sending], "subscribers": [subscribers]}


def collect() -> Collection:
    """Every task: ``build`` and its like by that name, the others as ``newsletter.send``."""
    root = Collection()
    _fill(root, [site, developing])
    for name, modules in SECTIONS.items():
        section = Collection(name)
        _fill(section, modules)
        root.add_collection(section)
    for name in root.task_names:
        offer(name, *typed_with(root[name]))
    return root


def _fill(collection: Collection, modules: list[ModuleType]) -> None:
    for module in modules:
        for task in Collection.from_module(module).tasks.values():
            collection.add_task(task)
