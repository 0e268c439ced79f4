"""The linked files of one site: each judged once, then written, or named where it is linked."""

from __future__ import annotations

from pathlib import Path

from plugins.common.run import Run
from plugins.handouts.judging import Judge


def publish(run: Run, judge: Judge, output: Path) -> None:
    """Write the clean copy of every linked file that may leave, and grant it.

    What may not is a problem at each text and line that links to it. Raises :class:`OSError` when
    ``output`` cannot be written.
    """
    written: set[str] = set()
    for link in run.linked:
        judgement = judge.judge(link.path)
        for one in judgement.findings:
            run.problems.add(link.text, link.line, one.rule, link.path, one.message, one.hint)
        if judgement.data is None:
            continue
        run.grants.add(link.path, "handout", source=link.path, text=link.text, line=link.line)
        if link.path not in written:
            target = output / link.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(judgement.data)
            written.add(link.path)
    if written:
        run.report["handouts"] = len(written)
