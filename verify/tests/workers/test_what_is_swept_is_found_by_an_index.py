"""What every worker asks the stores every other second is found by an index, however much is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from verify import wiring
from verify.cases.models import FINISHED_STATES, Verification
from verify.cases.sweeping import sweep_rows
from verify.jobs import kinds
from verify.jobs.services import jobs_prune, leases_renew, leases_sweep
from verify.webhooks.models import Delivery

pytestmark = pytest.mark.django_db(databases="__all__")

GROWING = ("cases_verification", "webhooks_delivery", "webhooks_attempt", "batches_item", "jobs_job", "ledger_record")
"""A row and more for every check, message or record."""
READS_ALL = re.compile(rf"SCAN ({'|'.join(GROWING)})\b")


def readings_of_everything(work: Callable[[], object]) -> list[str]:
    """The questions of this work for which SQLite would go through a whole table that grows."""
    with ExitStack() as stack:
        asked = {alias: stack.enter_context(CaptureQueriesContext(connections[alias])) for alias in connections}
        work()
    return [sql for alias, captured in asked.items() for sql in _reading_all(alias, captured)]


def _reading_all(alias: str, captured: CaptureQueriesContext) -> Iterator[str]:
    for query in captured.captured_queries:
        if not query["sql"].startswith(("SELECT", "UPDATE", "DELETE")):
            continue
        with connections[alias].cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"))
            if any(READS_ALL.match(str(step[-1])) for step in cursor.fetchall()):
                yield query["sql"]


@pytest.mark.parametrize("kind", [one.name for one in kinds.kinds() if one.name != "verification"])
def test_a_sweep_reads_no_table_that_grows(kind: str) -> None:
    assert readings_of_everything(kinds.kind_of(kind).sweep) == []


def test_checks_are_swept_by_index_too() -> None:
    assert readings_of_everything(sweep_rows) == []


@pytest.mark.parametrize("duty", [leases_sweep, jobs_prune, lambda at: leases_renew(worker="one", at=at)])
def test_the_other_duties_of_a_worker_read_none_either(duty: Callable[..., object]) -> None:
    assert readings_of_everything(lambda: duty(at=wiring.now())) == []


def test_a_question_for_what_states_are_not_is_noticed() -> None:
    """It was asked so every two seconds, and at fifty thousand checks it took a fifth of a second."""
    assert readings_of_everything(lambda: list(Verification.objects.exclude(state__in=FINISHED_STATES)))
    assert readings_of_everything(lambda: list(Delivery.objects.filter(due__isnull=False)))
