"""Whom the reader trusts: dated lists of roots, and signers that are refused whatever list they are on."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import cast

from provenance.attestation.errors import BadRoots
from provenance.attestation.types import Reader
from provenance.attestation.wire import reader_from_json, reader_to_json
from provenance.errors import BadPolicy
from provenance.types import ListVersion, Sha256Hex

LIST_BYTES_LIMIT = 4 * 1024 * 1024
"""The largest published list is 0.2 MB; twenty times that leaves room and still bounds the parser."""

POLICY_BYTES_LIMIT = 16 * 1024 * 1024
"""What crosses the sandbox's pipe: a few lists at their limit."""


class Tier(StrEnum):
    """Which kind of list this is; `tsa` vouches for time stamps and never for a signer."""

    OFFICIAL = "official"
    TSA = "tsa"
    INTERIM = "interim"
    NEWSROOM = "newsroom"


SIGNER_TIERS = (Tier.OFFICIAL, Tier.INTERIM, Tier.NEWSROOM)


@dataclass(frozen=True, slots=True)
class TrustList:
    """One list of certificates in PEM form: anchors, and single leaves where a list allows some by themselves."""

    tier: Tier
    name: str
    pem: bytes
    issued: str | None = None
    fetched: str | None = None

    @property
    def sha256(self) -> Sha256Hex:
        """Digest of the list exactly as it was read."""
        return _sha256(self.pem)

    @property
    def version(self) -> ListVersion:
        """What a report keeps of the list."""
        return ListVersion(self.name, self.sha256, self.issued, self.fetched)


@dataclass(frozen=True, slots=True)
class Denied:
    """A signer that is refused: an issuer's organisation or common name, a serial number in hex, or both; or a key.

    `key` is the SHA-256 of the signer's public key (SubjectPublicKeyInfo in DER) in hex: it holds whatever certificate
    the key comes with.
    """

    issuer: str | None = None
    serial: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything a reader decided beforehand; `handle_key` keys the handles that stand for certificates.

    `demo` says that the lists hold throw-away roots; every report made with them is marked. `reader` is what counts for
    attestations of devices.
    """

    lists: tuple[TrustList, ...] = ()
    denied: tuple[Denied, ...] = ()
    handle_key: bytes = b""
    demo: bool = False
    reader: Reader = field(default_factory=Reader)

    def of_tier(self, tier: Tier) -> tuple[TrustList, ...]:
        """The lists of one tier in the order given."""
        return tuple(one for one in self.lists if one.tier is tier)

    @property
    def digest(self) -> Sha256Hex:
        """Names this policy for caches; equal digests mean equal answers."""
        return Sha256Hex(hashlib.sha256(json.dumps(policy_to_json(self), sort_keys=True).encode()).hexdigest())


@lru_cache(maxsize=64)
def _sha256(pem: bytes) -> Sha256Hex:
    return Sha256Hex(hashlib.sha256(pem).hexdigest())


def policy_to_json(policy: Policy) -> dict[str, object]:
    """The policy as plain JSON values, for the pipe into the sandbox only: it holds the handle key."""
    return {
        "lists": [
            {"tier": one.tier.value, "name": one.name, "pem": one.pem.decode("latin-1"), "issued": one.issued,
             "fetched": one.fetched}
            for one in policy.lists
        ],
        "denied": [{"issuer": one.issuer, "serial": one.serial, "key": one.key} for one in policy.denied],
        "handle_key": base64.b64encode(policy.handle_key).decode(),
        "demo": policy.demo,
        "reader": reader_to_json(policy.reader),
    }  # fmt: skip


def policy_from_json(document: Mapping[str, object]) -> Policy:
    """The policy back from `policy_to_json`; raises BadPolicy where a field is missing or of another shape."""
    try:
        return Policy(
            lists=tuple(_list_from_json(one) for one in cast(Iterable[dict[str, str | None]], document["lists"])),
            denied=tuple(
                Denied(one["issuer"], one["serial"], one["key"])
                for one in cast(Iterable[dict[str, str | None]], document["denied"])
            ),
            handle_key=base64.b64decode(cast(str, document["handle_key"])),
            demo=document["demo"] is True,
            reader=reader_from_json(cast(Mapping[str, object], document["reader"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError, BadRoots) as error:
        raise BadPolicy("The trust policy could not be read.", repr(error)) from error


def _list_from_json(one: Mapping[str, str | None]) -> TrustList:
    pem = (one["pem"] or "").encode("latin-1")
    if len(pem) > LIST_BYTES_LIMIT:
        raise BadPolicy(f"A trust list may have at most {LIST_BYTES_LIMIT} bytes.")
    return TrustList(Tier(one["tier"] or ""), one["name"] or "", pem, one["issued"], one["fetched"])
