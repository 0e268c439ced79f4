"""Speak the episodes: from the transcript in a Markdown file to an MP3 beside the photos.

    art/bin/python samples/speak.py --episodes content/episodes --out content/media/episodes

Needs the program ``espeak-ng`` (Debian: ``apt-get install espeak-ng``) and what
samples/requirements.txt lists. Every speaker named at the start of a transcript line
(``**Coach:** Welcome.``) has a voice here; an unknown name is an error, so that nobody is spoken by
the wrong voice.
"""

import argparse
import io
import re
import subprocess
import wave
from pathlib import Path

import av
import numpy as np

RATE = 22_050
BITS_PER_SECOND = 56_000
LOUDNESS = 10 ** (-18 / 20)
# voice, pitch (0 to 99), words a minute
VOICES = {
    "Coach": ("en-us+f3", 38, 152),
    "Reader 1": ("en-us+f5", 66, 158),
    "Reader 2": ("en-us+m3", 72, 160),
}
LINE = re.compile(r"^\*\*(?P<who>[^:*]+):\*\*\s+(?P<words>.+)$")


def read_transcript(path: Path) -> list[tuple[str, str]]:
    """Who says what, in order; raises ValueError for a voice that is not there."""
    text = path.read_text(encoding="utf-8").split("## Transcript", 1)[1]
    said: list[tuple[str, str]] = []
    for block in re.split(r"\n\s*\n", text):
        line = " ".join(block.split())
        match = LINE.match(line)
        if not match:
            continue
        if match["who"] not in VOICES:
            raise ValueError(f"{path}: no voice for {match['who']!r}; have {', '.join(VOICES)}")
        said.append((match["who"], re.sub(r"[*_`]|\[([^]]*)\]\([^)]*\)", r"\1", match["words"])))
    if not said:
        raise ValueError(f"{path}: the transcript has no line such as **Coach:** Welcome.")
    return said


def read_title(path: Path) -> str:
    """The title in the front matter."""
    return re.search(r'^title:\s*"?(.*?)"?\s*$', path.read_text(encoding="utf-8"), re.MULTILINE)[1]


def speak(who: str, words: str) -> np.ndarray:
    """One line as samples from -1 to 1 at RATE."""
    voice, pitch, speed = VOICES[who]
    command = [
        "espeak-ng",
        "-v",
        voice,
        "-p",
        str(pitch),
        "-s",
        str(speed),
        "-g",
        "2",
        "--stdout",
        words,
    ]
    sound = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(sound)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16) / 32768
        if file.getframerate() != RATE:
            at = np.arange(0, len(samples), file.getframerate() / RATE)
            samples = np.interp(at, np.arange(len(samples)), samples)
    loud = np.abs(samples) > 0.02
    level = np.sqrt(np.mean(samples[loud] ** 2)) if loud.any() else 1
    return _warm(samples * (LOUDNESS / level))


def _warm(samples: np.ndarray) -> np.ndarray:
    """Round off the hiss at the top and put the voice in a small soft room."""
    kernel = np.hanning(7)
    smooth = np.convolve(samples, kernel / kernel.sum(), "same")
    voice = 0.55 * samples + 0.45 * smooth
    room = np.concatenate([voice, np.zeros(RATE // 5)])
    for delay, share in ((0.013, 0.10), (0.023, 0.07), (0.041, 0.05), (0.067, 0.03)):
        shift = int(delay * RATE)
        room[shift : shift + len(voice)] += voice * share
    return room


def chime(notes: tuple[float, ...], gap: float = 0.22) -> np.ndarray:
    """A few struck notes (in hertz) that ring out."""
    length = int(RATE * (gap * len(notes) + 1.8))
    sound = np.zeros(length)
    for n, pitch in enumerate(notes):
        start = int(n * gap * RATE)
        t = np.arange(length - start) / RATE
        tone = sum(
            share * np.sin(2 * np.pi * pitch * part * t) * np.exp(-t * fall)
            for part, share, fall in ((1, 1.0, 2.4), (2, 0.32, 4.0), (3.01, 0.12, 7.0))
        )
        sound[start:] += tone * np.minimum(t / 0.008, 1) * 0.11
    sound[-RATE // 2 :] *= np.linspace(1, 0, RATE // 2)
    return sound


def build_episode(said: list[tuple[str, str]]) -> np.ndarray:
    """Chime, talk with short rests between the speakers, chime."""
    rest = np.zeros(int(RATE * 0.28))
    parts = [chime((523.25, 659.25, 783.99)), rest]
    for who, words in said:
        parts += [speak(who, words), rest]
    parts += [rest, chime((783.99, 659.25, 523.25), 0.3)]
    sound = np.concatenate(parts)
    return np.tanh(sound * 1.1) * 0.88


def write_mp3(path: Path, sound: np.ndarray, tags: dict[str, str]) -> None:
    """Encode mono MP3 with ID3 tags."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w", format="mp3", options={"id3v2_version": "3"}) as file:
        file.metadata.update(tags)
        stream = file.add_stream("mp3", rate=RATE, layout="mono", bit_rate=BITS_PER_SECOND)
        samples = (sound * 32767).astype(np.int16).reshape(1, -1)
        for start in range(0, samples.shape[1], 1152):
            frame = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(samples[:, start : start + 1152]), format="s16p", layout="mono"
            )
            frame.sample_rate, frame.pts = RATE, start
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description="Speak the sample episodes.")
    parser.add_argument("--episodes", type=Path, default=Path("content/episodes"))
    parser.add_argument("--out", type=Path, default=Path("content/media/episodes"))
    args = parser.parse_args()
    for number, source in enumerate(sorted(args.episodes.glob("*.md")), 1):
        sound = build_episode(read_transcript(source))
        target = args.out / f"book-talk-{number:02d}.mp3"
        tags = {
            "title": read_title(source),
            "artist": "Maple Street School",
            "album": "Book Talk",
            "track": str(number),
            "date": source.name[:4],
        }
        write_mp3(target, sound, tags)
        print(f"{target}  {len(sound) / RATE:.0f} s  {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
