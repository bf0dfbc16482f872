"""What a development chain once attested stays marked, whatever chain the installation anchors on today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chronology.records import BlockPoint
from verify import wiring
from verify.accounts.models import Organisation
from verify.ledger.parts import Parts
from verify.ledger.selectors import open_records_of, time_of
from verify.ledger.services import record_open
from verify.ledger.tests.conftest import TERMS
from verify.ledger.tests.examples import digest
from verify.ledger.values import Viewer
from verify.pages.tests.conftest import Writing

pytestmark = pytest.mark.usefixtures("data_dir")
MARK = "development chain: proves nothing to outsiders"
OF_A_TEST_NODE, POLYGON = 31337, 137


@pytest.mark.parametrize(("chain_id", "marked"), [(987_735, True), (OF_A_TEST_NODE, True), (POLYGON, False)])
def test_a_beacon_is_judged_by_its_own_chain_and_not_by_todays(
    writing: Writing, desk: Organisation, use_parts: Callable[..., Parts], chain_id: int, marked: bool
) -> None:
    assert not TERMS.development_chain
    writing.sequencer.beacons.offer(BlockPoint(chain_id, 7, bytes(32), int(writing.clock().timestamp()) - 30))
    record = record_open(sha256=digest("a"), owner=Viewer(desk.pk))
    writing.batch()
    record.refresh_from_db()
    (found,) = open_records_of(digest("a").hex())
    assert found.not_before is not None
    assert found.not_before.development is marked
    assert time_of(record).development is marked
    assert (MARK in Client().get(f"/r/{record.pk}").content.decode()) is marked


def test_a_test_node_behind_an_address_is_a_development_chain_too(settings: Any) -> None:
    settings.EVM_RPC_URLS = ["http://127.0.0.1:8545"]
    settings.EVM_CHAIN_ID = OF_A_TEST_NODE
    assert wiring.terms().development_chain
    settings.EVM_CHAIN_ID = POLYGON
    assert not wiring.terms().development_chain
