"""What the environment says of signing letters (DKIM)."""

from __future__ import annotations

import os
from pathlib import Path

from commands.bootstrap import ROOT
from mailing.dkim import Sign, check_alignment, load_signer
from mailing.message import Sender


def signer_for(sender: Sender) -> Sign | None:
    """Signs what ``sender`` writes; None where no key is set. Raises :class:`MailingError`."""
    key = os.environ.get("HALLWAY_DKIM_KEY", "").strip()
    if not key:
        return None
    own = sender.address.text.rpartition("@")[2]
    domain = os.environ.get("HALLWAY_DKIM_DOMAIN", "").strip() or own
    selector = os.environ.get("HALLWAY_DKIM_SELECTOR", "").strip()
    sign = load_signer(ROOT / Path(key).expanduser(), selector, domain)
    check_alignment(domain, sender.address.text)
    return sign
