"""An author's page and a statement's page, as values."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from provenance.statements.eip55 import to_checksum
from provenance.statements.types import Address
from verify.accounts.models import Organisation
from verify.authors.bound import bindings_of
from verify.authors.counted import counted_ids
from verify.authors.errors import NoSuchAuthor
from verify.authors.knowing import Known, known_of, party_of
from verify.authors.models import CountedAuthor, DelegationRow, Key, Principal, StatementRow
from verify.authors.selectors.finding import author_find
from verify.authors.selectors.people import keys_of
from verify.authors.selectors.showing import shown
from verify.authors.selectors.statements import hidden_records, may_see
from verify.authors.selectors.values import AuthorPage, DelegationView, KeyView
from verify.authors.services.effects import VOUCHED
from verify.ledger.values import PUBLIC, Viewer

# Names of who counts an author: a page lists some, and says no number that could be read as a rank.
MOST_NAMES = 20
# One page asks for no more; what an operator hid leaves gaps.
MOST_LOOKED_AT = 100


def author_page(
    text: str, *, viewer: Viewer = PUBLIC, reader: Organisation | None = None, before: str = "", limit: int = 20
) -> AuthorPage:
    """Everything public about who is meant by a public id, an address or a bound domain; raises NoSuchAuthor.

    `before` is the id of the last statement already shown.
    """
    principal = author_find(text)
    if principal is None:
        raise NoSuchAuthor
    keys = keys_of(principal)
    given, received = _delegations(principal, keys)
    rows = _statements(principal, given, viewer, before)[: limit + 1]
    known = known_of(keys, (*given, *received))
    return AuthorPage(
        party=party_of(principal),
        since=principal.created,
        keys=tuple(_key(one, known) for one in keys),
        given=tuple(_delegation(one, known) for one in given),
        received=tuple(_delegation(one, known) for one in received),
        statements=shown(rows[:limit], viewer=viewer, reader=reader),
        bindings=bindings_of([principal.pk], reader=reader).get(principal.pk, ()),
        counted_by=_counted_by(principal),
        counted=principal.pk in counted_ids(reader),
        older=rows[limit - 1].pk if len(rows) > limit else "",
    )


def _delegations(
    principal: Principal, keys: Iterable[Key]
) -> tuple[tuple[DelegationRow, ...], tuple[DelegationRow, ...]]:
    """What it gave and what it got; only those that the organisation is known to have signed."""
    rows = DelegationRow.objects.filter(state__in=VOUCHED).select_related("revocation").order_by("created", "pk")
    given = rows.filter(principal=principal)
    received = rows.filter(delegate__in=[one.address for one in keys])
    return tuple(given), tuple(received)


def _statements(
    principal: Principal, given: Iterable[DelegationRow], viewer: Viewer, before: str
) -> list[StatementRow]:
    """Its own statements and those signed for it, newest first; not those that only name its wallet."""
    whose = Q(principal=principal) | Q(delegation__in=[one.struct_hash for one in given])
    seen_by = StatementRow.objects.filter(whose, may_see(viewer))
    rows = seen_by.filter(state__in=VOUCHED, erased=None)
    # A number of somebody else's sealed statement is as good as none: where a page begins must not tell when it was.
    last = seen_by.filter(pk=before).first() if before else None
    if last is not None:
        rows = rows.filter(Q(created__lt=last.created) | Q(created=last.created, pk__lt=last.pk))
    rows = rows.select_related("on_behalf_of__principal", "principal__organisation").order_by("-created", "-pk")
    seen = rows[:MOST_LOOKED_AT]
    hidden = hidden_records([row.record_id for row in seen], viewer)
    return [row for row in seen if row.record_id not in hidden]


def _key(key: Key, known: Known) -> KeyView:
    return KeyView(
        address=_shown(key.address),
        chain_id=key.chain_id,
        desk=key.desk,
        claim_id=key.claim_id or "",
        claimed=known.written(key.claim.record_id) if key.claim else known.written(""),
        ended=known.ended(key),
        replaced_by=_shown(key.replaced_by.address) if key.replaced_by else "",
        scheme=key.scheme,
    )


def _delegation(row: DelegationRow, known: Known) -> DelegationView:
    giver, receiver = known.key(row.organisation), known.key(row.delegate)
    return DelegationView(
        id=row.pk,
        struct_hash=row.struct_hash,
        organisation=giver.party if giver else None,
        organisation_address=_shown(row.organisation),
        delegate=receiver.party if receiver else None,
        delegate_address=_shown(row.delegate),
        scopes=tuple(row.scopes),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        written=known.written(row.record_id),
        signature=row.signature,
        ended=known.ended(row),
    )


def _counted_by(principal: Principal) -> tuple[str, ...]:
    rows = CountedAuthor.objects.filter(principal=principal).order_by("organisation__name")
    return tuple(rows.values_list("organisation__name", flat=True)[:MOST_NAMES])


def _shown(address: str) -> str:
    return to_checksum(Address(bytes.fromhex(address[2:])))
