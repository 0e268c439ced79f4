"""What was found in a file that a text links to, and how much of it may be looked at.

A *final* finding is never lifted. The others are questions: whoever looked at the file accepts it
by its hash, and the clean copy is published.
"""

from __future__ import annotations

from dataclasses import dataclass, field

_MOST_UNPACKED = 400_000_000
_MOST_MEMBERS = 5_000
_DEEPEST = 3


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing that keeps a file from being published, in words for a coach."""

    rule: str
    message: str
    hint: str
    final: bool = True


class RefusedError(Exception):
    """The file is not published, and nothing more has to be known of it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Contents:
    """A file as it may be published: its clean bytes, every word in it, and what is to be asked."""

    data: bytes
    words: str = field(default="", repr=False)
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Budget:
    """What may be unpacked of one linked file, all archives in it together.

    Everything is taken before it is read, so that a file which unfolds without end costs nothing.
    """

    unpacked: int = _MOST_UNPACKED
    members: int = _MOST_MEMBERS
    depth: int = _DEEPEST

    def take(self, size: int, members: int = 0) -> None:
        """Take ``size`` bytes and so many members. Raises :class:`RefusedError`."""
        self.unpacked -= size
        self.members -= members
        if self.unpacked < 0 or self.members < 0:
            raise RefusedError(too_large("It unfolds to more than a site can look through."))

    def enter(self) -> None:
        """Open an archive within the one that is open. Raises :class:`RefusedError`."""
        self.depth -= 1
        if self.depth < 0:
            raise RefusedError(too_large("It has archives in archives in archives."))

    def leave(self) -> None:
        """Close it again."""
        self.depth += 1


def too_large(message: str) -> Finding:
    """The finding that a file is more than can be looked through."""
    return Finding("handout-too-large", message, "Link to a smaller file, or to several.")


def unreadable_finding(reason: str) -> Finding:
    """The finding that nobody can say what is in a file, and so whether it may be published."""
    return Finding(
        "handout-unreadable",
        f"{reason} What cannot be read is not published, since nobody can say what is in it.",
        "Open it in the program that made it, save it anew without a password, and link to that.",
    )


def unreadable(reason: str) -> RefusedError:
    """What to raise for such a file."""
    return RefusedError(unreadable_finding(reason))


def wrong_kind(message: str, hint: str = "") -> RefusedError:
    """What to raise for a file whose content is not what its name says, or of no kind at all."""
    return RefusedError(
        Finding(
            "handout-kind",
            message,
            hint or "Save it as a PDF, or as another kind that the guide lists, and link to that.",
        )
    )


def original(what: str) -> RefusedError:
    """What to raise for a photo, film or sound, whatever it is called."""
    return RefusedError(
        Finding(
            "photo-linked",
            f"This is {what} by its content, and a link would publish it as the camera or "
            "recorder wrote it, with place, time and whoever is in it.",
            "Give it the ending of what it is, like .jpg, .mp4 or .mp3: then the site makes a "
            "clean copy. Or take the link out.",
        )
    )


def private_finding(message: str) -> Finding:
    """The finding that a file is one of the school's own, which no link publishes."""
    return Finding("handout-private", message, "Take the link out.")


def merged(findings: list[Finding]) -> tuple[Finding, ...]:
    """Each finding once, in the order of their rules."""
    return tuple(sorted(set(findings)))
