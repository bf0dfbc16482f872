"""A camera list of its own for a test: three-of-five keys, an edition signed by a quorum, the site asking it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist import editions
from provenance.blindlist.building import Before, Built, Plan, build
from provenance.blindlist.holders import LocalHolders
from provenance.blindlist.labels import labels_of
from provenance.blindlist.pins import set_to_json
from provenance.blindlist.ristretto import random_scalar
from provenance.blindlist.sharing import dealt
from provenance.blindlist.tests.people import maintainers, signing_key
from provenance.blindlist.types import (
    Entry,
    Evaluated,
    HolderIndex,
    KeyName,
    KeyShare,
    Point,
    PublicKey,
    SignedEdition,
    Status,
)
from verify import list_wiring, wiring

EPOCH = 3
LEAF = DeviceId(IdKind.LEAF_KEY, "", "ab" * 32)
MODEL = DeviceId(IdKind.MODEL, "Demo Optics", "D1", version="2.00")
SERIAL = DeviceId(IdKind.BODY_SERIAL, "Demo Optics", "6031234", proven=True)
OTHER = DeviceId(IdKind.LEAF_KEY, "", "cd" * 32)


class Watched(LocalHolders):
    """Holders in this process; who was asked for how much is noted, and `away` ones do not answer."""

    def __init__(self, shares: Sequence[KeyShare]) -> None:
        super().__init__(shares)
        self.away: set[int] = set()
        self.asked: list[tuple[int, str, int]] = []

    def available(self) -> Sequence[HolderIndex]:
        return [one for one in super().available() if one not in self.away]

    def evaluate(self, holder: HolderIndex, key: KeyName, epoch: int, blinded: Sequence[Point]) -> Evaluated:
        self.asked.append((holder, key.value, len(blinded)))
        return super().evaluate(holder, key, epoch, blinded)


@dataclass
class Listing:
    """The list, its keys and its newest edition; `put` makes and signs another one."""

    keys: tuple[PublicKey, ...]
    shares: tuple[KeyShare, ...]
    holders: Watched
    built: Built | None = None
    number: int = 0
    entries: dict[DeviceId, Entry] = field(default_factory=dict)

    def put(self, device: DeviceId, entry: Entry, **plan: Any) -> None:
        """List a device and take the edition in, as the workers do."""
        self.entries[device] = entry
        self.publish(**plan)

    def publish(self, *, expires_at: datetime | None = None, who: Sequence[int] = (1, 2, 3)) -> None:
        """Make the next edition of what is listed, have it signed, and take it in."""
        signed = self.next_edition(expires_at, who)
        mirror = list_wiring.mirror()
        assert mirror is not None
        assert self.built is not None
        mirror.take(signed, self.built.blobs.filter, self.built.blobs.buckets)

    def next_edition(self, expires_at: datetime | None = None, who: Sequence[int] = (1, 2, 3)) -> SignedEdition:
        """The next edition with the signatures of these maintainers."""
        self.number += 1
        labels = labels_of(list(self.entries), LocalHolders(self.shares), self.keys, secrets.token_bytes)
        listed = [(label, one) for label, one in zip(labels, self.entries.values(), strict=True) if label]
        self.built = build(listed, self._plan(expires_at), self._before())
        first, *others = [editions.sign(self.built.edition, HolderIndex(one), signing_key(one)) for one in who]
        for other in others:
            first = editions.joined(first, other)
        return first

    def _before(self) -> Before:
        if self.built is None:
            return Before()
        edition = self.built.edition
        return Before(editions.edition_digest(edition), edition.bucket_bits, self.built.blobs)

    def _plan(self, expires_at: datetime | None) -> Plan:
        at = wiring.now()
        return Plan(
            EPOCH,
            self.number,
            at,
            expires_at or at + timedelta(days=7),
            1,
            self.keys,
            (),
            (),
            self.number,
            "",
            bytes(32),
        )


def listing(monkeypatch: pytest.MonkeyPatch, settings: Any, folder: Path) -> Listing:
    """Set the site of this test up to ask a list that is empty at first."""
    made = [dealt(name, EPOCH, random_scalar(secrets.token_bytes), (3, 5), secrets.token_bytes) for name in KeyName]
    shares = tuple(one for _, dealt_shares in made for one in dealt_shares)
    settings.BLACKLIST_URL = "http://127.0.0.1:1"
    settings.BLACKLIST_PINS = folder / "pins.json"
    settings.BLACKLIST_DIR = folder / "camera-list"
    settings.BLACKLIST_PINS.write_text(json.dumps(set_to_json(maintainers())))
    found = Listing(tuple(public for public, _ in made), shares, Watched(shares))
    monkeypatch.setattr(list_wiring, "key_holders", lambda: found.holders)
    found.publish()
    return found


def since(days: float = 0, **more: Any) -> Entry:
    """An entry that took effect so many days ago."""
    return Entry(Status.LISTED, "key_extracted", "FL-2026-0007", wiring.now() - timedelta(days=days), **more)
