"""E-mail addresses: read as people write them, compared as mail servers do, shown masked. Pure."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

import idna

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_NUMBERS = re.compile(r"[0-9.]+")
_INVISIBLE = ("Cc", "Cf", "Cs", "Zl", "Zp")
JOINERS = "\u200c\u200d"
"""Invisible, and part of how Persian and Hindi are spelled and of emoji like a teacher's."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ANY = re.compile(r"[^\s<>()\[\]\"',;:@]+@[^\s<>()\[\]\"',;:@]+")
_AT = re.compile(r"\s*[(\[{<]\s*at\s*[)\]}>]\s*|\s+at\s+(?=\S+\.)", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|punkt|punto|point)\s*[)\]}]\s*", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
_AROUND = re.compile(r"[\"']?\s*@\s*")
_NO_PART = r"\s<>()\[\]\"',;:@\u201c\u201d"
_LOOSE = re.compile(rf"(?<![^{_NO_PART}])[^{_NO_PART}]+@[^{_NO_PART}?]+")
_MARKS = ".~*_#`'|\u2018\u2019"
_MAILTO = re.compile(r"^\s*mailto:", re.IGNORECASE)
_PARTS = re.compile(r"\s*:::\s*|.", re.DOTALL)
_LONGEST, _LONGEST_LOCAL = 254, 64  # RFC 5321, 4.5.3.1


class AddressError(ValueError):
    """Something is no address. The message is a sentence, and repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where mail goes to. ``text`` is what the server is told (ASCII, the domain in IDNA);
    ``key`` is equal for all spellings of one mailbox.

    Printed by accident, it shows itself masked.
    """

    text: str = field(repr=False)
    key: str = field(repr=False)

    def __str__(self) -> str:
        return masked(self.text)


def parse_address(written: str) -> Address:
    """``" Mia+News@Schule.example "`` as an :class:`Address`. Raises :class:`AddressError`.

    A plus address is a mailbox of its own; capital letters make no other one.
    """
    text = unicodedata.normalize("NFC", written.strip(" \t\r\n\ufeff"))
    if not text:
        raise AddressError("There is no address.")
    if has_control(text):
        raise AddressError("An invisible character is in the address. Type it again.")
    local, at, domain = text.rpartition("@")
    if not at or not local or not domain:
        raise AddressError('An address has a name, an "@" and a domain, like mia@school.example.')
    if not local.isascii():
        raise AddressError(
            'Before the "@" only plain letters a to z can be delivered everywhere. '
            "Ask for another address."
        )
    if not _LOCAL.fullmatch(local):
        raise AddressError('Before the "@" is a sign or a space that no address has there.')
    host = _domain(domain)
    if len(local) > _LONGEST_LOCAL or len(local) + 1 + len(host) > _LONGEST:
        raise AddressError("The address is longer than any mail server takes.")
    return Address(f"{local}@{host}", f"{local.lower()}@{host}")


@dataclass(frozen=True, slots=True)
class Mailboxes:
    """One cell or field with the addresses of one person, and the words beside them.

    ``unusable`` counts what looks like a further address and is none.
    """

    addresses: tuple[Address, ...]
    words: str = field(default="", repr=False)
    unusable: int = 0


