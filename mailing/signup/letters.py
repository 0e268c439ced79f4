"""The two mails of the service, "please confirm" and "your settings": text, simple HTML. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256

from mailing.errors import MailingError
from mailing.message import Sender, build_body, build_header, build_origin
from mailing.signup.config import SignupConfig
from mailing.signup.languages import spoken, words_for
from mailing.signup.pages import plain_environment
from mailing.store.told import Told

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
        if not told.to.isascii() or not told.to.isprintable() or " " in told.to:
            raise MailingError("An address cannot stand in a header.")
        said = self._said(told)
        date = format_datetime(datetime.fromtimestamp(int(told.at), UTC))
        headers = [
            *build_origin(self._sender),
            # As it is: a parser would decode what looks like an encoded word.
            f"To: {told.to}\r\n".encode(),
            build_header("Subject", str(said["subject"])),
            build_header("Date", date),
            f"Message-ID: {told.message_id}\r\n".encode(),
            build_header("Content-Language", str(said["lang"])),
            b"Auto-Submitted: auto-generated\r\n",
            b"X-Auto-Response-Suppress: All\r\n",
        ]
        text, html = (
            self._environment.get_template(f"mail.{end}").render(said) for end in ("txt", "html")
        )
        digest = sha256(told.message_id.encode()).hexdigest()
        message = b"".join(headers) + build_body(digest, text, html)
        return self._sign(message) if self._sign else message

    def _said(self, told: Told) -> Mapping[str, object]:
        """What the templates put in, in the reader's language."""
        config, words = self._config, words_for(told.lang)
        names = {"newsletter": config.newsletter, "school": config.school}
        asked = told.kind == "confirm"
        return {
            "lang": spoken(told.lang) or "en",
            "subject": getattr(words, f"mail_{told.kind}_subject").format(**names),
            "said": getattr(words, f"mail_{told.kind}").format(**names),
            "letters": [config.audiences.get(one, one) for one in told.audiences] if asked else [],
            "how": words.mail_confirm_how if asked else "",
            "button": getattr(words, f"mail_{told.kind}_button"),
            "url": f"{config.signup}/{_PATHS[told.kind]}/{told.key}",
            "last": words.mail_confirm_until if asked else words.mail_settings_secret,
            "sign": words.mail_sign.format(**names),
        }
