"""One mail in, what it says out. Pure; never raises, whatever the mail is."""

from __future__ import annotations

import re
from email.utils import parseaddr
from hashlib import sha256
from itertools import islice

from mailing.bounces.complaints import read_complaint
from mailing.bounces.delivery import read_delivery
from mailing.bounces.machines import is_automatic, is_machine, read_machine
from mailing.bounces.opened import Opened, UnreadableError
from mailing.bounces.requests import is_request
from mailing.returned import Failure, Reading, Sort

_MOST_IDS = 40
# Each of ours has 32 such digits, in whatever text, quotation or header it stands. It counts only
# whole: of another's that was torn, what is left may look like ours. Whole it is between brackets,
# or alone behind the name of its header.
_OURS = r"([0-9a-f]{32}@[A-Za-z0-9.-]{1,255}[A-Za-z0-9])"
_BETWEEN_BRACKETS = rf"<{_OURS}>|&lt;{_OURS}&gt;"
_NAMES = r"(?i:[a-z-]{0,30}message-id|in-reply-to|references)"
_ALONE = rf"^[ \t>|]*{_NAMES}:[ \t]*{_OURS}[ \t]*$"
_ID = re.compile(rf"(?m){_BETWEEN_BRACKETS}|{_ALONE}")

# What stands in the header List-Unsubscribe of each letter, in whatever is returned of it.
_TOKEN = re.compile(r"/unsubscribe/([A-Za-z0-9_-]{24,64})(?![A-Za-z0-9_-])")


def understand(raw: bytes) -> Reading:
    """What a mail of a mailbox for returned mail says."""
    try:
        return _understood(Opened(raw))
    except UnreadableError as error:
        why = str(error)
    except Exception:  # noqa: BLE001 - one mail, however mangled, never ends the run
        why = "It is damaged."
    return Reading("unclear", sha256(raw).hexdigest(), why=why)


def _understood(mail: Opened) -> Reading:
    failures = read_delivery(mail)
    if failures is not None:
        return _made(mail, "report" if failures else "automatic", failures)
    complaint = read_complaint(mail)
    if complaint is not None:
        sort: Sort = "complaint" if complaint.serious else "automatic"
        return _made(mail, sort, sender=next(iter(complaint.recipients), ""))
    if is_machine(mail):
        failures = read_machine(mail)
        if failures and _is_about_nobody(mail, failures):
            return _made(mail, "unclear", why="It does not say whose letter it is about.")
        if failures:
            return _made(mail, "report", failures)
        return _made(mail, "unclear", why="A mail server wrote it, in words that Hallway lacks.")
    if is_automatic(mail):
        return _made(mail, "automatic")
    sender = parseaddr(mail.header("from"))[1]
    if is_request(mail):
        return _made(mail, "request", sender=sender)
    return _made(mail, "unclear", sender=sender, why="It seems that a person wrote it.")


def _is_about_nobody(mail: Opened, failures: list[Failure]) -> bool:
    told = any(one.recipients for one in failures) or _message_ids(mail) or _tokens(mail)
    return not told and any(one.severity != "delayed" for one in failures)


def _made(
    mail: Opened,
    sort: Sort,
    failures: list[Failure] | None = None,
    sender: str = "",
    why: str = "",
) -> Reading:
    return Reading(
        sort,
        mail.fingerprint,
        mail.header("subject"),
        tuple(failures or ()),
        _message_ids(mail),
        _tokens(mail),
        sender,
        why,
    )


def _tokens(mail: Opened) -> tuple[str, ...]:
    found = (one[1] for part in mail.parts for one in _TOKEN.finditer(part.text))
    return tuple(islice(dict.fromkeys(found), _MOST_IDS))


def _message_ids(mail: Opened) -> tuple[str, ...]:
    headers = "\n".join(f"{name}: {mail.header(name)}" for name in ("in-reply-to", "references"))
    texts = "\n".join((*(one.text for one in mail.parts), headers))
    found = dict.fromkeys(f"<{one[one.lastindex or 0]}>" for one in _ID.finditer(texts))
    return tuple(found)[:_MOST_IDS]
