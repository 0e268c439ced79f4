"""The linked files of one site: each judged once, then written, or named where it is linked."""

from __future__ import annotations

from plugins.common.output import Output
from plugins.handouts.judging import Judge


def publish(judge: Judge, output: Output) -> None:
    """Write the clean copy of every linked file that may leave, and grant it.

    What may not is a problem at each text and line that links to it. Raises :class:`OSError` when
    ``output`` cannot be written.
    """
    written: set[str] = set()
    for link in output.run.linked:
        judgement = judge.judge(link.path)
        for one in judgement.findings:
            output.run.problems.add(
                link.text, link.line, one.rule, link.path, one.message, one.hint
            )
        if judgement.data is None or link.path in written:
            continue
        output.write(
            link.path,
            judgement.data,
            "handout",
            source=link.path,
            text=link.text,
            line=link.line,
        )
        written.add(link.path)
    if written:
        output.run.report["handouts"] = len(written)
