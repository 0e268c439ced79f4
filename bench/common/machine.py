"""One line about the machine, so that a table is never read without it."""

from __future__ import annotations

import os
import platform


def machine_line() -> str:
    """Cores, system, Python and how busy the machine is just now; no name of the machine."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{cores} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load over 1, 5 and 15 minutes {load}"
    )
