"""What returned mail does to the list: the right reader, once, and nobody by a forgery."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from mailing.store.models import Departure, Issue, Message, Notice, Subscriber, Suppression
from mailing.store.outcomes import Rules
from mailing.store.report import read_report
from mailing.transport.memory import MemoryTransport
from tests.mailing.bounces.returned import (
    DAY,
    message_ids,
    reasons,
    report,
    sent,
    statuses,
    take,
)
from tests.mailing.builders import START, Clock, letter, office, rows, subscribers

MIA, BEN = "mia@smith.example", "ben@jones.example"
BOTH = {MIA: "confirmed", BEN: "confirmed"}
pytestmark = pytest.mark.usefixtures("databases")

WEEKS = ("2026-W44", "2026-W45", "2026-W46", "2026-W47")
NOBODY = "<ffffffffffffffffffffffffffffffff@school.example>"


def test_a_mailbox_that_is_gone_ends_the_subscription_at_once(tmp_path: Path) -> None:
    """And the next import does not bring it back; the issue that showed it is noted."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)

    (taken,) = take(data, report("postfix-unknown-user", known))

    assert (taken.outcome, taken.who, taken.status) == ("bounced", "m…@s….example", "5.1.1")
    assert statuses(data) == {MIA: "bounced", BEN: "confirmed"}
    assert subscribers(data).bring_in(rows([MIA]), "en", START).left == 1
    with data.begin() as connection:
        assert connection.scalars(select(Suppression.reason)).all() == ["bounced"]
        assert connection.execute(select(Departure.reason, Departure.issue_id)).all() == [
            ("bounced", 1)
        ]
    assert read_report(data, "2026-W47").returned == {"hard": 1}


def test_the_same_mailbox_read_twice_counts_once(tmp_path: Path) -> None:
    """Even after the reader has come back."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)
    mails = [report("qmail-full", known), report("complaint-abuse", known)]

    first = [one.outcome for one in take(data, *mails)]
    second = [one.outcome for one in take(data, *mails, report("exim-quota", known))]

    assert first == ["soft", "complained"]
    assert second == ["known", "known", "known"]


def test_the_letter_tells_whom_it_is_about_and_not_the_address(tmp_path: Path) -> None:
    """Mia's mail goes on to another mailbox, which is gone; Ben has nothing to do with it."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)

    take(data, report("postfix-unknown-user", known, **{MIA: BEN}))

    assert statuses(data) == {MIA: "bounced", BEN: "confirmed"}


@pytest.mark.parametrize("name", ["postfix-unknown-user", "qmail", "complaint-abuse"])
def test_a_forged_report_ends_nothing(tmp_path: Path, name: str) -> None:
    """Who knows the address does not know the letter. --trust is for what one can trust."""
    data = sent(tmp_path, BOTH)

    (doubted,) = take(data, report(name, NOBODY))
    assert (doubted.outcome, statuses(data)) == ("unclear", BOTH)
    assert "anybody may have written it" in doubted.why

    (trusted,) = take(data, report(name, NOBODY), rules=Rules(trust=True))
    assert trusted.outcome in ("bounced", "complained")
    assert statuses(data)[BEN] == "confirmed"


def test_the_link_to_leave_tells_whom_it_is_about_too(tmp_path: Path) -> None:
    """Some providers put another Message-ID in the place of ours; issues are still counted."""
    data = sent(tmp_path, BOTH, WEEKS[:2])
    with data.begin() as connection:
        token = connection.scalar(select(Subscriber.token).where(Subscriber.address == MIA)) or ""
    known = {"0123456789_-abcdefghijKLMNOPQRST": token}
    full = {**known, "550 5.1.1 user unknown": "552 5.2.2 full", "Status: 5.1.1": "Status: 5.2.2"}
    cut = {"0123456789_-abcdefghijKLMNOPQRST": token[:-1]}

    taken = take(
        data,
        *(report("amazon-ses-rewritten", **words) for words in (cut, full, full, known, known)),
    )

    assert [one.outcome for one in taken] == ["unclear", "soft", "known", "bounced", "known"]
    assert statuses(data) == {MIA: "bounced", BEN: "confirmed"}
    assert read_report(data, WEEKS[1]).returned == {"hard": 1, "soft": 1}


