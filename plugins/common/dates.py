"""Dates as people read them, in the school's zone and language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time

from plugins.common.languages import locale_of


def date_filters(zone: tzinfo, language: str) -> dict[str, Callable[[datetime], Any]]:
    """Jinja filters ``day``, ``short_day``, ``weekday_time``, ``time`` and ``iso``."""
    locale = locale_of(language) or Locale("en", "US")

    def local(moment: datetime) -> datetime:
        return moment.astimezone(zone)

    def weekday_time(moment: datetime) -> str:
        return f"{format_skeleton('yMMMMEEEEd', local(moment), locale=locale)}, {clock(moment)}"

    def clock(moment: datetime) -> str:
        return str(format_time(local(moment), "short", locale=locale))

    return {
        "day": lambda moment: format_date(local(moment), "long", locale=locale),
        "short_day": lambda moment: format_skeleton("MMMd", local(moment), locale=locale),
        "weekday": lambda moment: format_date(local(moment), "EEEE", locale=locale),
        "month_name": lambda moment: format_date(local(moment), "MMM", locale=locale),
        "day_number": lambda moment: str(local(moment).day),
        "weekday_time": weekday_time,
        "time": clock,
        "iso": lambda moment: local(moment).isoformat(timespec="minutes"),
    }
