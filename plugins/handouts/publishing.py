"""The linked files of one site: each judged once, then written, or named where it is linked.

And the files of the theme, which no text links to: a list of children is among them in no case.
"""

from __future__ import annotations

from plugins.common.output import Output
from plugins.handouts.judging import REGISTER, Judge, Media
from plugins.handouts.plaintext import decoded


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


def check_theme(media: Media, output: Output) -> None:
    """Take every file of the theme out again that is the register, or has names or ids of it."""
    for grant in output.run.grants:
        if grant.kind != "theme":
            continue
        file = output.root / grant.path
        data = file.read_bytes()
        if media.tells_register(data, "\n".join(decoded(data))):
            file.unlink()
            output.run.problems.add(
                grant.source, 0, REGISTER.rule, grant.source, REGISTER.message, _OUT_OF_THE_THEME
            )


_OUT_OF_THE_THEME = "Move it out of the theme; a list of children is published nowhere."
