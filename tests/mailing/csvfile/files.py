"""Small files of readers, and what an import makes of each line."""

from __future__ import annotations

from collections.abc import Sequence

from mailing.csvfile import read_rows


def column(title: str, *cells: str) -> bytes:
    """A file with addresses and one more column, every cell in quotes."""
    lines = [["Email", title], *([f"r{at}@school.example", one] for at, one in enumerate(cells))]
    text = "\n".join(",".join('"' + one.replace('"', '""') + '"' for one in line) for line in lines)
    return text.encode()


def fates(data: bytes | str) -> dict[str, str]:
    """Who is "subscribed" and who has "left", by address; "held" by the number of the line."""
    read = read_rows(data.encode() if isinstance(data, str) else data, ["families"], ["families"])
    found = {row.address.text: "left" if row.left else "subscribed" for row in read.good}
    return found | {f"line {bad.line}": "held" for bad in read.bad}


def in_order(data: bytes, count: int) -> Sequence[str]:
    """What became of each line of :func:`column`."""
    found = fates(data)
    return [found.get(f"r{at}@school.example") or found[f"line {at + 2}"] for at in range(count)]
