"""Making the renditions that pages asked for: those that the store lacks, several at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from plugins.common.output import Output
from plugins.common.problems import Problem
from plugins.common.run import Run
from plugins.media.encode import Job, draw_placeholder, encode_photo
from plugins.media.parallel import work_through
from plugins.media.pruning import plan_pruning
from plugins.media.recipe import Recipe
from plugins.media.renditions import Rendition
from plugins.media.sources import Source
from plugins.media.store import RenditionStore, write_whole


@dataclass(slots=True)
class Workshop:
    """Remembers what is wanted, makes it, and hands it to the site.

    ``threads`` photos at a time; what no build uses for ``keep_days`` is tidied away, 0 keeps all.
    ``encoded`` counts the renditions made in this build; those found in the store cost nothing.
    """

    recipe: Recipe
    store: RenditionStore
    run: Run
    threads: int = 1
    keep_days: int = 0
    encoded: int = 0
    _wanted: dict[str, tuple[Source, Rendition]] = field(default_factory=dict)
    _settled: set[str] = field(default_factory=set)
    _damaged: set[str] = field(default_factory=set)

    def want(self, source: Source, renditions: Iterable[Rendition]) -> None:
        """Remember that a page names these renditions of ``source``."""
        for rendition in renditions:
            self._wanted.setdefault(rendition.path, (source, rendition))

    @property
    def wanted(self) -> int:
        """The number of renditions that pages name."""
        return len(self._wanted)

    @property
    def photos(self) -> int:
        """The number of photos that they are made from."""
        return len({source.digest for source, _ in self._wanted.values()})

    def make(self) -> None:
        """Encode what is wanted and not in the store. A photo that cannot be read is a problem.

        Raises :class:`OSError` when the store cannot be written.
        """
        if len(self._settled) == len(self._wanted):  # asked again for each photo of a feed
            return
        missing: dict[str, tuple[Source, list[Rendition]]] = {}
        for path, (source, rendition) in self._wanted.items():
            if path not in self._settled and not self.store.holds(rendition):
                missing.setdefault(source.digest, (source, []))[1].append(rendition)
        jobs = [Job(source, tuple(renditions)) for source, renditions in missing.values()]
        if jobs:
            total = sum(len(job.renditions) for job in jobs)
            with self.run.progress("Photos", total) as advance:

                def done(job: Job, problem: Problem | None) -> None:
                    self._note(job, problem)
                    advance(len(job.renditions))

                work_through(jobs, self._encode, self.threads, done)
        self._settled.update(self._wanted)

    def publish(self, output: Path) -> None:
        """Make what is missing and put all that is wanted into the site at ``output``."""
        site = Output(output, self.run)
        self.make()
        for path, (source, rendition) in self._wanted.items():
            target = site.place(path, "rendition", source=source.path)
            if target is None:
                continue
            if path not in self._damaged:
                try:
                    self.store.publish(rendition, output)
                except FileNotFoundError:  # tidied away since it was looked at: made again
                    self._settled.discard(path)
                    self.make()
                    if path not in self._damaged:
                        self.store.publish(rendition, output)
            if path in self._damaged:
                write_whole(target, draw_placeholder(rendition, self.recipe))

    def tidy(self) -> int:
        """Remove from the store what no build has used for a while; how many files went."""
        now, days = self.run.now, self.keep_days
        wanted = {self.store.file(rendition).name for _, rendition in self._wanted.values()}
        gone = self.store.drop(plan_pruning(self.store.read_kept(), wanted, now, days))
        self.store.sweep(now, days)
        return gone

    def size_of(self, rendition: Rendition) -> int | None:
        """The bytes of a wanted rendition, made now if need be; None for a damaged photo."""
        self.make()
        if rendition.path in self._damaged:
            return None
        return self.store.file(rendition).stat().st_size

    def _encode(self, job: Job, stop: Event) -> Problem | None:
        return encode_photo(job, self.recipe, self.store, stop)

    def _note(self, job: Job, problem: Problem | None) -> None:
        if problem:
            self.run.problems.extend([problem])
        for rendition in job.renditions:
            if problem and not self.store.holds(rendition):
                self._damaged.add(rendition.path)
            else:
                self.encoded += 1
