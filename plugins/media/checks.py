"""What is looked at once photos are shown: names beside them, words about them, twins of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any

from plugins.media.consent.desk import Place
from plugins.media.consent.release import Channel
from plugins.media.consent.twins import find_contradictions
from plugins.media.consent.wording import Page, Wording, check_beside, check_page, check_sheets
from plugins.media.copies import find_copies
from plugins.media.filing import check_words
from plugins.media.pictures import Pictures
from plugins.media.words import gather_words


class Checks(Pictures):
    """The photos, and what may be wrong with what stands beside them."""

    def check_names(self, page: Page) -> None:
        """Report names beside the photos of a text that their families did not release."""
        check_page(page, self._desk, self._run.problems)

    def check_beside(
        self,
        photos: Iterable[str],
        text: str,
        where: str,
        place: Place,
        channels: Iterable[Channel] = ("site",),
    ) -> None:
        """Report names in ``text``, which another plugin puts beside ``photos`` in ``channels``.

        ``where`` says in words what the text is, ``place`` in which file and line it stands.
        """
        wording = Wording(where, text, place[1])
        check_beside(photos, wording, place[0], channels, self._desk, self._run.problems)

    def check_captions(self, vocabulary: Any = None) -> None:
        """Report what is wrong in any ``media.yaml``, also beside photos that no page shows."""
        self._catalogue.read_all_captions()
        check_words(self._catalogue, gather_words(vocabulary))

    def check_transcripts(self, texts: Mapping[str, Any]) -> None:
        """Report transcripts that are no public text; ``texts`` are those of the site, by path."""
        self._player.words.check_pages(texts)

    def accepted(self, path: str) -> str:
        """The hash of a handout by which ``media.yaml`` beside it accepts it, or ""."""
        return self._catalogue.accepted(path)

    def tells_register(self, data: bytes, words: str) -> bool:
        """True where a file (its ``data``, the ``words`` in it) is a copy of the register of
        releases, or an excerpt of it. No name, and no id, is handed out.
        """
        return self._desk.register.is_told_by(data, words)

    def check_shown(self) -> None:
        """Report what is wrong with the photos that were shown: names in what is said of them.

        And a picture that one folder says shows nobody, and another one that it shows a child.
        """
        check_sheets(self._desk, self._run.problems)
        for clip, texts in self._player.words.captions.items():
            for file, text in texts.items():
                self.check_beside((clip,), text, "the captions on its picture", (file, 0))
        shown = [path for path in self._desk.shown if not self._player.is_clip(path)]
        sources = [
            self._catalogue.source(path) for path in shown if not self._player.is_recording(path)
        ]
        digests = {one.path: one.digest for one in sources if one}
        entries = (
            (str(PurePosixPath(sheet).with_name(one.name)), one)
            for sheet, one in self._catalogue.all_said()
        )
        copies = find_copies(self._catalogue.root, digests, entries)
        said = {path: self._catalogue.caption(path) for path in (*digests, *copies)}
        found = find_contradictions(digests | copies, said)
        self._run.problems.extend(found)