def test_a_letter_of_long_ago_proves_nothing(tmp_path: Path) -> None:
    """Its Message-ID has been around."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)

    (taken,) = take(data, report("qmail", known), now=START + 61 * DAY)

    assert (taken.outcome, statuses(data)) == ("unclear", BOTH)
    assert "60 days ago" in taken.why


def test_letters_of_several_readers_in_one_report(tmp_path: Path) -> None:
    """It is about the one whom it names; about nobody where it names none of them."""
    data = sent(tmp_path, BOTH)
    letters = message_ids(data, MIA) + message_ids(data, BEN)
    both = "\n ".join(letters)

    (clear,) = take(data, report("postfix-unknown-user", both))
    (dark,) = take(data, report("postfix-unknown-user", both, **{MIA: "eva@smith.example"}))

    assert (clear.outcome, dark.outcome) == ("bounced", "unclear")
    assert "letters of several readers" in dark.why
    assert statuses(data) == {MIA: "bounced", BEN: "confirmed"}


def test_who_was_removed_is_not_brought_back_by_a_report(tmp_path: Path) -> None:
    """There is nothing left to do."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)
    (mia,) = (one.address for one in rows([MIA]))
    subscribers(data).remove(mia, START)

    (taken,) = take(data, report("qmail", known))

    assert (taken.outcome, taken.who) == ("gone", "")
    assert statuses(data) == {BEN: "confirmed"}


def test_full_for_three_issues_in_a_row_is_enough(tmp_path: Path) -> None:
    """Not for two, and not three times for one issue."""
    data = sent(tmp_path, [MIA], WEEKS)
    letters = message_ids(data, MIA)
    later = START + 22 * DAY

    outcomes = [
        take(data, report(name, one), now=later)[0].outcome
        for name, one in (
            ("qmail-full", letters[1]),
            ("gmail-full", letters[1]),
            ("exim-quota", letters[2]),
            ("exchange-365-quota", letters[3]),
        )
    ]

    assert outcomes == ["soft", "known", "soft", "bounced"]
    assert statuses(data) == {MIA: "bounced"}


def test_an_issue_that_arrived_in_between_begins_anew(tmp_path: Path) -> None:
    """Weeks 44, 45 and 47 came back, 46 did not."""
    data = sent(tmp_path, [MIA], WEEKS)
    letters = message_ids(data, MIA)
    some = [report("qmail-full", letters[number]) for number in (0, 1, 3)]

    outcomes = [one.outcome for one in take(data, *some, now=START + 22 * DAY)]

    assert (outcomes, statuses(data)) == (["soft", "soft", "soft"], {MIA: "confirmed"})


def test_the_thresholds_are_the_coachs(tmp_path: Path) -> None:
    """Fewer issues; fewer days."""
    data = sent(tmp_path, [MIA], WEEKS)
    letters = message_ids(data, MIA)
    mails = [report("qmail-full", one) for one in letters]
    now = START + 22 * DAY

    slow = take(data, *mails[:3], rules=Rules(soft=3, days=13), now=now)
    quick = take(data, mails[3], rules=Rules(soft=2, days=8), now=now)

    assert [one.outcome for one in (*slow, *quick)] == ["soft", "soft", "soft", "bounced"]


def test_what_is_about_the_sender_never_ends_a_subscription(tmp_path: Path) -> None:
    """However often; the reader can do nothing about it."""
    data = sent(tmp_path, [MIA], WEEKS)
    mails = [report("gmail-unauthenticated", one) for one in message_ids(data, MIA)]

    taken = take(data, *mails, now=START + 22 * DAY)

    assert {one.outcome for one in taken} == {"blocked"}
    assert "unauthenticated" in taken[0].reason
    assert statuses(data) == {MIA: "confirmed"}


def test_what_needs_nothing_changes_nothing(tmp_path: Path) -> None:
    """Delays, arrivals, holidays."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)
    names = ("postfix-delayed", "delivered", "vacation", "complaint-not-spam")

    taken = take(data, *(report(name, known) for name in names))

    assert [one.outcome for one in taken] == ["delayed", "automatic", "automatic", "automatic"]
    assert (statuses(data), reasons(data)) == (BOTH, [])


@pytest.mark.parametrize("name", ["request-subject", "request-reply", "request-html"])
def test_a_mail_may_ask_to_leave(tmp_path: Path, name: str) -> None:
    """From the reader's own address; read again after they came back it asks for nothing."""
    data = sent(tmp_path, BOTH)

    (taken,) = take(data, report(name))

    assert (taken.outcome, statuses(data)[MIA]) == ("unsubscribed", "unsubscribed")
    assert take(data, report(name))[0].outcome == "known"


