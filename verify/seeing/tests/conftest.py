"""An installation with something of everything: a log with entries and anchors, lists, counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from chronology.anchors.tables import anchor, anchor_contact
from verify import wiring
from verify.cases.tests.recording import Chronicle, chronicle
from verify.feed.models import FeedState
from verify.registry.makers import RevocationSource
from verify.registry.models import TrustListVersion
from verify.tallies.services import beat, tally
from verify.tallies.spans import span


@pytest.fixture
def log(tmp_path: Path, stores: None) -> Iterator[Chronicle]:
    """A log of two entries, one of them under a checkpoint."""
    with chronicle(tmp_path) as found:
        found.sequencer.clock.at = wiring.now()  # type: ignore[attr-defined]
        found.record(b"one", None, user=1)
        found.publish()
        found.record(b"two", None, user=1)
        yield found


@pytest.fixture
def everything(log: Chronicle) -> Chronicle:
    """The same, with anchors, lists and counts."""
    at = wiring.now()
    plant_anchor(log, size=1, state="final", at=at - timedelta(minutes=3))
    plant_anchor(log, size=2, state="pending", at=None)
    about = {"name": "A", "pem": "", "sha256": "", "source_sha256": "", "origin": "test", "certificates": 1}
    TrustListVersion.objects.create(**about, tier="official", fetched=at - timedelta(days=2))
    RevocationSource.objects.update_or_create(platform="android", defaults={"seen": at - timedelta(days=1)})
    beat("camera list made", at - timedelta(days=1))
    beat("camera list until", at + timedelta(days=1))
    for name, label in (("verdicts", "captured"), ("answers", "read answered"), ("jobs", "verification done")):
        tally(name, label)
    span("check_seconds", timedelta(seconds=0.4))
    FeedState.objects.update_or_create(pk=1, defaults={"feed": "0" * 32, "chain": "", "looked": at})
    return log


def plant_anchor(log: Chronicle, *, size: int, state: str, at: Any) -> None:
    """One anchor of a chain, begun ten minutes ago."""
    begun = wiring.now() - timedelta(minutes=10)
    seen = log.sequencer.log
    row: dict[str, Any] = {
        "log_id": seen.log_id, "kind": "evm", "name": "chain 137", "development": False, "size": size,
        "root": b"\xee" * 32, "checkpoint": b"", "state": state, "memo": b"", "evidence": None, "reference": "0x17",
        "chain_id": 137, "at": at, "detail": "", "settled": True, "created_at": begun, "changed_at": begun,
    }  # fmt: skip
    with seen.engine.begin() as connection:
        connection.execute(insert(anchor).values(**row))


def plant_silence(log: Chronicle, minutes: float) -> None:
    """A chain that was asked and has not answered for so long."""
    at = wiring.now()
    row: dict[str, Any] = {"kind": "evm", "name": "chain 137", "asked_at": at, "trouble": "no answer"}
    with log.sequencer.log.engine.begin() as connection:
        connection.execute(insert(anchor_contact).values(answered_at=at - timedelta(minutes=minutes), **row))