def parse_mailboxes(written: str) -> Mailboxes:
    """``"López, Ana" <ana@school.example>``, ``a@b.example ::: c@d.example`` as :class:`Mailboxes`.

    Address books put several addresses into one field, with ``:::``, a semicolon or a comma
    between them. Raises :class:`AddressError` where none can be used, and for words beside an
    address that are no name before ``<``.
    """
    try:
        return Mailboxes((parse_address(written),))
    except AddressError as error:
        whole = error
    if has_control(written.strip()):
        raise whole
    found: list[Address] = []
    words: list[str] = []
    names: list[str] = []
    trouble: list[AddressError] = []
    for piece in _pieces(written):
        name, opened, rest = piece.partition("<")
        if opened:
            inside, closed, after = rest.partition(">")
            if not closed or after.strip() or not _names(name, inside):
                raise whole
            words += [*names, name]
            names = []
        elif "@" in piece:
            inside = _MAILTO.sub("", piece)
        else:
            names.append(piece)
            continue
        try:
            found.append(parse_address(_MAILTO.sub("", inside.strip())))
        except AddressError as error:
            trouble.append(error)
    if found and names:
        raise AddressError("Beside the address stands something else. Leave it alone in its cell.")
    if not found:
        raise trouble[0] if trouble else whole
    once = {one.key: one for one in reversed(found)}
    keys = dict.fromkeys(one.key for one in found)
    return Mailboxes(tuple(once[key] for key in keys), " ".join(words).strip(), len(trouble))


def find_addresses(text: str) -> tuple[Address, ...]:
    """Every address that ``text`` may mean, however badly it is written: to leave somebody alone.

    ``"mia"@school.example.``, ``mia (at) school.example``, ``mia%40school.example`` and the like.
    Nothing is ever sent to what is found so.
    """
    plain = unquote(unescape(unicodedata.normalize("NFKC", text)))
    plain = "".join(one for one in plain if unicodedata.category(one) != "Cf")
    plain = " ".join(plain.split())
    plain = _DOT.sub(".", _AT.sub("@", plain))
    found: dict[str, Address] = {}
    for shape in (plain, _COMMENT.sub("", plain)):
        for one in _LOOSE.findall(_AROUND.sub("@", shape)):
            for candidate in (one, one.strip(_MARKS)):
                local, _, domain = candidate.rpartition("@")
                with suppress(AddressError):
                    address = parse_address(f"{local.strip(_MARKS)}@{domain.strip(_MARKS)}")
                    found.setdefault(address.key, address)
    return tuple(found.values())


def _names(name: str, address: str) -> bool:
    """True where what stands before ``<`` is a name, or the same address once more."""
    bare = name.strip().strip("'\"").casefold()
    return "@" not in bare or bare == address.strip().casefold()


def _pieces(written: str) -> list[str]:
    """What stands between separators, outside quotes and angle brackets."""
    pieces, quoted, inside = [""], False, False
    for part in _PARTS.findall(written):
        if part == '"':
            quoted = not quoted
        elif part in "<>" and not quoted:
            inside = part == "<"
        if not (quoted or inside) and part.strip() in (",", ";", ":::"):
            pieces.append("")
        else:
            pieces[-1] += part
    return [one.strip() for one in pieces if one.strip()]


def masked(text: str) -> str:
    """``m…@s….example``: enough for who knows the address, too little for who does not."""
    local, _, domain = text.rpartition("@")
    name, dot, top = domain.rpartition(".")
    return f"{local[:1]}…@{name[:1]}…{dot}{top}" if dot else f"{local[:1]}…@…"


def mask_addresses(text: str) -> str:
    """``text`` with every address in it masked: what a server answered, for anybody to see.

    What steers a terminal is blanked, and what no database keeps: NUL, halves of letters.
    """
    plain = _CONTROLS.sub(" ", text)
    return _ANY.sub(lambda found: masked(found[0].rstrip(".")), plain)


def has_control(text: str, but: str = "") -> bool:
    """True where ``text`` holds what no header field may have: controls, line ends among them.

    The signs ``but`` are let through: :data:`JOINERS`, where words are and no addresses.
    """
    return any(unicodedata.category(sign) in _INVISIBLE for sign in text if sign not in but)


def _domain(written: str) -> str:
    try:
        host = idna.encode(written, uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        raise AddressError('After the "@" is something that is no domain name.') from None
    if "." not in host or host.endswith(".") or _NUMBERS.fullmatch(host):
        raise AddressError('After the "@" a whole domain is needed, like school.example.')
    return host
