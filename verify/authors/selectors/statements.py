"""Which signed messages there are for whom; sealed ones of others and none at all are asked for by one query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from django.db.models import Case, F, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from provenance.statements.types import Scheme, SignatureState
from verify.authors.errors import NoSuchStatement
from verify.authors.models import DelegationRow, Key, KeyClaimRow, RevocationRow, SignedMessage, StatementRow
from verify.authors.services.effects import VOUCHED
from verify.ledger.selectors.records import records_seen_by
from verify.ledger.values import PUBLIC, Viewer
from verify.prepared import PreparedAny

# More about one work are an attempt to drown the rest; each costs what a check of it costs.
MOST_FOUND = 20
MOST_ALWAYS = 5

CHILDREN = {
    "Statement": StatementRow,
    "KeyClaim": KeyClaimRow,
    "Delegation": DelegationRow,
    "Revocation": RevocationRow,
}


def statement_get(name: str, *, viewer: Viewer = PUBLIC) -> SignedMessage:
    """The signed message of this id in hex, as the row of its own kind; raises NoSuchStatement."""
    found = SignedMessage.objects.filter(may_see(viewer), pk=name.lower().removeprefix("0x")).first()
    if found is None or not _shown(found, viewer):
        raise NoSuchStatement
    child = CHILDREN.get(found.type)
    return found if child is None else child.objects.get(pk=found.pk)


def _about_bytes(sha256: str) -> QuerySet[StatementRow]:
    return StatementRow.objects.filter(content=sha256, content_form="sha256", erased=None)


ABOUT_BYTES: Final = PreparedAny(_about_bytes)


def statements_about(sha256: str, *, viewer: Viewer = PUBLIC, always: Collection[str] = ()) -> tuple[StatementRow, ...]:
    """Open statements about the bytes of this digest (hex), oldest first.

    Nobody can drown those of others with statements of their own: the oldest of each account comes before anybody's
    second, claimed keys before unknown ones, and those of the authors `always` (public ids) are among them in any case.
    Signatures that are known not to hold are left out, and what an operator hid. Sealed ones are found by their own
    number alone.
    """
    if not ABOUT_BYTES.about(sha256.lower()):
        return ()
    rows = (
        _about_bytes(sha256.lower())
        .exclude(state=SignatureState.BROKEN.value)
        .select_related("on_behalf_of__principal", "principal__organisation")
    )
    known_first = F("principal").asc(nulls_last=True)
    found = list(rows.annotate(turn=turn()).order_by("turn", known_first, "created", "pk")[:MOST_FOUND])
    if always and len(found) == MOST_FOUND:
        others = rows.filter(principal__in=always).exclude(pk__in=[one.pk for one in found])
        found += others.order_by("created", "pk")[:MOST_ALWAYS]
    hidden = hidden_records([one.record_id for one in found], viewer)
    shown = [one for one in _worth_naming(found) if one.record_id not in hidden]
    return tuple(sorted(shown, key=lambda row: (row.created, row.pk)))


def turn() -> Window:
    """Which of its account's a statement is, oldest first; who records for an organisation is not told apart in it."""
    person = Case(When(by_organisation=None, then=F("by_user")))
    return Window(RowNumber(), [F("by_organisation"), person], [F("created").asc(), F("pk").asc()])


def _worth_naming(rows: Sequence[StatementRow]) -> list[StatementRow]:
    """Without those that only name a wallet which is known to sign by its own key, or which signed the very same."""
    open_ = {row.signer for row in rows if row.state not in VOUCHED}
    plain = set(Key.objects.filter(address__in=open_, scheme=Scheme.EOA.value).values_list("address", flat=True))
    signed = {(row.signer, row.nonce) for row in rows if row.state in VOUCHED}
    return [
        row
        for row in rows
        if row.state in VOUCHED or (row.signer not in plain and (row.signer, row.nonce) not in signed)
    ]


def statements_of_record(record_id: str, *, viewer: Viewer = PUBLIC) -> tuple[SignedMessage, ...]:
    """What was signed and stands behind a record, for this viewer."""
    rows = SignedMessage.objects.filter(may_see(viewer), record_id=record_id)
    return tuple(row for row in rows if _shown(row, viewer))


def may_see(viewer: Viewer) -> Q:
    """Open ones, and those of the viewer's own team."""
    shown = Q(form="open")
    if viewer.organisation is not None:
        shown |= Q(by_organisation=viewer.organisation)
    if viewer.user is not None:
        shown |= Q(by_organisation=None, by_user=viewer.user)
    return shown


def hidden_records(numbers: Collection[str], viewer: Viewer) -> set[str]:
    """Those of these records that the viewer may not see: an operator hid them."""
    wanted = set(numbers) - {""}
    return wanted - {record.pk for record in records_seen_by(viewer, wanted)} if wanted else set()


def _shown(row: SignedMessage, viewer: Viewer) -> bool:
    return not hidden_records([row.record_id], viewer)


def each_in_turn(rows: Sequence[StatementRow], most: int = MOST_FOUND) -> list[StatementRow]:
    """At most so many of these, each signer's first before anybody's second, in the order of their making."""
    turns: dict[str, int] = {}
    placed: list[tuple[int, StatementRow]] = []
    for row in rows:
        turns[row.signer] = turns.get(row.signer, 0) + 1
        placed.append((turns[row.signer], row))
    chosen = [row for _, row in sorted(placed, key=lambda one: one[0])[:most]]
    return sorted(chosen, key=lambda row: (row.created, row.pk))
