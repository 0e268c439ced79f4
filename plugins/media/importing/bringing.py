"""One import from its first look to its last line written: what is planned, done in this order.

Each photo is copied whole before the next, and the stubs follow. Whoever stops it, and when, the
same import goes on where it stopped: what is there is known by its content.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.files import sweep, write_lasting
from plugins.common.problems import ProblemLog
from plugins.common.run import Run
from plugins.media.captions import NAME, Caption
from plugins.media.catalogue import PhotoCatalogue
from plugins.media.config import MediaSettings
from plugins.media.importing.copying import (
    SourceError,
    copy_photo,
    digest_of,
    has_digest,
    size_of,
)
from plugins.media.importing.finding import Findings, read_findings
from plugins.media.importing.known import Known, KnownPhotos, played_paths
from plugins.media.importing.plan import Copy, ImportPlan, Kept, plan_import
from plugins.media.importing.sheets import SheetError
from plugins.media.importing.stubs import extend_sheet

MEDIA = "media"
"""The folder of the content in which each event has its own."""


@dataclass(frozen=True, slots=True)
class ImportOrder:
    """What to import: photos below ``source`` into ``media/<slug>/`` of ``content``, with tags.

    Both folders are absolute; ``slug`` is not empty.
    """

    source: Path
    content: Path
    slug: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did. ``changed`` are photos that vanished or changed while it went on.

    ``captions`` holds what ``media.yaml`` now says of each file of this import, by its path;
    ``sheet_problem`` why nothing could be added to it (or is empty), ``sheet_line`` where.
    """

    folder: str
    findings: Findings
    plan: ImportPlan
    copied: tuple[Copy, ...]
    changed: tuple[str, ...]
    captions: dict[str, Caption]
    sheet_problem: str
    sheet_line: int


@dataclass(slots=True)
class Importer:
    """One run of one :class:`ImportOrder`. ``copied`` grows as it goes on."""

    order: ImportOrder
    settings: MediaSettings
    run: Run
    copied: list[Copy] = field(default_factory=list)
    _changed: list[str] = field(default_factory=list)

    def bring(self) -> Brought:
        """Look, plan, copy, write the stubs. Raises :class:`OSError` when the disk fails."""
        folder = f"{MEDIA}/{self._folder_name()}"
        place = self.order.content / folder
        findings = read_findings(self.order.source, self.settings, self.run)
        kept = [*self._kept_photos(findings), *self._kept_played(findings)]
        plan = plan_import(findings.usable, kept, folder, self.order.slug, _names(place))
        if plan.copies or plan.here:
            place.mkdir(parents=True, exist_ok=True)
            sweep(place)
        try:
            self._copy(plan.copies)
        except BaseException:
            # The tags of what is there already are known now, and perhaps nobody comes back.
            with suppress(OSError, SheetError):
                self._write_stubs(place, plan)
            raise
        problem, line = "", 0
        try:
            self._write_stubs(place, plan)
        except SheetError as error:
            problem, line = str(error), error.line
        limit = self.settings.max_megapixels
        said = PhotoCatalogue(self.order.content, limit, ProblemLog())
        captions = {one.path: said.caption(one.path) for one in self._brought(plan)}
        copied, changed = tuple(self.copied), tuple(self._changed)
        return Brought(folder, findings, plan, copied, changed, captions, problem, line)

    def _folder_name(self) -> str:
        """The event's folder; one that differs from it in capitals only is the same."""
        for name in _names(self.order.content / MEDIA):
            if name.casefold() == self.order.slug:
                return name
        return self.order.slug

    def _kept_photos(self, findings: Findings) -> list[Kept]:
        """What the media have. A photo is left out only for one that has its digest now, whatever
        was remembered of it.
        """
        found = {one.digest for one in findings.usable}
        limit, threads = self.settings.max_megapixels, self.settings.threads
        known = KnownPhotos(self.order.content, self.run, limit, threads)
        return [
            Kept(one.path, one.digest, one.fingerprint or "")
            for one in known.read(MEDIA, fingerprints=True)
            if isinstance(one, Known)
            and (one.digest not in found or has_digest(self.order.content / one.path, one.digest))
        ]

    def _kept_played(self, findings: Findings) -> list[Kept]:
        """Clips and recordings of the media with the size of one that was found: others are no
        duplicates, and need not be read through.
        """
        found = [one for one in findings.usable if one.sort != "photo"]
        sizes = {size_of(one.file) for one in found} - {-1}
        digests = {one.digest for one in found}
        kept = []
        for path in played_paths(self.order.content, MEDIA) if sizes else ():
            file = self.order.content / path
            if size_of(file) in sizes and (digest := digest_of(file)) in digests:
                kept.append(Kept(path, digest, ""))
        return kept

    def _copy(self, copies: Sequence[Copy]) -> None:
        if not copies:
            return
        with self.run.progress("Copying", len(copies)) as advance:
            for copy in copies:
                try:
                    target = self.order.content / copy.path
                    copy_photo(copy.found.file, copy.found.digest, target)
                except SourceError:
                    self._changed.append(copy.found.path)
                else:
                    self.copied.append(copy)
                advance(1)

    def _write_stubs(self, place: Path, plan: ImportPlan) -> None:
        names = [one.name for one in self._brought(plan)]
        if not names:
            return
        file = place / NAME
        try:
            data = file.read_bytes()
            text = data.decode("utf-8")
        except FileNotFoundError:
            data, text = b"", ""
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise SheetError('it is not saved as "UTF-8"', line) from None
        extended = extend_sheet(text, names, self.order.tags)
        if extended != text:
            write_lasting(file, extended.encode("utf-8"))

    def _brought(self, plan: ImportPlan) -> list[Copy]:
        return [*plan.here, *self.copied]


def _names(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names are wanted, not paths
    except FileNotFoundError:
        return []
