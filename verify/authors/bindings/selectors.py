"""Questions about bindings: what stands behind whose key now, for one reader; reads only, the web may ask."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from provenance.policy import Policy
from provenance.statements.evidence import Bound, Standing
from provenance.types import Params
from verify import wiring
from verify.accounts.models import Organisation
from verify.authors.bindings.domains import same_site
from verify.authors.bindings.kinds import BACKS_A_KEY, STRENGTH, BindingKind, Heard
from verify.authors.bindings.news_publisher.listing import listing_of
from verify.authors.bindings.states import BindingState, Facts, state_of
from verify.authors.bindings.trust_txt.asking import Told
from verify.authors.bindings.views import BindingView, RelationView
from verify.authors.models import Binding, Key, Principal, TrustRelation
from verify.authors.services.effects import VOUCHED
from verify.registry.selectors import policy_for

RELATION_STALE: Final = timedelta(days=30)
"""Partners take turns in being asked, a few a day."""


def binding_views(
    principal: Principal | str, *, at: datetime | None = None, reader: Organisation | None = None
) -> tuple[BindingView, ...]:
    """Every binding of a principal's live claims, the strongest first, as this organisation's readers see them."""
    name = principal if isinstance(principal, str) else principal.pk
    return _views([name], at or wiring.now(), policy_for(reader)).get(name, ())


def bindings_of(
    principal_ids: Collection[str], *, at: datetime | None = None, reader: Organisation | None = None
) -> dict[str, tuple[Bound, ...]]:
    """What stands behind each of these principals, as the rules about statements take it; the strongest first."""
    moment = at or wiring.now()
    views = _views(principal_ids, moment, policy_for(reader))
    return {name: tuple(_bound(one) for one in found if one.kind in BACKS_A_KEY) for name, found in views.items()}


def principals_bound_to(domain: str, *, at: datetime | None = None) -> tuple[str, ...]:
    """The public ids of those behind whom this domain stands now; a leading www makes no difference."""
    wanted = {domain, f"www.{domain.removeprefix('www.')}", domain.removeprefix("www.")}
    rows = Binding.objects.filter(claim__domain__in=wanted, claim__ended=None, kind__in=BACKS_A_KEY)
    names = sorted(set(rows.values_list("claim__principal_id", flat=True)))
    if not names:
        return ()  # most domains are nobody's here, and the lists are read for none of them
    views = _views(names, at or wiring.now(), policy_for(None))
    return tuple(name for name in names if any(one.backs and same_site(one.domain, domain) for one in views[name]))


def bound_once(principal: Principal | str, *, at: datetime | None = None) -> tuple[BindingView, ...]:
    """What stood behind a principal once and does not now: what they signed then was backed then."""
    name, moment = principal if isinstance(principal, str) else principal.pk, at or wiring.now()
    rows = _rows([name]).filter(kind__in=BACKS_A_KEY, held_last__isnull=False)
    views = [_view(row, moment, policy_for(None), key_ended=False) for row in rows]
    ended = {row.pk for row in rows if row.claim.ended is not None}
    return tuple(one for one in views if one.id in ended or not one.backs)


def bound_elsewhere(domain: str, principal: Principal) -> tuple[str, ...]:
    """The names of others here behind whom this domain stands as well."""
    others = [name for name in principals_bound_to(domain) if name != principal.pk]
    return tuple(Principal.objects.filter(pk__in=others).order_by("name").values_list("name", flat=True))


def bound_names(
    principal: Principal | str, *, at: datetime | None = None, reader: Organisation | None = None
) -> tuple[str, ...]:
    """The domains, and the names in certificates, that stand behind a principal now."""
    views = binding_views(principal, at=at, reader=reader)
    return tuple(dict.fromkeys(one.domain or str(one.params["organisation"]) for one in views if one.backs))


def _rows(principal_ids: Collection[str]) -> QuerySet[Binding]:
    """Bindings whose claim is known to be signed."""
    rows = Binding.objects.filter(claim__principal_id__in=principal_ids, claim__state__in=VOUCHED)
    return rows.select_related("claim").prefetch_related("relations").order_by("claim__domain", "pk")


def _views(principal_ids: Collection[str], at: datetime, policy: Policy) -> dict[str, tuple[BindingView, ...]]:
    rows = _rows(principal_ids).filter(claim__ended=None)
    ended = _ended_keys({row.claim.address for row in rows}, at)
    found: dict[str, list[BindingView]] = {name: [] for name in principal_ids}
    for row in rows:
        found[row.claim.principal_id].append(_view(row, at, policy, key_ended=row.claim.address in ended))
    return {name: tuple(sorted(views, key=lambda one: STRENGTH.index(one.kind))) for name, views in found.items()}


def _ended_keys(addresses: Iterable[str], at: datetime) -> set[str]:
    return set(Key.objects.filter(address__in=addresses, revoked__lte=at).values_list("address", flat=True))


def _view(row: Binding, at: datetime, policy: Policy, *, key_ended: bool) -> BindingView:
    kind = BindingKind(row.kind)
    state, code, params = _certificate(row, policy, at) if kind is BindingKind.NEWS_PUBLISHER else _domain(row, at)
    if key_ended:
        about = "trust" if kind is BindingKind.TRUST_TXT else "state"
        state, code = BindingState.KEY_REVOKED, f"binding.{about}.key_revoked"
    return BindingView(
        id=row.pk,
        claim_id=row.claim_id,
        kind=kind,
        domain="" if kind is BindingKind.NEWS_PUBLISHER else row.claim.domain,
        address=row.claim.address,
        state=state,
        code=code,
        detail=row.code,
        params=params,
        held_first=row.held_first,
        held_last=row.held_last,
        asked=row.asked,
        next_ask=row.next_ask,
        relations=tuple(_relation(one, row.claim.domain, at) for one in row.relations.all()),
    )


def _domain(row: Binding, at: datetime) -> tuple[BindingState, str, Params]:
    answered = Heard(row.answered) if row.answered else None
    state = state_of(Facts(answered, Heard(row.last), row.held_last), at)
    never = state is BindingState.UNREACHABLE and row.held_last is None
    about = "trust" if row.kind == BindingKind.TRUST_TXT else "state"
    code = f"binding.{about}.{state.value}{'.never' if never else ''}"
    return state, code, {"domain": row.claim.domain, "held_last": _day(row.held_last), "asked": _day(row.asked)}


def _certificate(row: Binding, policy: Policy, at: datetime) -> tuple[BindingState, str, Params]:
    found = listing_of(row.pem, policy, at)
    code = "binding.state.listed" if found.state is BindingState.HOLDS else f"binding.state.{found.state.value}"
    organisation = found.organisation or found.common_name
    return found.state, code, {
        "domain": organisation, "organisation": organisation, "common_name": found.common_name,
        "issuer": found.issuer, "list": found.list_name, "handle": row.handle,
    }  # fmt: skip


def _relation(row: TrustRelation, domain: str, at: datetime) -> RelationView:
    stale = row.told == Told.BOTH and row.both_last is not None and at - row.both_last > RELATION_STALE
    code = "relation.stale" if stale else f"relation.{row.told}"
    return RelationView(domain, row.attribute, row.other, code, row.both_last)


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else "–"


def _bound(view: BindingView) -> Bound:
    return Bound(view.kind.value, view.domain or str(view.params["organisation"]), _standing(view), view.asked)


def _standing(view: BindingView) -> Standing:
    if view.state is BindingState.UNREACHABLE and view.held_last is None:
        return Standing.PENDING
    return _STANDINGS.get(view.state, Standing.PENDING)


_STANDINGS: Final = {
    BindingState.HOLDS: Standing.HOLDS,
    BindingState.UNREACHABLE: Standing.UNREACHABLE,
    BindingState.STALE: Standing.STALE,
    BindingState.CONTRADICTED: Standing.CONTRADICTED,
    BindingState.DENIED: Standing.CONTRADICTED,
    BindingState.GONE: Standing.GONE,
    BindingState.LAPSED: Standing.GONE,
    BindingState.KEY_REVOKED: Standing.GONE,
}
