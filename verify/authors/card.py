"""The identity card: everything that says who somebody is, side by side; what contradicts is listed, never averaged.

Keys and what stands behind them are the site's own knowledge; identities attached to a file come as its findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from provenance.statements.eip55 import to_checksum
from provenance.statements.types import Address
from provenance.types import Finding, Params, State
from verify.accounts.models import Organisation
from verify.authors.bindings.kinds import BindingKind
from verify.authors.bindings.selectors import binding_views, bound_elsewhere, bound_once
from verify.authors.bindings.states import BindingState
from verify.authors.bindings.views import BindingView, RelationView
from verify.authors.counted import counted_ids
from verify.authors.models import Binding, Key, Principal
from verify.authors.selectors.people import keys_of
from verify.ledger.parts import parts


@dataclass(frozen=True, slots=True)
class CardKey:
    """A wallet, in the form in which people see addresses, and since when until when it is theirs."""

    address: str
    added: datetime
    ended: datetime | None
    desk: bool


@dataclass(frozen=True, slots=True)
class CardIdentity:
    """An identity attached to the file that is looked at. `bound` says that it is the certificate bound here."""

    who: str
    issuer: str
    roles: tuple[str, ...]
    state: State
    code: str
    bound: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that do not fit; the sentence is in the bindings' catalogue."""

    code: str
    params: Params


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """Who somebody is, as far as anything says so.

    `name` is their own word. `listed_by` is the reader's list that vouches for their certificate, or empty; `counted`
    says that the reader's organisation goes by what they sign. `once` is what stood behind them and does not now, with
    the time in which it was heard to.
    """

    principal: str
    name: str
    kind: str
    keys: tuple[CardKey, ...]
    bindings: tuple[BindingView, ...]
    relations: tuple[RelationView, ...]
    identities: tuple[CardIdentity, ...]
    listed_by: str
    counted: bool
    contradictions: tuple[Contradiction, ...]
    once: tuple[BindingView, ...] = ()


def identity_card(
    principal: Principal,
    *,
    at: datetime | None = None,
    reader: Organisation | None = None,
    identities: Sequence[Finding] = (),
) -> IdentityCard:
    """The card of a principal for one reader; `identities` are findings of the kind `identity` about one file."""
    moment = at or parts().clock()
    views = binding_views(principal, at=moment, reader=reader)
    attached = tuple(_attached(one, views) for one in identities if one.params.get("who"))
    return IdentityCard(
        principal=principal.pk,
        name=principal.name,
        kind=principal.kind,
        keys=tuple(_key(one) for one in keys_of(principal)),
        bindings=tuple(one for one in views if one.kind is not BindingKind.TRUST_TXT),
        relations=tuple(relation for one in views for relation in one.relations),
        identities=attached,
        listed_by=next((str(one.params["list"]) for one in _certificates(views) if one.backs), ""),
        counted=principal.pk in counted_ids(reader),
        contradictions=tuple(_contradictions(principal, views, attached)),
        once=bound_once(principal, at=moment),
    )


def principal_of_identity(finding: Finding) -> Principal | None:
    """Who bound the certificate of an attached identity here, whether or not a list vouches for it; None for nobody."""
    handle = finding.params.get("handle")
    live = Binding.objects.filter(handle=handle, claim__ended=None).select_related("claim__principal")
    row = live.order_by("pk").first() if handle else None
    return row.claim.principal if row else None


def _key(key: Key) -> CardKey:
    return CardKey(_shown(key.address), key.added, key.revoked, key.desk)


def _shown(address: str) -> str:
    return to_checksum(Address(bytes.fromhex(address[2:])))


def _attached(finding: Finding, views: Sequence[BindingView]) -> CardIdentity:
    roles, handle = finding.params.get("roles", ()), finding.params.get("handle")
    return CardIdentity(
        who=str(finding.params["who"]),
        issuer=str(finding.params.get("issuer", "")),
        roles=tuple(map(str, roles)) if isinstance(roles, tuple | list) else (),
        state=finding.state,
        code=finding.code,
        bound=bool(handle) and any(one.params.get("handle") == handle for one in _certificates(views)),
    )


def _certificates(views: Sequence[BindingView]) -> list[BindingView]:
    return [one for one in views if one.kind is BindingKind.NEWS_PUBLISHER]


def _contradictions(
    principal: Principal, views: Sequence[BindingView], attached: Sequence[CardIdentity]
) -> Iterator[Contradiction]:
    for one in views:
        yield from _of_binding(one)
    for domain in dict.fromkeys(one.domain for one in views if one.backs and one.domain):
        others = bound_elsewhere(domain, principal)
        if others:
            yield Contradiction("card.domain_of_several", {"domain": domain, "others": others})
    yield from _of_names(principal, views)
    yield from _of_identities(views, attached)


def _of_binding(view: BindingView) -> Iterator[Contradiction]:
    params: Params = {"domain": view.domain, "address": _shown(view.address)}
    if view.state is BindingState.CONTRADICTED:
        yield Contradiction("card.domain_contradicts", params)
    elif view.state is BindingState.DENIED:
        yield Contradiction("card.denied", params)
    elif view.state is BindingState.KEY_REVOKED and view.domain and view.detail == "binding.names_key":
        yield Contradiction("card.domain_names_ended_key", params)


def _of_names(principal: Principal, views: Sequence[BindingView]) -> Iterator[Contradiction]:
    """What they call themselves against what a certificate calls them; capitals and blanks are no difference."""
    for one in _certificates(views):
        organisation, person = str(one.params["organisation"]), str(one.params["common_name"])
        if _plain(principal.name) not in {_plain(organisation), _plain(person)}:
            yield Contradiction("card.names_differ", {"name": principal.name, "organisation": organisation})


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _of_identities(views: Sequence[BindingView], attached: Sequence[CardIdentity]) -> Iterator[Contradiction]:
    code = "card.other_certificate" if _certificates(views) else "card.unbound_identity"
    for one in attached:
        if not one.bound:
            yield Contradiction(code, {"who": one.who})
