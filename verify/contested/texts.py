"""Links that people write here: of the web alone, since a page leads its readers there."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from verify.contested.limits import LINK_CHARS
from verify.dossiers.errors import Unfit
from verify.dossiers.texts import line


def web_link(text: str) -> str:
    """A link with https or http and a host, or nothing; raises Unfit."""
    plain = line(text, LINK_CHARS + 1)
    if not plain:
        return ""
    if len(plain) > LINK_CHARS or " " in plain or not _leads(plain):
        raise Unfit(_("A link begins with https:// or http:// and is at most 500 characters long."))
    return plain


def _leads(plain: str) -> bool:
    try:
        parts = urlsplit(plain)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
