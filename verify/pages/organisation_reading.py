"""What the desk of an organisation shows one of its people, gathered from every room that knows a part of it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from verify.accounts.models import Organisation, Power
from verify.accounts.powers import powers_of
from verify.accounts.selectors import members_of
from verify.accounts.stepping_up import StepUp, step_up_of
from verify.authors.bindings.publishing import what_to_publish
from verify.authors.bindings.selectors import binding_views
from verify.authors.models import DomainClaimRow, Principal
from verify.authors.selectors import AuthorPage, author_page, counted_of, desk_key_of
from verify.cases.cameras import unfollowed_by
from verify.ledger.parts import parts
from verify.pages.presentation.authors.bindings import KINDS, binding_lines
from verify.pages.presentation.authors.delegations import given_row
from verify.pages.presentation.authors.keys import key_row
from verify.pages.presentation.authors.organisation import (
    Counted,
    DomainPart,
    OrganisationPage,
    Publishing,
    people_of,
)
from verify.pages.presentation.authors.rows import DelegationRow, KeyRow
from verify.pages.presentation.text import isolated
from verify.pages.viewers import person, viewer_of
from verify.registry.recorders import recorders_of

A_YEAR = timedelta(days=365)


def organisation_page(request: HttpRequest, desk: Organisation, *, opened: str = "") -> OrganisationPage:
    """Return the desk as this member may see and change it."""
    user, now = person(request), parts().clock()
    principal = principal_of(desk)
    author = author_page(principal.pk, viewer=viewer_of(request), reader=desk) if principal else None
    may, fresh = powers_of(user, desk), step_up_of(request) is StepUp.FRESH
    domains = _domains(principal) if principal else ()
    return OrganisationPage(
        name=isolated(desk.name, 100),
        short=desk.slug,
        public=principal.pk if principal else "",
        people=people_of(members_of(desk), user.pk),
        keys=_keys(author, changing=fresh and Power.DELEGATE in may),
        delegations=_delegations(author, changing=fresh and Power.DELEGATE in may),
        bindings=binding_lines(binding_views(principal, reader=desk) if principal else (), silent=True),
        domains=domains,
        recorders=tuple(Counted(one.slug, isolated(one.name, 100)) for one in recorders_of(desk)),
        authors=tuple(Counted(one.principal_id, isolated(one.principal.name, 100)) for one in counted_of(desk)),
        unfollowed=tuple(sorted(unfollowed_by(desk))),
        may=may,
        locked="" if fresh or not may else f"{reverse('account_step_up')}?next={reverse('pages:organisation')}",
        claim=f"{reverse('pages:claim')}?for=organisation",
        desk_key=desk_key_of(desk) is not None,
        today=f"{now:%Y-%m-%d}",
        in_a_year=f"{now + A_YEAR:%Y-%m-%d}",
        opened=opened,
    )


def principal_of(desk: Organisation) -> Principal | None:
    """Return under which public number an organisation signs; None before its first key."""
    return Principal.objects.filter(organisation=desk).select_related("organisation").first()


def _keys(author: AuthorPage | None, *, changing: bool) -> tuple[KeyRow, ...]:
    now = parts().clock()
    return tuple(
        key_row(one, now, end=reverse("pages:end_key", args=[one.address]) if changing else "")
        for one in reversed(author.keys if author else ())
    )


def _delegations(author: AuthorPage | None, *, changing: bool) -> tuple[DelegationRow, ...]:
    now = parts().clock()
    return tuple(
        given_row(one, now, end=reverse("pages:end_delegation", args=[one.struct_hash]) if changing else "")
        for one in reversed(author.given if author else ())
    )


def _domains(principal: Principal) -> tuple[DomainPart, ...]:
    claims = DomainClaimRow.objects.filter(principal=principal, ended=None).exclude(domain__startswith="x509-")
    return tuple(_domain(one, principal) for one in claims.order_by("domain", "created"))


def _domain(claim: DomainClaimRow, principal: Principal) -> DomainPart:
    ways = what_to_publish(claim.domain, claim.address, principal.pk, settings.STATEMENT_CHAIN_ID)
    return DomainPart(claim.domain, tuple(Publishing(KINDS[one.kind], one.where, one.text) for one in ways))
