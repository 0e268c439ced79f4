"""What a coach reads before, while and after a newsletter is sent. No address in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from commands.school import School
from commands.terminal import counted, out
from mailing.addresses import mask_addresses
from mailing.delivery.line import Ended
from mailing.delivery.post_office import PostOffice
from mailing.store.report import Line, Report, Summary

_MOST = 20
_STATES = {
    "sent": "sent",
    "queued": "still to be sent",
    "claimed": "being sent right now",
    "failed": "failed",
    "uncertain": "uncertain",
    "cancelled": "left out: they unsubscribed before it was their turn",
}
_RETURNED = {
    "hard": "came back: there is no such mailbox",
    "soft": "came back for now: a full mailbox, a server that was away",
    "blocked": "came back: the server minded the letter or who sent it",
    "complaint": "marked as spam",
}
_DEPARTED = {
    "unsubscribed": "unsubscribed after it",
    "bounced": "off the list, because it came back",
    "complained": "off the list, because they marked it as spam",
    "removed": "removed from the list after it",
}
_HANDED = {
    "claimed": "being handed over",
    "created": "there, not sent yet",
    "sent": "sent from there",
    "failed": "it failed",
    "uncertain": "uncertain: look there",
}
IF_JUMPED = (
    "Look at the clock of this computer. If it is wrong, put it right first. If it is right now, "
    "go on; should nothing go out then, see: python3 tasks.py newsletter.clock"
)
_SENTENCES = {
    "stopped": "Stopped, so that nothing gets worse. Somebody has to put this right:",
    "unreachable": "The mail server cannot be reached:",
    "paused": "The provider allows no more for now:",
    "wait": "The rest has to wait:",
    "withdrawn": "Stopped, and nothing more of it is sent as it is.",
    "jumped": "Stopped, with a question:",
}


def print_forecast(school: School, office: PostOffice, waiting: int) -> None:
    """``612 recipients, 300 a day, done Thursday 09:40``; for several accounts the sum of all."""
    allowed = [f"{one.limits.words} ({one.limits.name})" for one in office.books]
    if len(allowed) > 1:
        allowed = [f"by {len(allowed)} accounts: {'; '.join(allowed)}"]
    people = counted(waiting, "recipient")
    done = moment(school, office.forecast(waiting))
    say(f"{people}, {allowed[0]}, {f'done {done}' if waiting else 'nothing to do'}")


def print_handed(handed: Mapping[str, str]) -> None:
    """Which letters are not sent from here, since an engine has them."""
    for name, engine in handed.items():
        say(f"{name} was handed to {engine}, and is not sent from here.")


def print_report(school: School, report: Report) -> None:
    """Counts by state and by letter, and the messages that need somebody."""
    say(f"{report.issue}: {counted(report.states.total(), 'message')}")
    for state, words in _STATES.items():
        if report.states[state]:
            say(f"  {report.states[state]:>6,}  {words}")
    if len(report.letters) > 1:
        for name, counts in report.letters.items():
            say(f"  {name}: {counts['sent']:,} of {counts.total():,} sent")
    if report.held:
        say(
            f"  Held: {', '.join(report.held)}. A photo in it was taken back, or the register does "
            "not allow it. Publish the site without it: "
            "python3 tasks.py publish --url https://your.site\n"
            f"  Then go on with: python3 tasks.py newsletter.resume {report.issue}"
        )
    for counts, names in ((report.returned, _RETURNED), (report.departed, _DEPARTED)):
        for name, words in names.items():
            if counts[name]:
                say(f"  {counts[name]:>6,}  {words}")
    for one in report.handed:
        reply = f": {mask_addresses(one.reply)}" if one.reply and one.state != "sent" else ""
        state = f"{_HANDED.get(one.state, one.state)}, {moment(school, one.at)}"
        say(f"  {one.letter} handed over to {one.engine} ({state}){reply}")
    if report.failed:
        say("\nFailed. Try them again with: ", end="")
        say(f"python3 tasks.py newsletter.retry {report.issue} --failed")
        say("Their addresses in full: ", end="")
        say(f"python3 tasks.py subscribers.export private/failed.csv --failed {report.issue}")
        _list(school, report.failed)
    if report.uncertain:
        say("\nUncertain. Decide with: ", end="")
        say(f"python3 tasks.py newsletter.resolve {report.issue}")


def print_overview(lines: Sequence[Summary]) -> None:
    """A line for each issue; only what there is to tell."""
    if not lines:
        say("No issue was sent yet.")
    for one in lines:
        told = [
            f"{one.states[state]:,} {words.partition(':')[0]}"
            for state, words in _STATES.items()
            if one.states[state]
        ]
        for kinds, words in (
            (("hard", "soft", "blocked"), "came back"),
            (("complaint",), _RETURNED["complaint"]),
        ):
            if returned := sum(one.returned[kind] for kind in kinds):
                told.append(f"{returned:,} {words}")
        if departed := one.departed.total():
            told.append(f"{departed:,} left after it")
        told += [f"handed over to {engine}" for engine in one.engines]
        say(f"{one.issue}  {', '.join(told) or 'nobody to send to'}")


def print_uncertain(school: School, report: Report) -> None:
    """Each uncertain message with its number, and what can be done about it."""
    if not report.uncertain:
        say(f"No message of {report.issue} is uncertain.")
        return
    say("The server may have these or not; its answer never came. Look for the Message-ID in your")
    say("provider's log of sent mail, or ask. Nothing is sent again by itself.")
    _list(school, report.uncertain, len(report.uncertain), ids=True)
    command = f"python3 tasks.py newsletter.resolve {report.issue}"
    say(f"\nThey arrived:    {command} --arrived")
    say(f"Send them again: {command} --again")
    say("Some of them:    add --only with their numbers, like --only 3,7")


def print_end(school: School, ended: Ended, issue: str) -> None:
    """Why a run ended before everything was sent, and how to go on; what an account met with."""
    for name, how, why in ended.notes:
        say(f"\nThe account {name}. {_SENTENCES[how]} {mask_addresses(why)}")
    if ended.how == "done":
        return
    if not ended.notes or ended.how in ("wait", "jumped"):
        say(f"\n{_SENTENCES[ended.how]} {mask_addresses(ended.why)}")
    if ended.how == "jumped":
        say(IF_JUMPED)
    when = f"from {moment(school, ended.until)} on " if ended.until else ""
    say(f"Go on {when}with: python3 tasks.py newsletter.resume {issue}")


def moment(school: School, at: float) -> str:
    """``Thursday 09:40``, with its date where that is not within a week; in the school's zone."""
    run = school.run("preview")
    there = datetime.fromtimestamp(at, UTC).astimezone(run.zone)
    far = abs((there - run.now.astimezone(run.zone)).days) >= 6
    return f"{there:%A %Y-%m-%d %H:%M}" if far else f"{there:%A %H:%M}"


def say(text: str, end: str = "\n") -> None:
    """A line without colours."""
    out.print(text, markup=False, end=end)


def _list(school: School, lines: Iterable[Line], most: int = _MOST, *, ids: bool = False) -> None:
    lines = tuple(lines)
    for line in lines[:most]:
        what = line.message_id if ids else line.reply
        say(f"  {line.number:>6}  {line.who:<24} {moment(school, line.at)}  {what}")
    if len(lines) > most:
        say(f"  and {len(lines) - most:,} more")
