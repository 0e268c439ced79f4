"""``newsletter.send`` and what goes with it: an issue on its way, and what became of it."""

from __future__ import annotations

from commands.school import School
from commands.tasks.options import CONTENT, TRY_LOGIN_AGAIN, WORK, coach_task

_ISSUE = {"issue": "its week, like 2026-W47"}
_AUDIENCE = {"audience": "only the letter for these, like families"}
_WAIT = {"wait": "wait for limits however long it takes, instead of ending"}


@coach_task(
    CONTENT,
    WORK,
    options=_ISSUE
    | _AUDIENCE
    | _WAIT
    | TRY_LOGIN_AGAIN
    | {
        "test": "send it to this address alone, to look at: me@school.example",
        "dry-run": "say how many would get it and until when, and send nothing",
        "yes": "send without a question",
    },
)
def send(
    *,
    issue: str,
    audience: str = "",
    test: str = "",
    dry_run: bool = False,
    yes: bool = False,
    wait: bool = False,
    try_login_again: bool = False,
    school: School,
) -> None:
    """Send a published issue, to everybody once; it can be stopped and run again at any time.

    First it says how many get it, what your mail account allows, and when the last one is out.
    """
    from commands.mailing import sending
    from commands.newsletter.sealing import seal_issue

    if test:
        sending.send_test(school, issue, audience, test, dry=dry_run, again=try_login_again)
    else:
        sending.send(
            school,
            issue,
            audience,
            seal_issue,
            dry=dry_run,
            yes=yes,
            wait=wait,
            again=try_login_again,
        )


@coach_task(WORK, options={"issue": "its week, like 2026-W47; or all, for a line for each issue"})
def status(issue: str, school: School) -> None:
    """Tell what became of an issue: sent, failed and why, uncertain, came back, unsubscribed.

    Nobody counts who opened it or what they clicked.
    """
    from commands.mailing import deciding

    deciding.status(school, "" if issue == "all" else issue)


@coach_task(CONTENT, WORK, options=_ISSUE | _AUDIENCE | _WAIT | TRY_LOGIN_AGAIN)
def resume(
    *,
    issue: str,
    audience: str = "",
    wait: bool = False,
    try_login_again: bool = False,
    school: School,
) -> None:
    """Go on sending an issue that was begun."""
    from commands.mailing import sending
    from commands.newsletter.sealing import seal_issue

    sending.resume(school, issue, audience, seal_issue, wait=wait, again=try_login_again)


@coach_task(
    CONTENT,
    WORK,
    options=_ISSUE | _WAIT | TRY_LOGIN_AGAIN | {"failed": "send again what the server refused"},
)
def retry(
    *,
    issue: str,
    failed: bool = False,
    wait: bool = False,
    try_login_again: bool = False,
    school: School,
) -> None:
    """Send the messages of an issue again that failed."""
    from commands.mailing import deciding
    from commands.newsletter.sealing import seal_issue

    deciding.retry(school, issue, seal_issue, failed=failed, wait=wait, again=try_login_again)


@coach_task(
    WORK,
    options=_ISSUE
    | {
        "arrived": "they arrived",
        "again": "send them again",
        "only": "the numbers of some of them, like 3,7",
    },
)
def resolve(
    *, issue: str, arrived: bool = False, again: bool = False, only: str = "", school: School
) -> None:
    """List the messages of an issue whose fate is unknown, and decide about them."""
    from commands.mailing import deciding

    deciding.settle(school, issue, arrived=arrived, again=again, only=only)


@coach_task(
    CONTENT,
    WORK,
    options=_WAIT
    | {
        "most-late": "hours that an issue may be late and still go out by itself (usually 12)",
        "yes": "send; without it you are only told what would be sent",
    },
)
def due(*, most_late: int = 12, yes: bool = False, wait: bool = False, school: School) -> None:
    """Send what is due, for a timer: a published issue whose week has closed, once.

    What is later than that is refused, and so is any old issue. It can be called at any time.
    """
    from commands.mailing import due
    from commands.newsletter.sealing import seal_issue

    due.due(school, hours=most_late, yes=yes, wait=wait, seal=seal_issue)


@coach_task(
    options={
        "set-back": "the clock is right now: count on from here",
        "yes": "do so without a question",
    }
)
def clock(*, set_back: bool = False, yes: bool = False, school: School) -> None:
    """Tell whether an account has seen a later time than the clock shows, and put that right."""
    from commands.mailing import clock

    if set_back:
        clock.repair(school, yes=yes)
    else:
        clock.tell(school)


@coach_task(
    CONTENT,
    WORK,
    options=_ISSUE
    | _AUDIENCE
    | TRY_LOGIN_AGAIN
    | {
        "to": "the service: listmonk or buttondown",
        "send": "let it go out; without this a draft waits there for you to look at",
        "yes": "send without a question",
        "forget": "you have deleted it there before anybody got it",
        "sync": "first make the lists agree: give readers to listmonk, take off who left",
    },
)
def handover(
    *,
    issue: str,
    to: str = "",
    audience: str = "",
    send: bool = False,
    yes: bool = False,
    forget: bool = False,
    sync: bool = False,
    try_login_again: bool = False,
    school: School,
) -> None:
    """Give an issue to a service that sends it in your place, as a draft or for good.

    Each letter is given once, and is not sent from your own account then. The list of readers is
    the service's own; with --sync listmonk's is made to agree with yours.
    """
    from commands.mailing import handing
    from commands.newsletter.sealing import seal_issue

    wishes = handing.Wishes(
        audience, send=send, yes=yes, forget=forget, sync=sync, again=try_login_again
    )
    handing.hand_over(school, issue, to, wishes, seal_issue)
