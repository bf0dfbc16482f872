"""Whether a text is a URI or an authority by the letter. Source: RFC 3986, appendix A; addresses by ipaddress."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

_UNRESERVED: Final = r"A-Za-z0-9\-._~"
_SUB_DELIMS: Final = r"!$&'()*+,;="
_PCT: Final = r"%[0-9A-Fa-f]{2}"
_PCHAR: Final = rf"(?:[{_UNRESERVED}{_SUB_DELIMS}:@]|{_PCT})"
_SCHEME: Final = r"[A-Za-z][A-Za-z0-9+\-.]*"
_TAIL: Final = rf"(?:{_PCHAR}|[/?])*"

_URI: Final = re.compile(
    rf"(?P<scheme>{_SCHEME}):"
    rf"(?://(?P<authority>[^/?#]*)(?:/{_PCHAR}*)*|/(?:{_PCHAR}+(?:/{_PCHAR}*)*)?|{_PCHAR}+(?:/{_PCHAR}*)*|)"
    rf"(?:\?{_TAIL})?(?:\#{_TAIL})?"
)
_AUTHORITY: Final = re.compile(
    rf"(?:(?:[{_UNRESERVED}{_SUB_DELIMS}:]|{_PCT})*@)?"
    rf"(?:\[(?P<literal>[^\[\]]*)\]|(?:[{_UNRESERVED}{_SUB_DELIMS}]|{_PCT})*)"
    r"(?::[0-9]*)?"
)
_FUTURE: Final = re.compile(rf"[vV][0-9A-Fa-f]+\.[{_UNRESERVED}{_SUB_DELIMS}:]+")
_WHOLE_SCHEME: Final = re.compile(_SCHEME)
_REQUEST_ID: Final = re.compile(rf"{_PCHAR}*")


def is_uri(text: str) -> bool:
    """An absolute or opaque URI with its scheme; no relative reference, no characters outside the grammar."""
    found = _URI.fullmatch(text)
    return found is not None and (found["authority"] is None or is_authority(found["authority"]))


def is_authority(text: str) -> bool:
    """`[ userinfo "@" ] host [ ":" port ]`; a host may be empty by the grammar."""
    found = _AUTHORITY.fullmatch(text)
    return found is not None and (found["literal"] is None or _is_literal(found["literal"]))


def is_scheme(text: str) -> bool:
    """A letter, then letters, digits, `+`, `-` and `.`."""
    return _WHOLE_SCHEME.fullmatch(text) is not None


def is_pchars(text: str) -> bool:
    """Any number of `pchar`."""
    return _REQUEST_ID.fullmatch(text) is not None


def _is_literal(text: str) -> bool:
    """What stands between square brackets; a zone is not part of RFC 3986."""
    if _FUTURE.fullmatch(text):
        return True
    try:
        return "%" not in text and ipaddress.IPv6Address(text) is not None
    except ValueError:
        return False
