"""The commands of Hallway: `python3 tasks.py build` and its like, on any Python from 3.11.

The first call makes the environment and goes on inside it. With the environment active,
`inv build` is the same. The tasks stand in `commands/tasks/`.
"""

from __future__ import annotations

import os
import signal
import sys

if __name__ == "__main__":
    # Until a task listens there is nothing to clean up: Ctrl-C ends it at once, without a word.
    signal.signal(signal.SIGINT, lambda number, _: os._exit(128 + number))

    from commands import bootstrap

    if not bootstrap.is_inside():
        sys.exit(bootstrap.run_inside(sys.argv[1:]))
    bootstrap.ensure_environment()

from commands import stopping
from commands.follow_up import COMMAND
from commands.front_desk import FrontDesk
from commands.tasks import collect

namespace = collect()

if __name__ == "__main__":
    stopping.finish_deaf()
    FrontDesk(name="Hallway", binary=COMMAND, namespace=namespace, version="0.1.0").run(
        ["tasks.py", *sys.argv[1:]]
    )
