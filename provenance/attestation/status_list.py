"""Published lists of revoked attestation certificates, in the JSON form that Android's maker publishes.

`{"entries": {SERIAL: {"status": "REVOKED" | "SUSPENDED", "reason": …}}}`, serial numbers in lower-case hex. What the
list does not name stood well when it was made. Serial numbers mean something beside their issuer alone: where a
platform has many makers, a list names in `"issuers"` the keys of the authorities it speaks for (SHA-256 in hex); one
that does not can accuse there and clears nobody. Source: Android key attestation, certificate revocation status list;
`issuers` is ours.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from provenance.attestation.errors import BadRevocations
from provenance.attestation.limits import MOST_ENTRIES, STATUS_LIST_BYTES
from provenance.attestation.types import KeyDigest, Platform, Revocation

_STATES: Final = {"REVOKED": Revocation.REVOKED, "SUSPENDED": Revocation.SUSPENDED}
_SERIAL: Final = re.compile(r"[0-9a-f]{1,64}")
_REASON: Final = re.compile(r"[A-Z_]{1,40}")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list says of one certificate."""

    state: Revocation
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StatusList:
    """One version of a list: `evidence_at` is when it was published, or fetched where it does not say."""

    platform: Platform
    entries: Mapping[int, Listed] = field(repr=False, hash=False)
    evidence_at: datetime
    source: str = ""
    issuers: tuple[KeyDigest, ...] = ()

    def speaks_for(self, issuer: KeyDigest | None) -> bool:
        """Whether this list is about certificates of that issuer."""
        return issuer in self.issuers if self.issuers else True

    @property
    def clears(self) -> bool:
        """Whether what it does not name stood well: only where it is known whose certificates it is about."""
        return bool(self.issuers) or self.platform is Platform.ANDROID


def read_status_list(content: bytes, evidence_at: datetime, source: str, platform: Platform) -> StatusList:
    """The list in these bytes; raises BadRevocations, also where it is empty: nothing was ever revoked is no list."""
    if len(content) > STATUS_LIST_BYTES:
        raise BadRevocations(f"A status list may have at most {STATUS_LIST_BYTES} bytes.")
    try:
        document = json.loads(content)
        found = dict(_entries(document["entries"], in_decimal=platform is Platform.ANDROID))
        issuers = tuple(_issuer(one) for one in document.get("issuers", ()))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise BadRevocations("The status list was cut short or is none. Get it again.", repr(problem)) from problem
    if not 0 < len(found) <= 2 * MOST_ENTRIES:
        raise BadRevocations("The status list names no certificate, or more than any list does. Get it again.")
    return StatusList(platform, found, evidence_at, source, issuers)


def _entries(entries: Mapping[str, Mapping[str, str]], *, in_decimal: bool) -> Iterator[tuple[int, Listed]]:
    if len(entries) > MOST_ENTRIES:
        raise ValueError("too many")
    for serial, said in entries.items():
        if not _SERIAL.fullmatch(serial):
            raise ValueError("not a serial number")
        # A status that nobody has heard of is worse than none: it counts as suspended and not as good.
        listed = Listed(_STATES.get(said["status"], Revocation.SUSPENDED), _reason(said.get("reason", "")))
        yield int(serial, 16), listed
        if in_decimal and serial.isdigit() and not serial.startswith("0"):
            # Android's early entries were written in decimal; that another certificate of it has this number is out
            # of the question. Other makers count their cameras from 1, where it would accuse an honest one.
            yield int(serial), listed


def _issuer(text: str) -> KeyDigest:
    digest = bytes.fromhex(text)
    if len(digest) != hashlib.sha256().digest_size:
        raise ValueError("not a digest")
    return KeyDigest(digest)


def _reason(text: str) -> str:
    return text if _REASON.fullmatch(text) else ""
