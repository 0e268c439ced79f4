"""Pages in = pages out, and every link leads somewhere.

Pelican ends well even when it drops a page. This ledger compares the files of the content folder
with the pages of the site at the end of each build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from plugins.common.run import Run
from plugins.common.texts import TEXTS
from plugins.content.kinds import KINDS
from plugins.content.references import Link
from plugins.content.shelf import Shelf


def check_pages(generated: Mapping[str, Any], shelf: Shelf, output: Path) -> None:
    """Compare texts with written pages; report the counts by kind for the summary."""
    pages: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    drafts = 0
    for path in sorted(shelf.folder.files):
        if PurePosixPath(path).suffix.lower() not in TEXTS:
            continue
        content = generated.get(path)
        if content is None:
            if path in shelf.drafts:
                drafts += 1
                continue
            _report_lost(path, shelf)
            continue
        if not (output / content.save_as).is_file():
            _report_lost(path, shelf)
        elif content.status == "draft":
            drafts += 1
        else:
            pages[content.kind] += 1
    shelf.run.report["pages"] = dict(pages)
    shelf.run.report["drafts"] = drafts


def _report_lost(path: str, shelf: Shelf) -> None:
    suffix = PurePosixPath(path).suffix
    if suffix != suffix.lower():
        message = f"Files ending in {suffix} are not read."
        hint = f"Rename it so that it ends in {suffix.lower()}."
    else:
        message = "This file did not become a page."
        hint = (
            "Put right what else is reported for it; if nothing is, tell who looks after Hallway."
        )
    shelf.run.problems.add(path, 0, "page-missing", path, message, hint)


def check_links(generated: Mapping[str, Any], shelf: Shelf) -> None:
    """Links from text to text: the target is public, and the place in it is there."""
    for content in generated.values():
        for link in getattr(content, "links", ()):
            if link.sort == "fragment":
                _check_fragment(content, link, content, shelf)
            elif link.sort == "text":
                target = generated.get(link.path)
                if target is None or (target.status == "draft" and content.status != "draft"):
                    _report_not_public(shelf, content, link)
                elif link.fragment:
                    _check_fragment(content, link, target, shelf)


def report_not_public(content: Any, path: str, shelf: Shelf) -> None:
    """Report the links of ``content`` to the text at ``path``, which has no page."""
    for link in getattr(content, "links", ()):
        if link.sort == "text" and link.path == path:
            _report_not_public(shelf, content, link)


def _report_not_public(shelf: Shelf, content: Any, link: Link) -> None:
    _report(
        shelf,
        content,
        link,
        "link-to-draft",
        f"{link.path} is not public: a draft, for staff only, or still to come.",
        "Publish it first, or take the link out until then.",
    )


def _check_fragment(content: Any, link: Link, target: Any, shelf: Shelf) -> None:
    if link.fragment in target.anchors or not link.fragment:
        return
    near = ", ".join(f"#{anchor}" for anchor in sorted(target.anchors)[:8])
    _report(
        shelf,
        content,
        link,
        "anchor-missing",
        f'There is no place "#{link.fragment}" in {target.relative_source_path}.',
        f"Its places are {near}." if near else "It has no headings to link to.",
    )


def check_site_links(generated: Mapping[str, Any], shelf: Shelf, output: Path) -> None:
    """Links that start with a slash name a page of the finished site."""
    linked = {file.path for file in shelf.run.linked}  # what is wrong with one, others say
    for content in generated.values():
        for link in getattr(content, "links", ()):
            if link.sort != "site":
                continue
            path = unquote(link.path).lstrip("/")
            candidates = (output / path, output / path / "index.html")
            if path not in linked and not any(map(_is_file, candidates)):
                _report(
                    shelf,
                    content,
                    link,
                    "link-broken",
                    f'The site has no page "{link.path}".',
                    "Link to the Markdown file by its relative path, like ../tutorials/x.md.",
                )


def check_staff_files(run: Run) -> None:
    """Files that words for the staff alone link to, and no words for everybody.

    A site has no door for the staff: whatever file it holds, everybody can open.
    """
    open_to_all = {file.path for file in run.linked}
    for file in run.linked_for_staff:
        if file.path not in open_to_all:
            run.problems.add(
                file.text,
                file.line,
                "file-for-staff",
                file.path,
                "Words for the staff alone link to this file; on the site everybody could open it.",
                "Put it where only the staff can get at it, and link to that place. If everybody "
                "may have it, link to it in words for everybody.",
            )


def _is_file(candidate: Path) -> bool:
    try:
        return candidate.is_file()
    except OSError:  # no name for a file
        return False


def _report(shelf: Shelf, content: Any, link: Link, rule: str, message: str, hint: str) -> None:
    shelf.run.problems.add(
        content.relative_source_path, link.line, rule, link.written, message, hint
    )
