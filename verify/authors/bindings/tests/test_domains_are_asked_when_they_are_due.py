"""The worker's duty: what is due is queued once, what is not due or not signed is left alone, a fault puts it off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from provenance.statements.types import SignatureState
from verify import wiring
from verify.authors.bindings.jobs import AFTER_A_FAULT, BINDING, ask_domain, put_off, queue_due
from verify.authors.bindings.services import JOB, domain_claim, domain_claim_end
from verify.authors.bindings.tests.conftest import Domains
from verify.authors.bindings.tests.workshop import party
from verify.authors.models import Binding, DomainClaimRow
from verify.jobs import kinds
from verify.jobs.models import Job, JobState

pytestmark = pytest.mark.usefixtures("stores", "data_dir")

NEWS = "news.example.net"


def claimed(domain: str = NEWS) -> DomainClaimRow:
    desk = party()
    return domain_claim(desk.claims(domain), owner=desk.owner)


def queued() -> list[str]:
    return list(Job.objects.filter(kind=JOB, state=JobState.QUEUED).values_list("subject", flat=True))


def test_the_worker_knows_this_kind_of_work() -> None:
    assert kinds.kind_of(JOB) is BINDING


def test_what_is_due_is_queued_once() -> None:
    claim = claimed()
    for _ in range(3):
        queue_due()
    assert queued() == [claim.pk]


def test_what_was_asked_waits_for_its_time(domains: Domains) -> None:
    claim = claimed()
    ask_domain(claim.pk)
    queue_due()
    assert queued() == []
    assert Binding.objects.filter(claim=claim, next_ask__gt=wiring.now() + timedelta(minutes=9)).count() == 4


def test_a_claim_that_ended_or_whose_signature_is_not_known_to_hold_is_not_asked(domains: Domains) -> None:
    ended, unknown = claimed(), claimed("paper.example.net")
    domain_claim_end(ended, by=ended.principal.user)
    DomainClaimRow.objects.filter(pk=unknown.pk).update(state=SignatureState.UNAVAILABLE)
    queue_due()
    assert queued() == []
    for claim in (ended, unknown):
        ask_domain(claim.pk)
    assert not Binding.objects.exclude(asked=None).exists()
    assert not domains.net.names.asked


def test_an_operator_can_turn_all_asking_off(domains: Domains, settings: Any) -> None:
    settings.ASK_DOMAINS = False
    claim = claimed()
    queue_due()
    ask_domain(claim.pk)
    assert queued() == []
    assert not domains.net.names.asked


def test_a_job_that_does_not_end_is_put_off_and_says_nothing_about_the_domain() -> None:
    claim = claimed()
    put_off(claim.pk)
    rows = Binding.objects.filter(claim=claim)
    assert all(one.next_ask > wiring.now() + AFTER_A_FAULT - timedelta(minutes=1) for one in rows)
    assert not rows.exclude(asked=None).exists()
