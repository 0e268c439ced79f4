"""The task that hands an issue to a service, which sends it in the school's place."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from commands.errors import CoachError
from commands.mailing.environment import secret_of, setting
from commands.mailing.letters import Seal, chosen_of, letters_of, seal_sent, week_of
from commands.mailing.report import say
from commands.mailing.settings import database, logins_of, told
from commands.school import School
from commands.terminal import agreed, counted
from commands.withdrawals import Watch
from mailing.clock import SteadyClock
from mailing.engines import Engine, Parcel, Target
from mailing.engines.buttondown import Buttondown, checked_key
from mailing.engines.handing import Handed, HandOver
from mailing.engines.listmonk import Listmonk
from mailing.engines.listmonk_place import (
    EXAMPLE,
    LISTS_EXAMPLE,
    NAME,
    parse_lists,
    parse_place,
)
from mailing.engines.syncing import Sync
from mailing.errors import MailingError
from mailing.logins import Logins
from mailing.message import Sender, parse_sender
from mailing.outbox import Letter
from mailing.store.database import Database
from mailing.store.subscribers import count_gone

ENGINES = {
    "listmonk": {
        "HALLWAY_LISTMONK_URL": f"like {EXAMPLE}",
        "HALLWAY_LISTMONK_LISTS": f'like "{LISTS_EXAMPLE}"',
    },
    "buttondown": {"HALLWAY_BUTTONDOWN_KEY": "to the key in Buttondown (Settings, API)"},
}
"""What each needs of the environment, and what to set it to."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The options of the task, as the coach gave them."""

    audience: str = ""
    send: bool = False
    yes: bool = False
    forget: bool = False
    sync: bool = False
    again: bool = False


def hand_over(school: School, issue: str, to: str, wishes: Wishes, seal: Seal) -> None:
    """Make drafts of an issue's letters at the engine ``to``; if wished, let them go out.

    ``seal`` is called once all of them do. Raises :class:`CoachError`.
    """
    if wishes.forget and (wishes.send or wishes.sync):
        raise CoachError("--forget stands alone, without --send and --sync.")
    making, sender = _engine(to)
    if wishes.sync and to != NAME:
        raise CoachError("--sync is for listmonk; Buttondown brings in lists on its own page.")
    with told():
        issue = week_of(issue)
        letters = letters_of(school, issue)
        chosen = chosen_of(letters, issue, wishes.audience)
        names = [target_name(one, issue) for one in chosen]
    with database() as data, told():
        Watch(school, data).learn()
        engine = making(logins_of(data, again=wishes.again))
        targets = engine.targets(names)
        parcels = [Parcel(one, targets[name]) for one, name in zip(chosen, names, strict=True)]
        if wishes.send and not wishes.sync:
            _warn(data, to)
        asks = (wishes.send or wishes.sync) and not wishes.yes
        if asks and not _agreed(parcels, sync=wishes.sync):
            say("Nothing was done.")
            return
        if wishes.sync and isinstance(engine, Listmonk):
            _sync(data, engine, issue, letters)
        desk = HandOver(data, engine, sender, SteadyClock())
        if wishes.forget:
            _forget_all(desk, issue, parcels)
            return
        _hand_all(desk, issue, parcels, send=wishes.send)
        if wishes.send and not wishes.audience:
            for sentence in seal_sent(school, data, issue, seal):
                say(sentence)


def target_name(letter: Letter, issue: str) -> str:
    """``families``; of a translation ``families-es``, since its readers are a list of their own."""
    translated = letter.edition != issue
    return f"{letter.audience}-{letter.lang.lower()}" if translated else letter.audience


def _warn(data: Database, to: str) -> None:
    """Who left here is not kept from a list that is not ours."""
    gone = count_gone(data)
    if gone:
        people = counted(gone, "person has", "people have")
        better = "Add --sync to have them taken off" if to == NAME else "Take them off there first"
        say(f"{people} left the list here. A list of {to}'s may still hold them. {better}.")


