"""The two mails of the service, "please confirm" and "your settings": text, simple HTML. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.headerregistry import Address as Mailbox
from email.utils import format_datetime
from hashlib import sha256

from mailing.errors import MailingError
from mailing.message import Sender, build_header, build_part
from mailing.signup.config import SignupConfig
from mailing.signup.languages import spoken, words_for
from mailing.signup.pages import plain_environment
from mailing.store.notices import Told

_PATHS = {"confirm": "confirm", "settings": "preferences"}


class NoticeWriter:
    """Builds the bytes of a notice, in the language of who gets it.

    ``sign`` gives a finished message back with the school's signature.
    """

    def __init__(
        self,
        config: SignupConfig,
        sender: Sender,
        sign: Callable[[bytes], bytes] | None = None,
    ) -> None:
        self._config = config
        self._sender = sender
        self._sign = sign
        self._environment = plain_environment()

    def __call__(self, told: Told) -> bytes:
        """ASCII with CRLF. Raises :class:`MailingError` for what no header may hold."""
        config, words = self._config, words_for(told.lang)
        lang = spoken(told.lang) or "en"
        names = {"newsletter": config.newsletter, "school": config.school}
        subject = getattr(words, f"mail_{told.kind}_subject").format(**names)
        asked = told.kind == "confirm"
        values = {
            "lang": lang,
            "subject": subject,
            "said": getattr(words, f"mail_{told.kind}").format(**names),
            "letters": [config.audiences.get(one, one) for one in told.audiences] if asked else [],
            "how": words.mail_confirm_how if asked else "",
            "button": getattr(words, f"mail_{told.kind}_button"),
            "url": f"{config.signup}/{_PATHS[told.kind]}/{told.key}",
            "last": words.mail_confirm_until if asked else words.mail_settings_secret,
            "sign": words.mail_sign.format(**names),
        }
        if not told.to.isascii() or not told.to.isprintable() or " " in told.to:
            raise MailingError("An address cannot stand in a header.")
        sender = str(Mailbox(self._sender.name, addr_spec=self._sender.address.text))
        reply_to = self._sender.reply_to
        date = format_datetime(datetime.fromtimestamp(int(told.at), UTC))
        # "=_" is never in quoted-printable.
        boundary = f"=_hallway_{sha256(told.message_id.encode()).hexdigest()[:24]}"
        headers = [
            build_header("From", sender),
            *([build_header("Reply-To", reply_to.text)] if reply_to else []),
            # As it is: a parser would decode what looks like an encoded word.
            f"To: {told.to}\r\n".encode(),
            build_header("Subject", subject),
            build_header("Date", date),
            f"Message-ID: {told.message_id}\r\n".encode(),
            build_header("Content-Language", lang),
            b"Auto-Submitted: auto-generated\r\n",
            b"X-Auto-Response-Suppress: All\r\n",
            b"MIME-Version: 1.0\r\n",
            f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'.encode(),
        ]
        parts = [
            f"--{boundary}\r\n".encode()
            + build_part(kind, self._environment.get_template(f"mail.{end}").render(values))
            for kind, end in (("plain", "txt"), ("html", "html"))
        ]
        message = b"".join((*headers, *parts, f"--{boundary}--\r\n".encode()))
        return self._sign(message) if self._sign else message
