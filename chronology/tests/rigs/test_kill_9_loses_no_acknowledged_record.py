"""The sequencer is killed at random and at every named place; what it had acknowledged stays, once and where it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology.audit import audit
from chronology.log import Point, no_faults, open_log
from chronology.tests.rigs.killing import Campaign
from chronology.tests.rigs.planted import read_max_then_insert, sign_before_commit
from chronology.tests.rigs.sequencer import SIGNER, Places
from chronology.tests.rigs.telling import tell

pytestmark = pytest.mark.xdist_group("rigs")


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A new log in a folder of its own."""
    folder = tmp_path / "log"
    open_log(folder, vkey=SIGNER.vkey).engine.dispose()
    return Places(tmp_path, lambda faults: open_log(folder, faults=faults))


@pytest.mark.timeout(240)
@pytest.mark.parametrize("submitters", [1, 2, 8])
def test_nothing_is_lost_doubled_or_signed_ahead(places: Places, submitters: int) -> None:
    campaign = Campaign(kills=2 * len(Point), submitters=submitters, seed=submitters, most=40)
    found = campaign.run(places)
    tell(f"{campaign.kills} kills, {submitters} submitting: {found}")
    assert found.wrong == 0
    assert found.acknowledged > 1_000
    assert found.checkpoints > 5
    assert set(campaign.reached) >= set(Point)
    _audited(places)


@pytest.mark.timeout(240)
def test_the_rig_catches_a_signature_before_the_commit(places: Places) -> None:
    campaign = Campaign(
        kills=24, submitters=8, seed=5, most=40, start=sign_before_commit, points=(Point.COMMIT_BEFORE,)
    )
    assert campaign.run(places).beyond > 0


@pytest.mark.timeout(240)
def test_the_rig_catches_two_writers_that_trust_their_memory(places: Places) -> None:
    campaign = Campaign(kills=5, submitters=8, seed=6, most=40, rivals=2, start=read_max_then_insert)
    campaign.life_seconds = (0.6, 1.2)
    found = campaign.run(places)
    assert found.lost > 0
    assert found.doubled > 0


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(("submitters", "most"), [(1, 480), (2, 240), (8, 60)])
def test_a_thousand_kills_and_a_million_records(places: Places, submitters: int, most: int) -> None:
    campaign = Campaign(kills=340, submitters=submitters, seed=100 + submitters, most=most)
    found = campaign.run(places)
    tell(f"{campaign.kills} kills, {submitters} submitting: {found}")
    assert found.wrong == 0
    assert found.acknowledged > 350_000
    _audited(places)


def _audited(places: Places) -> None:
    log = places.open(no_faults)
    assert audit(log).findings == ()
    log.engine.dispose()
