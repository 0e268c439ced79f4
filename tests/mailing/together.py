"""Several at the same instant."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def at_once(act: Callable[[], Answer], count: int) -> list[Answer]:
    """What ``count`` callers got that all began together."""
    together = threading.Barrier(count)

    def one() -> Answer:
        together.wait(20)
        return act()

    with ThreadPoolExecutor(count) as pool:
        return [each.result(60) for each in [pool.submit(one) for _ in range(count)]]