def test_nobody_asks_for_somebody_else(tmp_path: Path) -> None:
    """A stranger's reply to a letter that was passed on is for a person to read."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, BEN)

    (taken,) = take(data, report("request-reply", known, **{MIA: "eva@elsewhere.example"}))

    assert (taken.outcome, statuses(data)) == ("unclear", BOTH)


def test_a_plus_address_is_another_reader(tmp_path: Path) -> None:
    """As everywhere in Hallway."""
    data = sent(tmp_path, ["mia+news@smith.example", MIA])

    take(data, report("request-subject", **{"MIA@smith.example": "Mia+News@SMITH.example"}))

    assert statuses(data) == {MIA: "confirmed", "mia+news@smith.example": "unsubscribed"}


def test_a_mail_that_asks_to_confirm_may_come_back(tmp_path: Path) -> None:
    """Somebody mistyped an address; whoever it is never was on the list, so nobody has left it."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)
    asked = known.replace(known[1:5], "0000")
    with data.begin() as connection:
        connection.execute(update(Subscriber).values(status="pending"))
        connection.execute(
            insert(Notice).values(
                subscriber_id=1,
                kind="confirm",
                state="sent",
                message_id=asked,
                attempts=1,
                made_at=START,
                not_before=0.0,
                sender="",
                claimed_at=START,
                settled_at=START,
                reply="",
            )
        )

    (taken,) = take(data, report("qmail", asked))

    assert taken.outcome == "bounced"
    assert statuses(data) == {MIA: "bounced", BEN: "pending"}
    with data.begin() as connection:
        assert connection.scalars(select(Departure.id)).all() == []


def test_a_rehearsal_tells_and_keeps_nothing(tmp_path: Path) -> None:
    """Afterwards the real one still finds everything to do."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)

    (told,) = take(data, report("qmail", known), dry=True)
    assert (told.outcome, statuses(data), reasons(data)) == ("bounced", BOTH, [])

    assert take(data, report("qmail", known))[0].outcome == "bounced"


def test_a_server_gone_mad_does_not_empty_the_list(tmp_path: Path) -> None:
    """Beyond the most, nothing is done, and it can still be done later."""
    data = sent(tmp_path, BOTH)
    mails = [report("qmail", *message_ids(data, one)) for one in (MIA, BEN)]

    held = [one.outcome for one in take(data, *mails, rules=Rules(most=1))]
    later = [one.outcome for one in take(data, *mails)]

    assert (held, later) == (["bounced", "held"], ["known", "bounced"])


def test_nobody_empties_the_list_in_the_name_of_others(tmp_path: Path) -> None:
    """A sender is quickly forged; who answers their own letter proves to have it."""
    eva, tom = "eva@smith.example", "tom@smith.example"
    data = sent(tmp_path, [MIA, BEN, eva, tom])
    (known,) = message_ids(data, tom)
    (stranger,) = message_ids(data, MIA)
    mails = [report("request-subject", **{"MIA@smith.example": one}) for one in (MIA, BEN)]
    mails += [
        report("request-reply", stranger, **{MIA: eva}),
        report("request-reply", known, **{MIA: tom}),
    ]

    asked = [one.outcome for one in take(data, *mails, rules=Rules(most=1))]

    assert asked == ["unsubscribed", "held", "held", "unsubscribed"]
    assert statuses(data) == {
        MIA: "unsubscribed",
        BEN: "confirmed",
        eva: "confirmed",
        tom: "unsubscribed",
    }


def test_no_address_is_kept_with_a_bounce(tmp_path: Path) -> None:
    """Nor the name in it, which servers like to repeat."""
    data = sent(tmp_path, BOTH)
    (known,) = message_ids(data, MIA)

    take(data, report("domino", known))

    (reason,) = reasons(data)
    assert "not listed in Domino Directory" in reason
    assert "mia" not in reason.lower()


def test_who_leaves_by_a_bounce_gets_nothing_that_waits(tmp_path: Path) -> None:
    """What is queued for them is left out."""
    data = sent(tmp_path, BOTH)
    office(tmp_path, MemoryTransport(), Clock(START + 7 * DAY)).queue("2026-W48", [letter()])
    (first, _) = message_ids(data, MIA)

    take(data, report("qmail", first), now=START + 7 * DAY)

    with data.begin() as connection:
        states = connection.execute(
            select(Issue.name, Message.state).join(Issue, Issue.id == Message.issue_id)
        ).all()
    assert sorted(states) == [
        ("2026-W47", "sent"),
        ("2026-W47", "sent"),
        ("2026-W48", "cancelled"),
        ("2026-W48", "queued"),
    ]
