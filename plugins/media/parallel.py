"""Several photos at a time.

With threads, not processes: Pillow lets go of Python's lock while it decodes, reduces and encodes,
so two threads are as fast as two processes (measured: 16 photos of 12 megapixels in 3.6 s and 3.6 s
on two cores, 6.9 s one by one), start at once, and have no second interpreter to be killed alone.

The price: a decoder that crashes takes the whole build with it. It is paid on purpose.

- Files come from the school's own folder, not from strangers. Whoever may put one there may as well
  change the texts, and the build runs with no more rights than that person has.
- What reaches a decoder has passed the allow-list by its content and the limit on pixels; the old,
  rarely tested formats are never opened. The decoders left are in everybody's use and tested with
  damaged files in public all the time; 1,500 files of each of the seven formats, damaged at random,
  brought none of them down here.
- A crash costs a build, and nothing else: the site is switched only after a whole build, renditions
  count only once they are whole, and the next build goes on after the last of them.
- Damage that a decoder notices is an error of that photo alone, and memory is bounded by the pixels
  of one photo per thread, so that processes would isolate nothing but a fault in a decoder itself.

Processes are called for once photos come from people who are not trusted with the texts (an upload
form, say): then behind this same function, with a limit on memory and time for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Event
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")

_PER_THREAD = 2
_GLANCE = 0.5
"""Seconds: Windows does not hear Ctrl-C while a program waits without an end."""


def work_through(
    items: Sequence[Item],
    act: Callable[[Item, Event], Result],
    threads: int,
    done: Callable[[Item, Result], None],
) -> None:
    """Call ``act(item, stop)`` for every item, ``threads`` at a time; ``done`` in this thread.

    Whatever ends it early (Ctrl-C, a full disk) sets ``stop``, waits for what is at hand to return
    and is raised again. Only as much is in memory as is being worked at.
    """
    # Here and not above: a build with nothing to make does not wait for it.
    from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

    stop = Event()
    coming = iter(items)
    running: dict[Future[Result], Item] = {}
    with ThreadPoolExecutor(max_workers=threads, thread_name_prefix="photos") as pool:
        try:
            _start(pool, act, stop, coming, running, threads * _PER_THREAD)
            while running:
                finished, _ = wait(running, timeout=_GLANCE, return_when=FIRST_COMPLETED)
                for future in finished:
                    done(running.pop(future), future.result())
                _start(pool, act, stop, coming, running, len(finished))
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start(
    pool: ThreadPoolExecutor,
    act: Callable[[Item, Event], Result],
    stop: Event,
    coming: Iterable[Item],
    running: dict[Future[Result], Item],
    how_many: int,
) -> None:
    for _, item in zip(range(how_many), coming, strict=False):
        running[pool.submit(act, item, stop)] = item
