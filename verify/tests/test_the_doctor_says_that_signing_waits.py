from __future__ import annotations

from datetime import UTC, datetime

import pytest

from verify.diagnosis import parts
from verify.ledger.signer.comparing import WAITS
from verify.ledger.signer.state import signer_seen, signer_stopped

pytestmark = pytest.mark.django_db(databases="__all__")


def said() -> tuple[bool, str]:
    return next((part.there, part.words) for part in parts(only=("chronology",)) if part.name == "signer")


def test_a_signer_that_waits_for_somebody_outside_runs_and_needs_a_look() -> None:
    signer_seen(at=datetime.now(UTC), development_chain=False, sentence=WAITS)
    there, words = said()
    assert not there
    assert words.startswith("runs")
    assert "nobody outside could be asked what they have seen of this log" in words
    signer_seen(at=datetime.now(UTC), development_chain=False)
    assert said() == (True, "runs")
    signer_stopped(at=datetime.now(UTC), trouble="rolled_back", sentence="The store shrank.")
    assert said() == (False, "stopped: The store shrank.")
