"""The worker's side: domains are asked daily, and sooner while somebody is still setting them up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db.models import Q

from verify import wiring
from verify.authors.bindings.did_web import asking as did_web
from verify.authors.bindings.dns_txt import asking as dns_txt
from verify.authors.bindings.hearing import due_partners, keep_answer, keep_relations
from verify.authors.bindings.kinds import OF_A_DOMAIN, Answer, Asked, BindingKind
from verify.authors.bindings.services import JOB
from verify.authors.bindings.trust_txt import asking as trust_txt
from verify.authors.bindings.ways import Ways
from verify.authors.bindings.well_known import asking as well_known
from verify.authors.models import Binding, DomainClaimRow
from verify.authors.services.effects import VOUCHED
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add

AT_ONCE: Final = 20
"""Domains queued by one sweep: the sweep comes every two seconds, so that nothing waits long."""

AFTER_A_FAULT: Final = timedelta(hours=1)
"""When a domain is asked again whose job did not end."""

_ASKERS: Final[Mapping[BindingKind, Callable[[Ways, Asked], Answer]]] = {
    BindingKind.DID_WEB: did_web.ask,
    BindingKind.WELL_KNOWN: well_known.ask,
    BindingKind.DNS_TXT: dns_txt.ask,
}


def ask_domain(subject: str) -> None:
    """Ask one claimed domain in every way; a repeated call asks again and harms nothing."""
    claim = DomainClaimRow.objects.filter(pk=subject, ended=None, state__in=VOUCHED).first()
    if claim is None or not settings.ASK_DOMAINS:
        return
    ways, asked = wiring.binding_ways(), asked_about(claim)
    for binding in claim.bindings.filter(kind__in=OF_A_DOMAIN):
        if binding.kind == BindingKind.TRUST_TXT:
            keep_relations(binding, trust_txt.ask(ways, asked, due_partners(binding)), wiring.now())
        else:
            keep_answer(binding, _ASKERS[BindingKind(binding.kind)](ways, asked), wiring.now())


def asked_about(claim: DomainClaimRow) -> Asked:
    """Who is looked for at the claimed domain."""
    hosts = tuple(host.lstrip(".").lower() for host in settings.ALLOWED_HOSTS)
    return Asked(claim.domain, claim.address, claim.principal_id, hosts)


def put_off(subject: str) -> None:
    """A job that did not end says nothing about the domain: it is asked again later."""
    Binding.objects.filter(claim_id=subject, next_ask__isnull=False).update(next_ask=wiring.now() + AFTER_A_FAULT)


def queue_due() -> None:
    """Queue every domain that is due; a live job on the same one is kept instead."""
    if not settings.ASK_DOMAINS:
        return
    due = Q(next_ask__lte=wiring.now(), claim__ended=None, claim__state__in=VOUCHED)
    claims = Binding.objects.filter(due).order_by("next_ask").values_list("claim_id", flat=True)[: 5 * AT_ONCE]
    for claim in list(dict.fromkeys(claims))[:AT_ONCE]:
        job_add(kind=JOB, subject=claim, folder=wiring.run_folder())


BINDING: Final = Kind(JOB, run=ask_domain, give_up=put_off, sweep=queue_due)
