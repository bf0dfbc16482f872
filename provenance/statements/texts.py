"""Which texts a message may hold: what a wallet can show as it is, and nothing that hides or turns it around."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from provenance.statements.errors import BadMessage
from provenance.statements.limits import MOST_NAME, MOST_PRINCIPAL, MOST_SOURCE, MOST_TEXT
from provenance.statements.uri import is_authority, is_uri

_PRINCIPAL: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:%-]*")
_NAMED: Final = re.compile(r"[a-z0-9](?:[a-z0-9.:-]*[a-z0-9])?")
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def require_source(text: str) -> None:
    """Empty, or an https address with a host, without a name or password in it."""
    if not text:
        return
    if len(text) > MOST_SOURCE or not text.startswith("https://") or not is_uri(text):
        sentence = f"The source is empty or an https address up to {MOST_SOURCE:,} characters, percent-encoded."
        raise BadMessage("message.source", sentence)
    authority = re.split("[/?#]", text.removeprefix("https://"), maxsplit=1)[0]
    if not authority or "@" in authority or authority.startswith(":"):
        raise BadMessage("message.source", "The source names a host, and neither a user nor a password.")


def require_origin(text: str) -> None:
    """The host of an installation, with its port where it has one."""
    if len(text) > MOST_NAME or "@" in text or text.startswith(":") or not text or not is_authority(text):
        raise BadMessage("message.origin", "The origin is a host such as news.example, with its port where it has one.")


def require_domain(text: str) -> None:
    """A host name in lower case (A-labels), or `x509-sha256:` and a digest."""
    if len(text) > MOST_NAME or not _NAMED.fullmatch(text):
        raise BadMessage("message.domain", "The domain is a host name in lower case such as news.example.")


def require_principal(text: str) -> None:
    """A principal's public id."""
    if len(text) > MOST_PRINCIPAL or not _PRINCIPAL.fullmatch(text):
        raise BadMessage("message.principal", "The principal is a public id of letters, digits, dots, colons, hyphens.")


def require_text(field: str, text: str) -> None:
    """Some visible characters on one line, in the form in which equal texts have equal bytes (NFC)."""
    if not text.strip() or len(text) > MOST_TEXT:
        raise BadMessage(f"message.{field}", f"The {field} has 1 to {MOST_TEXT} characters.")
    if any(unicodedata.category(one) in _HIDDEN for one in text) or not unicodedata.is_normalized("NFC", text):
        raise BadMessage(f"message.{field}", f"The {field} is one line of plain text, without hidden characters.")
