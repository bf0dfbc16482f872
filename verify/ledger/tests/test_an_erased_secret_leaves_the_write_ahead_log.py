"""A reader may hold the write-ahead log while a key is erased; the signer clears it away later."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from verify.ledger.signer.mending import erasures_repeat

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def test_the_signer_clears_it_again_and_again() -> None:
    store = connections["keys"]
    if store.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no such file; docs/operate.md says what it keeps")
    with CaptureQueriesContext(store) as asked:
        erasures_repeat(at=datetime.now(UTC))
    assert any("wal_checkpoint(TRUNCATE)" in one["sql"] for one in asked)
