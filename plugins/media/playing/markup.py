"""The HTML of clips and recordings: nothing plays or loads before somebody asks for it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from plugins.media.renditions import Size


@dataclass(frozen=True, slots=True)
class TrackLink:
    """Captions as a page names them."""

    url: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class ClipMarkup:
    """Everything a ``<video>`` says. ``poster`` is empty where there is none to show."""

    url: str
    poster: str
    size: Size
    alt: str
    tracks: Sequence[TrackLink] = ()
    classes: str = ""


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below a clip or recording; ``facts`` as its length and size."""

    url: str
    facts: str
    caption: str = ""
    credit: str = ""
    transcript: str = ""


def clock(seconds: float) -> str:
    """``1:23`` or ``1:02:03``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def megabytes(length: int) -> str:
    """``640 kB`` or ``1.2 MB``, of ``length`` bytes."""
    if length < 999_500:
        return f"{max(1, round(length / 1000))} kB"
    return f"{length / 1_000_000:.1f} MB"


def build_video(clip: ClipMarkup) -> str:
    """A ``<video>`` of one line, with a link in it for readers that know no films."""
    classes = f' class="{escape(clip.classes)}"' if clip.classes else ""
    poster = f' poster="{escape(clip.poster)}"' if clip.poster else ""
    parts = [
        f'<video controls preload="none" playsinline{poster} width="{clip.size[0]}" '
        f'height="{clip.size[1]}" aria-label="{escape(clip.alt)}"{classes}>',
        f'<source src="{escape(clip.url)}" type="video/mp4">',
    ]
    for number, track in enumerate(clip.tracks):
        first = "" if number else " default"
        parts.append(
            f'<track kind="captions" src="{escape(track.url)}" srclang="{escape(track.language)}" '
            f'label="{escape(track.label)}"{first}>'
        )
    words = escape(clip.alt or "the clip")
    parts.append(f'<a href="{escape(clip.url)}">Watch: {words}</a></video>')
    return "".join(parts)


def build_audio(url: str, type_: str, alt: str, classes: str = "") -> str:
    """An ``<audio>`` of one line, with a link in it for readers that know no sound."""
    names = f' class="{escape(classes)}"' if classes else ""
    return (
        f'<audio controls preload="none" aria-label="{escape(alt)}"{names}>'
        f'<source src="{escape(url)}" type="{escape(type_)}">'
        f'<a href="{escape(url)}">Listen: {escape(alt or "the recording")}</a></audio>'
    )


def build_player(
    sort: str, player: str, below: Below, *, classes: str = "", attributes: str = ""
) -> str:
    """A figure of the class ``sort``: ``player`` and ``attributes`` are HTML."""
    names = escape(" ".join(filter(None, (sort, classes))))
    words = [escape(below.caption)] if below.caption else []
    if below.credit:
        made = "Film" if sort == "clip" else "Recording"
        words.append(f'<span class="photo-credit">{made}: {escape(below.credit)}</span>')
    facts = [
        f"<span>{escape(below.facts)}</span>",
        f'<a href="{escape(below.url)}" download>Download</a>',
    ]
    if below.transcript:
        facts.append(build_transcript_link(below.transcript))
    words.append(f'<span class="play-facts">{" ".join(facts)}</span>')
    return (
        f'<figure class="{names}"{attributes}>{player}\n'
        f"<figcaption>{' '.join(words)}</figcaption></figure>"
    )


def build_transcript_link(url: str) -> str:
    """The way to what is said, in writing."""
    return f'<a href="{escape(url)}">Read the transcript</a>'
