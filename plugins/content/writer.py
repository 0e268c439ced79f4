"""The writer of pages: Pelican's own, behind the one door into the site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, TextIO

from pelican.writers import Writer

from plugins.common.output import output_of


class SiteWriter(Writer):
    """Writes no page or feed before the place was proved to lie in the site, and grants each."""

    def __init__(self, output_path: str, settings: Any = None) -> None:
        super().__init__(output_path, settings=settings)
        self._site = output_of(self.settings)
        self._text, self._line = "", 0

    def write_file(self, name: Any, *args: Any, **kwargs: Any) -> None:
        """Render a template into the file ``name``. A place outside the site is a problem."""
        content = kwargs.get("article") or kwargs.get("page")
        self._text = getattr(content, "relative_source_path", None) or ""
        lines = getattr(content, "lines", {})
        self._line = lines.get("save_as") or lines.get("url") or lines.get("slug", 0)
        if name and self._place(str(name)):
            super().write_file(name, *args, **kwargs)

    def write_feed(
        self, elements: Any, context: Any, path: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        """Write one of Pelican's own feeds. A place outside the site is a problem."""
        self._text, self._line = "", 0
        if path and self._site.place(str(path), "feed") is None:
            return None
        return super().write_feed(elements, context, path, *args, **kwargs)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> TextIO:
        # Lists of several pages have names of their own, which are known only here.
        name = Path(filename).relative_to(os.path.abspath(self.output_path)).as_posix()  # noqa: PTH100 - as Pelican joins it
        if not self._place(name):
            return Path(os.devnull).open("w", encoding=encoding)
        opened: TextIO = super()._open_w(filename, encoding, override)
        return opened

    def _place(self, name: str) -> bool:
        place = self._site.place(name, "page", source=self._text, text=self._text, line=self._line)
        return place is not None
