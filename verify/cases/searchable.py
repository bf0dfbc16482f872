"""Which addresses a search elsewhere could ask for: those that a stranger on the internet can call."""

from __future__ import annotations

from urllib.parse import urlsplit

from verify.cases.arriving import plausible
from verify.cases.errors import LinkNotAllowed
from verify.fetch.addresses import AddressPolicy, Public

NOT_PUBLIC = "link.not_public"


def public_picture(url: str) -> str:
    """The plain spelling of an address that may be told to a search; raises LinkNotAllowed.

    Nobody is asked here: of a name only its form is judged, of an address in numbers whether it is public.
    """
    link = plausible(url)
    host = urlsplit(link).hostname or ""
    if _is_number(host) and not isinstance(AddressPolicy().judge(host), Public):
        raise LinkNotAllowed(NOT_PUBLIC)
    return link


def _is_number(host: str) -> bool:
    return ":" in host or host.rpartition(".")[2].isdecimal()
