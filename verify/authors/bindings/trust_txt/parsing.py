"""A trust.txt file, line by line. Source: draft-org-trust-relationship-protocol-00 (2024, expired) and JournalList's
reference document; both describe lines of `attribute=value` with `#` before remarks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from provenance.statements.errors import BadMessage
from verify.authors.bindings.domains import domain_of

PATHS = ("/trust.txt", "/.well-known/trust.txt")
MOST_LINES = 20_000
"""The largest associations list some thousand members."""

LINE_CHARS = 2_100
"""An attribute and an address; longer ones work in no browser."""


class Attribute(StrEnum):
    """What a line may state."""

    MEMBER = "member"
    BELONGTO = "belongto"
    CONTROL = "control"
    CONTROLLEDBY = "controlledby"
    SOCIAL = "social"
    VENDOR = "vendor"
    CUSTOMER = "customer"
    DISCLOSURE = "disclosure"
    CONTACT = "contact"
    DATATRAININGALLOWED = "datatrainingallowed"


INVERSE = {
    Attribute.MEMBER: Attribute.BELONGTO,
    Attribute.BELONGTO: Attribute.MEMBER,
    Attribute.CONTROL: Attribute.CONTROLLEDBY,
    Attribute.CONTROLLEDBY: Attribute.CONTROL,
    Attribute.VENDOR: Attribute.CUSTOMER,
    Attribute.CUSTOMER: Attribute.VENDOR,
}
"""What the other side has to state of us for a relation to count. The rest has no other side with a trust.txt."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement; `value` is as written, without blanks around it."""

    attribute: Attribute
    value: str


def parse(body: bytes) -> tuple[Line, ...]:
    """Every line that states something known, in order; others are passed over, and nothing raises."""
    text = body.decode("utf-8-sig", "replace")
    return tuple(_lines(text))


def _lines(text: str) -> Iterator[Line]:
    for number, raw in enumerate(text.splitlines()):
        if number >= MOST_LINES:
            return
        name, equals, value = raw.partition("=")
        if not equals or len(raw) > LINE_CHARS or raw.lstrip().startswith("#"):
            continue
        try:
            attribute = Attribute(name.strip().lower())
        except ValueError:
            continue
        yield Line(attribute, value.partition(" #")[0].strip())


def partners(lines: tuple[Line, ...]) -> tuple[tuple[Attribute, str], ...]:
    """The relations that another domain could state as well, each once: the attribute and the other's domain."""
    found = ((one.attribute, _domain(one.value)) for one in lines if one.attribute in INVERSE)
    return tuple(dict.fromkeys((attribute, domain) for attribute, domain in found if domain))


def _domain(value: str) -> str:
    try:
        parts = urlsplit(value if "//" in value else f"https://{value}")
        return domain_of(parts.hostname or "") if parts.port in (None, 443) else ""
    except (ValueError, BadMessage):
        return ""
