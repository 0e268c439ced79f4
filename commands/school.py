"""One school to build: its folders, its address, the moment it is built for."""

from __future__ import annotations

import os
import re
import runpy
import traceback
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pelican.settings import read_settings

from commands.bootstrap import ROOT
from commands.errors import CoachError
from commands.private_folder import find_tracked, keep_out_of_git
from plugins.common.output import SITE_MARK
from plugins.common.problems import Problem
from plugins.common.run import Mode, Run
from plugins.common.settings import SettingsError, load_group
from plugins.media.config import MediaSettings

SETTINGS = ROOT / "pelicanconf.py"
PUBLISHING = ROOT / "publishconf.py"
_ADDRESS = re.compile(r"[^\s\"'<>\\?#]+")


@dataclass(frozen=True, slots=True)
class School:
    """The folders that ``--content``, ``--output`` and ``--work`` name, and the site's address."""

    content: Path
    output: Path
    work: Path
    url: str = ""

    @classmethod
    def at(cls, content: str, output: str, work: str, url: str = "") -> School:
        """Folders as typed, checked. Raises :class:`CoachError`."""
        school = cls(
            Path(content).resolve(), Path(output).resolve(), Path(work).resolve(), _checked(url)
        )
        if not school.content.is_dir():
            raise CoachError(
                f"There is no folder {content}. Name the folder that holds posts/, tutorials/ ... "
                "with --content."
            )
        for name, folder in (("output", school.output), ("work", school.work)):
            if is_within(school.content, folder):
                raise CoachError(
                    f"The {name} folder {folder} holds your content and would be replaced. "
                    f"Choose another one with --{name}."
                )
            if is_within(folder, school.content):
                raise CoachError(
                    f"The {name} folder {folder} lies inside your content. "
                    f"Choose one outside with --{name}."
                )
            if folder.exists() and not folder.is_dir():
                raise CoachError(f"{folder} is a file. Choose another --{name}.")
        school.keep_work_out_of(school.output)
        return school

    def keep_work_out_of(self, site: Path) -> None:
        """Raise :class:`CoachError` where the work folder is, holds or lies in a public folder.

        It has letters for the staff, drafts and photos in it. ``site`` is resolved; any folder that
        Hallway built a site into counts as well.
        """
        built = (one for one in (self.work, *self.work.parents) if (one / SITE_MARK).is_file())
        for public in (site, *built):
            if is_within(self.work, public) or is_within(public, self.work):
                raise CoachError(
                    f"The work folder {self.work} and the folder of the site {public} lie in one "
                    "another: letters, drafts and photos that are not public would go with the "
                    "site. Choose another one with --work or --output."
                )

    @classmethod
    def unbuilt(cls, content: str, work: str) -> School:
        """A school for a task that builds no site. Raises :class:`CoachError`."""
        # A place that no site is in serves as output.
        nowhere = Path(content).resolve().parent / ".hallway-nowhere"
        return cls.at(content, str(nowhere), work)

    def published_at(self, url: str) -> School:
        """The same school at its public address. Raises :class:`CoachError`."""
        return replace(self, url=_checked(url))

    def settings(self, mode: Mode, run: Run, staging: Path) -> dict[str, Any]:
        """Pelican's settings for one build into ``staging``. Raises :class:`CoachError`."""
        file = PUBLISHING if mode == "publish" else SETTINGS
        ours = {
            "PATH": str(self.content),
            "OUTPUT_PATH": str(staging),
            "CACHE_PATH": str(self.work / "pelican"),
            "SITEURL": self.url,
            "FEED_DOMAIN": self.url,
            "RUN": run,
        }
        try:
            settings = dict(read_settings(str(file), override=ours))
        except Exception as error:
            raise CoachError(_settings_sentence(error)) from error
        self._keep_register_out(settings)
        self._keep_out_of_theme(settings)
        keep_out_of_git(self._register_named_in(settings).parent, self._open_folders)
        return settings

    def find_tracked_register(self, settings: Mapping[str, Any]) -> list[Problem]:
        """What git has of the register and of what lies with it, as problems."""
        shown = load_group(MediaSettings, settings, "MEDIA").consent
        return find_tracked(self._register_named_in(settings), shown, self._open_folders)

    def run(self, mode: Mode) -> Run:
        """A run of this school, in its zone, at ``SOURCE_DATE_EPOCH`` or now."""
        name = str(read_own_settings().get("TIMEZONE") or "UTC")
        try:
            zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise SettingsError(
                f'pelicanconf.py: TIMEZONE is "{name}", which is no time zone. '
                "Use a name like America/New_York."
            ) from None
        return Run(mode=mode, now=_now(), work=self.work, zone=zone)

    def register_in(self, settings: Mapping[str, Any]) -> Path:
        """Where the register of releases lies, there or not."""
        return self._register_named_in(settings).resolve()

    def _register_named_in(self, settings: Mapping[str, Any]) -> Path:
        return self.content.parent / load_group(MediaSettings, settings, "MEDIA").consent

    @property
    def _open_folders(self) -> tuple[Path, ...]:
        """What is no secret: no rule about those may hold for these."""
        return self.content, self.output, self.work, ROOT

    def _keep_register_out(self, settings: Mapping[str, Any]) -> None:
        if is_within(self.register_in(settings), self.output.resolve()):
            raise CoachError(
                f"The register of releases lies in the folder {self.output}, which is made public "
                'and replaced by every build. Move it out, and set MEDIA["consent"] in '
                "pelicanconf.py."
            )

    def _keep_out_of_theme(self, settings: Mapping[str, Any]) -> None:
        """The files of a theme are published as they are, so nothing else lies among them."""
        theme = Path(settings["THEME"]).resolve()
        places = {
            "The work folder": self.work,
            "The folder of the site": self.output,
            "The content folder": self.content,
            "The register of releases": self.register_in(settings),
        }
        for name, place in places.items():
            if is_within(place, theme):
                raise CoachError(
                    f"{name}, {place}, lies in the theme {theme}, whose files are all made public. "
                    "Choose a place outside of it."
                )


