"""Which consents are told for a work, and what is told of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from provenance.statements import wire
from provenance.statements.consents import SeenConsent, Vouched
from provenance.statements.evidence import Bound, Standing
from provenance.statements.membership import Membership
from provenance.statements.types import Address, Consent
from verify.accounts.models import Organisation
from verify.authors.bound import bindings_of
from verify.authors.models import CountedAuthor, Key
from verify.authors.services.effects import VOUCHED
from verify.consents.errors import NoSuchConsent
from verify.consents.models import Campaign, CampaignMember, ConsentRow
from verify.ledger.errors import LedgerError
from verify.ledger.models import Record
from verify.ledger.selectors.times import records_by_number
from verify.ledger.values import PUBLIC
from verify.prepared import PreparedAny

MOST_KNOWN: Final = 30
"""Consents of keys that somebody claimed, told for one work; a group picture has a dozen people."""
MOST_UNKNOWN: Final = 5
"""Consents of keys that nobody claimed: anybody can hand in thousands, and they say little."""
NODE_BYTES: Final = 32

CONSENTED: Final = PreparedAny(lambda sha256: ConsentRow.objects.filter(content=sha256))
IN_CAMPAIGNS: Final = PreparedAny(lambda sha256: CampaignMember.objects.filter(sha256=sha256))


def consent_get(name: str) -> ConsentRow:
    """The consent with this number, hex; raises NoSuchConsent, also where it was erased or an operator hid it."""
    found = ConsentRow.objects.filter(pk=name, erased=None).first()
    if found is None or not _shown([found]):
        raise NoSuchConsent
    return found


def consents_about(sha256: str, *, reader: Organisation | None) -> tuple[SeenConsent, ...]:
    """The consents for this work (hex) and for campaigns that it belongs to, those of counted authors first.

    Anybody claims wallets and opens campaigns over anybody's work: neither keeps one out that somebody vouches for.
    """
    if not (CONSENTED.about(sha256.lower()) or IN_CAMPAIGNS.about(sha256.lower())):
        return ()
    named = _named(sha256.lower())
    keys = {key.address: key for key in _keys_of(named)}
    backed = _backed(keys.values(), reader)
    vouched = named.filter(signer__in=backed).order_by(*FIRST)[:MOST_KNOWN]
    known = named.filter(signer__in=set(keys) - backed).order_by(*FIRST)[: MOST_KNOWN - len(vouched)]
    others = named.exclude(signer__in=list(keys)).order_by(*FIRST)[:MOST_UNKNOWN]
    around = _Around.of([*vouched, *known, *others], keys, reader)
    proofs = dict(_proofs(sha256.lower(), [one.content for one in around.rows]))
    return tuple(sorted((around.seen(one, proofs.get(one.content)) for one in around.rows), key=_weight))


def is_backed(signer: str) -> bool:
    """Whether anybody but the signer says whose key an address is: an organisation that counts it, or a domain."""
    keys = list(Key.objects.filter(address=signer))
    counted = CountedAuthor.objects.filter(principal_id__in=[key.principal_id for key in keys])
    return counted.exists() or bool(_backed(keys, None))


def _backed(keys: Iterable[Key], reader: Organisation | None) -> set[str]:
    """The addresses for which somebody vouches to this reader."""
    listed = list(keys)
    people = {key.principal_id for key in listed}
    bindings = bindings_of(people)
    bound = {one for one in people if any(each.standing is Standing.HOLDS for each in bindings.get(one, ()))}
    return {key.address for key in listed if key.principal_id in bound | _counted(people, reader)}


FIRST: Final = ("doubtful", "created", "pk")
"""Those whose signature holds come first, then the oldest: nobody drowns a consent with signatures that do not."""


def _named(sha256: str) -> QuerySet[ConsentRow]:
    """The consents about a work, without copies of one whose signature holds: anybody can bend a signature."""
    campaigns = CampaignMember.objects.filter(sha256=sha256).values("campaign_id")
    about = ConsentRow.objects.filter(Q(content=sha256) | Q(content__in=campaigns), erased=None)
    held = ConsentRow.objects.filter(struct_hash=OuterRef("struct_hash"), signer=OuterRef("signer"), state__in=VOUCHED)
    doubtful = Case(When(state__in=VOUCHED, then=0), default=1)
    return about.filter(Q(state__in=VOUCHED) | ~Exists(held)).annotate(doubtful=doubtful)


def consent_seen(row: ConsentRow, *, reader: Organisation | None) -> SeenConsent:
    """One consent with what is known around it."""
    keys = {key.address: key for key in Key.objects.filter(address=row.signer).select_related("principal")}
    return _Around.of([row], keys, reader).seen(row, None)


def campaigns_of(sha256: str) -> tuple[tuple[str, Membership], ...]:
    """The campaigns that this work (hex) belongs to, by number, with the proof."""
    found = CampaignMember.objects.filter(sha256=sha256.lower()).order_by("campaign__created", "campaign_id")
    return tuple(_proofs(sha256.lower(), found.values_list("campaign_id", flat=True)[:MOST_KNOWN]))


def _keys_of(named: QuerySet[ConsentRow]) -> Iterable[Key]:
    return Key.objects.filter(address__in=named.values("signer")).select_related("principal")


def _proofs(sha256: str, campaigns: Iterable[str]) -> Iterator[tuple[str, Membership]]:
    members = CampaignMember.objects.filter(sha256=sha256, campaign__in=set(campaigns))
    for member in members.select_related("campaign"):
        path = bytes(member.path)
        nodes = tuple(path[at : at + NODE_BYTES] for at in range(0, len(path), NODE_BYTES))
        yield member.campaign_id, Membership(member.place, member.campaign.size, nodes)


def _weight(one: SeenConsent) -> int:
    return list(Vouched).index(one.vouched)


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around some consents, asked for once for all of them."""

    rows: tuple[ConsentRow, ...]
    keys: dict[str, Key]
    counted: frozenset[str]
    bindings: dict[str, tuple[Bound, ...]]
    campaigns: dict[str, str]
    written: dict[str, tuple[datetime | None, bool]]
    owners: dict[str, frozenset[Address]]

    @classmethod
    def of(cls, rows: Iterable[ConsentRow], keys: dict[str, Key], reader: Organisation | None) -> _Around:
        found = _shown(rows)
        people = {key.principal_id for key in keys.values()}
        return cls(
            rows=found,
            keys=keys,
            counted=_counted(people, reader),
            bindings=dict(bindings_of(people)),
            campaigns=dict(Campaign.objects.filter(pk__in=[one.content for one in found]).values_list("pk", "name")),
            written=_written([one.record_id for one in found]),
            owners=_owners(people),
        )

    def seen(self, row: ConsentRow, proof: Membership | None) -> SeenConsent:
        """One of them, as the rules read it."""
        consent = wire.from_json(row.body).message
        if not isinstance(consent, Consent):
            raise NoSuchConsent
        key = self.keys.get(row.signer)
        vouched, domain = self._standing(key)
        by, waiting = self.written.get(row.record_id, (None, True))
        return SeenConsent(
            id=row.pk,
            consent=consent,
            check=row.signature,
            signer=key.principal.name if key else "",
            vouched=vouched,
            domain=domain,
            campaign=self.campaigns.get(row.content, ""),
            membership=proof,
            revoked=row.revoked,
            key_revoked=key.revoked if key else None,
            by=by,
            waiting=waiting,
            owner=self.owners.get(key.principal_id if key else "", frozenset()) | {_address(row.signer)},
        )

    def _standing(self, key: Key | None) -> tuple[Vouched, str]:
        if key is None:
            return Vouched.NOBODY, ""
        if key.principal_id in self.counted:
            return Vouched.COUNTED, ""
        names = [one.name for one in self.bindings.get(key.principal_id, ()) if one.standing is Standing.HOLDS]
        return (Vouched.BOUND, names[0]) if names else (Vouched.NOBODY, "")


