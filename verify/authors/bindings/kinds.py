"""The kinds of bindings, the strongest first, and what can be heard when a domain is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BindingKind(StrEnum):
    """How a name outside this installation stands behind a key; in the order of strength."""

    NEWS_PUBLISHER = "news_publisher"
    DID_WEB = "did_web"
    WELL_KNOWN = "well_known"
    DNS_TXT = "dns_txt"
    TRUST_TXT = "trust_txt"


STRENGTH = tuple(BindingKind)
"""The strongest first: a listed certificate, then the domain's own files, then its DNS, then mutual claims."""

OF_A_DOMAIN = (BindingKind.DID_WEB, BindingKind.WELL_KNOWN, BindingKind.DNS_TXT, BindingKind.TRUST_TXT)
"""What one signed claim to a domain is looked for in; nobody has to choose."""

BACKS_A_KEY = (BindingKind.NEWS_PUBLISHER, BindingKind.DID_WEB, BindingKind.WELL_KNOWN, BindingKind.DNS_TXT)
"""The kinds that name a key; trust.txt tells relations of a domain, and no key."""


class Heard(StrEnum):
    """What one asking brought. The first four are answers of the domain; the other three say nothing about it."""

    NAMES_KEY = "names_key"
    NAMES_OTHERS = "names_others"
    NAMES_NOBODY = "names_nobody"
    NOT_THERE = "not_there"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"
    NOT_ASKED = "not_asked"


ANSWERS = frozenset({Heard.NAMES_KEY, Heard.NAMES_OTHERS, Heard.NAMES_NOBODY, Heard.NOT_THERE})
"""What counts as an answer: only these change what was known before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is looked for at a domain: the key's address (0x and 40 hex digits, lower case), whose it says to be, where.

    `principal` is the public id at the installation, which answers to the hosts of `origins`.
    """

    domain: str
    address: str
    principal: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard, the code of its sentence, and the SHA-256 of the document it stood in (hex, or empty)."""

    heard: Heard
    code: str
    document: str = ""
