"""How the worker asks a domain: documents over the guarded way out, and TXT records where a resolver is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from verify.authors.bindings.kinds import Heard
from verify.fetch import BINDING, Fetcher, FetchError, LinkRefused


class TxtResolver(Protocol):
    """Answers with the TXT records of a name, each joined to one text; raises TxtUnavailable."""

    def txt(self, name: str) -> tuple[str, ...]: ...


class TxtUnavailable(Exception):
    """No answer came: this says nothing about the domain."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What a domain is asked through; without `txt` its DNS is not asked, and that is said."""

    fetcher: Fetcher
    txt: TxtResolver | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """Why there is no document."""

    heard: Heard
    code: str


@dataclass(frozen=True, slots=True)
class Got:
    """A document, whole."""

    body: bytes = field(repr=False)


def document(ways: Ways, domain: str, path: str) -> Got | Missed:
    """One document of a domain, which may hand on to its www name and back, and to nobody else."""
    found = _one(ways, domain, path)
    if isinstance(found, Got) or found.code != HANDS_ON:
        return found
    other = domain.removeprefix("www.") if domain.startswith("www.") else f"www.{domain}"
    again = _one(ways, other, path)
    return again if isinstance(again, Got) else found


HANDS_ON = "binding.hands_on"
_CODES = {
    "link.not_found": Missed(Heard.NOT_THERE, "binding.not_there"),
    "link.redirects": Missed(Heard.UNREADABLE, HANDS_ON),
    "link.too_large": Missed(Heard.UNREADABLE, "binding.too_large"),
    "link.page": Missed(Heard.UNREADABLE, "binding.page"),
    "link.content_type": Missed(Heard.UNREADABLE, "binding.page"),
}


def _one(ways: Ways, domain: str, path: str) -> Got | Missed:
    try:
        with ways.fetcher.fetch(f"https://{domain}{path}", BINDING) as fetched:
            return Got(fetched.file.read())
    except FetchError as fault:
        if fault.code in _CODES:
            return _CODES[fault.code]
        code = "binding.not_called" if isinstance(fault, LinkRefused) else "binding.unreachable"
        return Missed(Heard.UNREACHABLE, code)
