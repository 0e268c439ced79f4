"""What a coach reads after returned mail was read. No address in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from commands.mailing.report import say
from commands.terminal import counted
from mailing.addresses import mask_addresses

_MOST = 10
_LONGEST = 70
_SENTENCES = {
    "bounced": "off the list: there is no such mailbox, or it refused too often",
    "complained": "off the list: they called the letter spam",
    "unsubscribed": "off the list: they asked for it by mail",
    "soft": "could not be delivered for now; counted",
    "blocked": "refused because of the sender or the letter; see below",
    "delayed": "still on the way",
    "automatic": "answered by itself, like a holiday note; nothing to do",
    "known": "counted before",
    "gone": "about somebody who is off the list already",
    "held": "would be off the list; nothing was done, see below",
    "unclear": "not clear; see below",
}


def print_story(counts: Counter[str], total: int, *, dry: bool, late: bool) -> None:
    """How many mails meant what."""
    read = counts.total()
    mails = counted(total, "mail")
    say(f"{mails} read." if read == total else f"{read:,} of {mails} read.")
    for outcome, words in _SENTENCES.items():
        if counts[outcome]:
            say(f"  {counts[outcome]:>6,}  {words}")
    if dry:
        say("This was a rehearsal: the list is as it was.")
    if late:
        say("\nIt took too long and was ended. Move away what was read, and run it again.")
    if counts["held"]:
        say("\nMore readers than is likely would be off the list at once. Mostly that is a")
        say("mistake of a mail server, or somebody asks in the name of others. Look at some of")
        say("these mails. If they are right, run the command again with --many.")


def print_blocked(blocked: Counter[tuple[str, str]]) -> None:
    """What servers have against the sender or the letter; nobody is taken off the list by it."""
    if not blocked:
        return
    say("\nThese servers do not like the sender or the letter. Readers cannot change that; show it")
    say("to whoever looks after the school's mail. Nobody was taken off the list.")
    for (status, reason), count in blocked.most_common(_MOST):
        say(f"  {count:>6,}  {status:<8} {reason}")
    if len(blocked) > _MOST:
        say(f"  and {len(blocked) - _MOST:,} other reasons")


def print_unclear(unclear: Sequence[tuple[str, str, str]]) -> None:
    """Every mail that a person has to look at: where it is, its subject, what is not clear."""
    if unclear:
        say("\nNot clear. Please look at them yourself:")
    for place, subject, why in unclear:
        say(f"  {mask_addresses(place)}  “{_short(subject)}”")
        say(f"      {why}")


def _short(subject: str) -> str:
    text = mask_addresses(subject)
    text = "".join(sign if sign.isprintable() else "?" for sign in text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