def _counted(people: set[str], reader: Organisation | None) -> frozenset[str]:
    if reader is None:
        return frozenset()
    listed = CountedAuthor.objects.filter(organisation=reader, principal_id__in=people)
    own = Key.objects.filter(principal_id__in=people, principal__organisation=reader)
    return frozenset((*listed.values_list("principal_id", flat=True), *own.values_list("principal_id", flat=True)))


def _owners(people: set[str]) -> dict[str, frozenset[Address]]:
    """Every key that each of them claimed, ended ones too: who changes wallets stays who they are."""
    found: dict[str, set[Address]] = {}
    for owner, address in Key.objects.filter(principal_id__in=people).values_list("principal_id", "address"):
        found.setdefault(owner, set()).add(_address(address))
    return {owner: frozenset(addresses) for owner, addresses in found.items()}


def _address(text: str) -> Address:
    return Address(bytes.fromhex(text.removeprefix("0x")))


def _written(numbers: list[str]) -> dict[str, tuple[datetime | None, bool]]:
    """When each record was written at the latest, as far as anybody outside vouches for it, and whether it waits."""
    try:
        found = records_by_number(numbers, viewer=PUBLIC)
    except LedgerError:
        return dict.fromkeys(numbers, (None, False))
    return {number: (one.by.at if one.by else None, one.index is None) for number, one in found.items()}


def _shown(rows: Iterable[ConsentRow]) -> tuple[ConsentRow, ...]:
    """Those whose record no operator took out of display."""
    listed = list(rows)
    hidden = Record.objects.filter(pk__in=[one.record_id for one in listed]).exclude(hidden=None)
    gone = set(hidden.values_list("pk", flat=True))
    return tuple(one for one in listed if one.record_id not in gone)
