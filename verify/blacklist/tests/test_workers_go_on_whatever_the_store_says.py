"""Somebody wrote into the store: workers say so and go on with everything else."""

from __future__ import annotations

import pytest

from verify.blacklist.jobs import GOVERNING
from verify.blacklist.models import ActRow
from verify.blacklist.tests.house import House


def test_an_act_that_does_not_hold_stops_no_worker(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.open()
    ActRow.objects.filter(number=2).update(body="{}", hash="00" * 32)
    GOVERNING.sweep()
    assert "do not hold together" in caplog.text


def test_a_site_without_a_list_has_nothing_to_do(ledger: object) -> None:
    GOVERNING.sweep()
    assert not ActRow.objects.exists()