def is_within(inner: Path, outer: Path) -> bool:
    """True where ``inner`` is ``outer`` or lies in it, by whatever name; both are resolved.

    Names that differ in capitals only, or in how an accent is stored, are one on many disks, so
    they count as one.
    """
    folded = _folded(outer)
    for place in (inner, *inner.parents):
        if _folded(place) == folded:
            return True
        with suppress(OSError):  # one of the two is not there yet
            if place.samefile(outer):
                return True
    return False


def _folded(path: Path) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()


def read_own_settings() -> dict[str, Any]:
    """What stands in pelicanconf.py, read anew each time. Raises :class:`CoachError`."""
    try:
        return runpy.run_path(str(SETTINGS))
    except Exception as error:
        raise CoachError(_settings_sentence(error)) from error


def _settings_sentence(error: Exception) -> str:
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).name in (SETTINGS.name, PUBLISHING.name)
    ]
    line = error.lineno if isinstance(error, SyntaxError) else lines[-1] if lines else 0
    reason = error.msg if isinstance(error, SyntaxError) else error
    return (
        f"pelicanconf.py{f', line {line}' if line else ''} cannot be read: {reason}. "
        "Undo your last change there; every text in it needs its quotes, every list its comma."
    )


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise CoachError(
            f'SOURCE_DATE_EPOCH is "{epoch}"; it must be a number of seconds, or not be set.'
        ) from None


def _checked(url: str) -> str:
    """An address to publish at, without its last slash; empty for a preview."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
        usable = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        usable = False
    if not usable or not _ADDRESS.fullmatch(url):
        raise CoachError(
            f'"{url}" is no address to publish at. Write the whole address of the site, '
            "like https://hallway.school.example."
        )
    return url.rstrip("/")
