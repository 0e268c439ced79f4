"""What servers answer, and what that means for the message and for all the others."""

from __future__ import annotations

import pytest

from mailing.transport import Kind
from mailing.transport.replies import Stage, classify


@pytest.mark.parametrize(
    ("code", "text", "stage", "kind"),
    [
        (550, "5.1.8 Access denied, bad outbound sender", "rcpt", Kind.QUOTA),
        (550, "5.7.705 tenant has exceeded threshold", "mail", Kind.QUOTA),
        (550, "5.1.90 You've reached your daily limit for message recipients", "end", Kind.QUOTA),
        (550, "5.7.233 Your tenant has exceeded its daily limit for sending", "end", Kind.QUOTA),
        (554, "5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceeded", "end", Kind.QUOTA),
        (554, "5.2.0 STOREDRV.Submission.Exception:OutboundSpamException", "end", Kind.QUOTA),
        (550, "5.2.255 Sender throttled due to continuous errors", "end", Kind.QUOTA),
        (550, "5.7.1 Daily SMTP relay limit exceeded for user.", "rcpt", Kind.QUOTA),
        (550, "5.4.6 mail rate exceeded limit", "rcpt", Kind.QUOTA),
        (554, "5.2.252 SendAsDenied; a@b.c not allowed to send as d@b.c", "end", Kind.STOP),
        (550, "5.7.60 SMTP; Client does not have permissions to send as x", "end", Kind.STOP),
        (553, "5.7.1 Sender address rejected: not owned by user news", "rcpt", Kind.STOP),
        (421, "4.4.5 Server busy, try again later.", "rcpt", Kind.SLOW_DOWN),
        (452, "4.2.2 user is over quota", "rcpt", Kind.LATER),
        (552, "5.2.2 mailbox quota exceeded", "rcpt", Kind.REFUSED),
        (454, "4.7.0 Temporary authentication failure", "login", Kind.SLOW_DOWN),
        (530, "5.7.0 Authentication required", "rcpt", Kind.STOP),
        (421, "4.7.28 rate limit", "rcpt", Kind.SLOW_DOWN),
        (554, "no SMTP service here", "connect", Kind.STOP),
        (999, "what", "rcpt", Kind.UNREACHABLE),
        (-1, "", "end", Kind.UNCERTAIN),
    ],
)
def test_answers_of_providers(code: int, text: str, stage: Stage, kind: Kind) -> None:
    """A reader's full mailbox is no quota of ours; a blocked account is nobody else's fault."""
    assert classify(code, text, stage) is kind
