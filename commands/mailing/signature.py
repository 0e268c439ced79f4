"""What the environment says of signing letters (DKIM)."""

from __future__ import annotations

from pathlib import Path

from commands.bootstrap import ROOT
from commands.mailing.environment import setting
from mailing.dkim import Sign, check_alignment, load_signer
from mailing.message import Sender


def signer_for(sender: Sender) -> Sign | None:
    """Signs what ``sender`` writes; None where no key is set. Raises :class:`MailingError`."""
    key = setting("HALLWAY_DKIM_KEY")
    if not key:
        return None
    own = sender.address.text.rpartition("@")[2]
    domain = setting("HALLWAY_DKIM_DOMAIN") or own
    selector = setting("HALLWAY_DKIM_SELECTOR")
    sign = load_signer(ROOT / Path(key).expanduser(), selector, domain)
    check_alignment(domain, sender.address.text)
    return sign