def _hand_all(desk: HandOver, issue: str, parcels: Sequence[Parcel], *, send: bool) -> None:
    """Each on its own: what goes wrong with one is told, and the others are handed over."""
    troubles = []
    for parcel in parcels:
        try:
            _tell(desk.run(issue, parcel, send=send), send=send)
        except MailingError as error:
            troubles.append(f"{parcel.letter.name}: {error}")
    if troubles:
        raise CoachError("\n".join(troubles))


def _forget_all(desk: HandOver, issue: str, parcels: Sequence[Parcel]) -> None:
    for parcel in parcels:
        desk.forget(issue, parcel)
        say(f"{parcel.letter.name} may be sent or handed over again.")


def _tell(handed: Handed, *, send: bool) -> None:
    name, words = handed.parcel.letter.name, _words(handed.parcel.target)
    stage, says = handed.remote.stage, handed.remote.says
    if stage == "sending":
        new = "is on its way to" if send else "was sent before, to"
        say(f"{name} {new} {words} ({says}).")
    elif stage == "stopped":
        say(f"{name} was stopped there: it is {says}. Go on with it there.")
    else:
        made = "A draft was made of" if handed.new else "There is a draft already of"
        say(f"{made} {name}, for {words}. Look at it there; then send it there, or add --send.")
    if not handed.same:
        say("  It was handed over in another wording than it has now.")


def _sync(data: Database, engine: Listmonk, issue: str, letters: Sequence[Letter]) -> None:
    """All letters decide who belongs where, whichever are handed over."""
    secret = secret_of(data)
    lists = parse_lists(setting("HALLWAY_LISTMONK_LISTS"))
    done = Sync(data, secret, engine.people).run(
        letters, lambda one: lists.get(target_name(one, issue)), time.time()
    )
    say(f"Put on the lists of listmonk: {done.joined:,}. Taken off them: {done.left_there:,}.")
    say(f"They had left there, and are off the list here: {done.left_here:,}.")
    if done.held:
        say(f"{done.held:,} seem to have left there, more than is likely at once. They stay on the")
        say("list here. Look at the lists in listmonk, whether that is so.")


def _agreed(parcels: Sequence[Parcel], *, sync: bool) -> bool:
    told = ["The addresses of the readers are given to listmonk."] if sync else []
    told += [f"{one.letter.name}: {_words(one.target)}" for one in parcels]
    return agreed("Do it now?", "Add --yes to do it without a question.", told)


def _words(target: Target) -> str:
    if target.readers is None:
        return target.words
    return f"{target.words} ({target.readers:,} readers)"


def _engine(to: str) -> tuple[Callable[[Logins], Engine], Sender]:
    """What makes the engine, by the environment, and who writes.

    Raises :class:`CoachError` that names all that is missing.
    """
    if to not in ENGINES:
        known = " or ".join(f"--to {one}" for one in ENGINES)
        raise CoachError(f"Say whom to hand it to: {known}.")
    needed = {**ENGINES[to], "HALLWAY_MAIL_FROM": "like Technology coach <news@school.example>"}
    if missing := [name for name in needed if not setting(name)]:
        raise CoachError(
            "The newsletter cannot be handed over yet. These settings of the environment need "
            "you:\n" + "\n".join(f"  {name} is not set. Set it {needed[name]}" for name in missing)
        )
    with told():
        sender = parse_sender(setting("HALLWAY_MAIL_FROM"), setting("HALLWAY_MAIL_REPLY_TO"))
        if to == "buttondown":
            key = checked_key(setting("HALLWAY_BUTTONDOWN_KEY"))
            return lambda logins: Buttondown(key, logins=logins), sender
        place = parse_place(setting("HALLWAY_LISTMONK_URL"))
        lists = parse_lists(setting("HALLWAY_LISTMONK_LISTS"))
        return lambda logins: Listmonk(place, lists, sender, logins=logins), sender
