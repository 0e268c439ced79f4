"""When a photo or clip was taken: what the camera wrote, else the time of its file. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_WRITTEN = re.compile(r"(\d{4})\D(\d\d)\D(\d\d)(?:\D(\d\d)\D(\d\d)(?:\D(\d\d))?)?")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_LAST_EPOCH = 1970
_FIRST_YEAR = 1826
"""The year of the first photograph: cameras without a date write 0000."""
_SLACK = timedelta(days=1)
"""A photo from the future is one from a camera set wrong; a day is only another zone."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The moment, in the school's zone; ``by_camera`` is False where the file's time stands in."""

    moment: datetime
    by_camera: bool


def settle_taken(written: str, offset: str, file_time: float, zone: tzinfo, now: datetime) -> Taken:
    """The moment from EXIF's ``DateTimeOriginal`` and ``OffsetTimeOriginal``, as they stand there.

    A camera's clock without an offset shows the school's time. ``file_time`` in seconds since 1970
    serves where nothing usable is written, and ``now`` where that is none either.
    """
    moment = _written(written, offset, zone)
    if moment and moment <= now + _SLACK:
        return Taken(moment, by_camera=True)
    try:
        moment = datetime.fromtimestamp(file_time, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        moment = now
    return Taken(min(moment, now.astimezone(zone)), by_camera=False)


def split_stamp(stamp: str) -> tuple[str, str]:
    """A film's time of recording, ``2026-11-20T09:30:00-0500`` or with a Z, as time and offset.

    Both are empty for a time that no film was made at: a clock that counts from 1904 or 1970.
    """
    found = _STAMP.fullmatch(stamp.strip())
    if not found or int(stamp.strip()[:4]) <= _LAST_EPOCH:
        return "", ""
    offset = found[2] or ""
    return found[1], "+00:00" if offset == "Z" else offset


def _written(written: str, offset: str, zone: tzinfo) -> datetime | None:
    found = _WRITTEN.match(written.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    if year < _FIRST_YEAR:
        return None
    try:
        moment = datetime(year, month, day, tzinfo=zone)
    except ValueError:
        return None
    if hour < 24 and minute < 60:
        moment = moment.replace(hour=hour, minute=minute, second=min(second, 59))
    away = _OFFSET.fullmatch(offset.strip())
    if away:
        distance = timedelta(hours=int(away[2]), minutes=int(away[3]))
        if distance < timedelta(days=1):
            own = timezone(-distance if away[1] == "-" else distance)
            moment = moment.replace(tzinfo=own).astimezone(zone)
    return moment
