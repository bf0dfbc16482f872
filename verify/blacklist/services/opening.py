"""Cases come in with sealed ids and sealed evidence; who brought them is kept nowhere here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from provenance.attestation.types import IdKind
from provenance.blindlist.government.dockets import case_hash, docket_to_json, target_of
from provenance.blindlist.government.rules import EvidenceClass, Rules
from provenance.blindlist.government.rules_json import rules_digest, rules_to_json
from provenance.blindlist.government.types import Docket, Plain, Reason, Register, Target
from provenance.blindlist.pins import set_digest, set_to_json
from provenance.blindlist.sealing import SealedId, SealedWords, id_from_json, words_from_json
from provenance.blindlist.types import MaintainerSet
from verify.accounts.models import User
from verify.audit.acting import MAINTAINER
from verify.audit.services import note
from verify.blacklist.errors import BadAct
from verify.blacklist.models import CaseRow, SealedEvidence, SealedIdRow, Seat
from verify.blacklist.seats import SeatView
from verify.blacklist.services.writing import Body, in_turn, write_case
from verify.blacklist.state import register
from verify.ledger.parts import parts

SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Brought:
    """What a case is opened with; `evidence` is a commitment or the digest of a proposal."""

    target: Target
    reason: Reason
    evidence_class: EvidenceClass
    evidence: str
    ids: tuple[tuple[IdKind, str], ...] = ()
    proposal: Mapping[str, Plain] = field(default_factory=dict)


def case_open(  # noqa: PLR0913  a case has as many parts
    *,
    ids: Sequence[str],
    reason: str,
    evidence_class: str,
    evidence: tuple[str, str],
    seat: SeatView | None = None,
    reporter_user: User | None = None,
    recused: Iterable[int] = (),
) -> str:
    """Open a case; returns its public number. Raises BadAct, BadBlob.

    `ids` are sealed ids as JSON, `evidence` the commitment and the sealed words as JSON. Whoever reports or owns the
    device is recused where they have a seat; nothing else of them is kept.
    """
    sealed = [id_from_json(one) for one in ids]
    require_boxes([_words(evidence)], register().maintainers)
    brought = Brought(
        target_of([one.kind for one in sealed]),
        Reason(reason),
        EvidenceClass(evidence_class),
        evidence[0],
        tuple((one.kind, one.commitment) for one in sealed),
    )
    apart = sorted(set(recused) | _seats_of(seat, reporter_user))
    return in_turn(lambda: _kept(brought, apart, sealed, ids, evidence[1]))


def rules_propose(*, rules: Rules, seat: SeatView) -> str:
    """Open a case about new rules, which the old ones decide; returns its number. Raises ActRefused, BadRules."""
    return _propose(Target.RULES, rules_digest(rules), rules_to_json(rules))


def members_propose(*, members: MaintainerSet, seat: SeatView) -> str:
    """Open a case about new maintainers; returns its number. Raises ActRefused, BadRules."""
    return _propose(Target.MEMBERS, set_digest(members), set_to_json(members))


def _propose(target: Target, digest: str, proposal: Mapping[str, Plain]) -> str:
    brought = Brought(target, Reason.GOVERNING, EvidenceClass.C, digest, proposal=proposal)
    number = in_turn(lambda: _row(_opened(brought), []).number)
    note("camera_list.proposed", about="case", subject=number, actor=MAINTAINER, target=target.value)
    return number


def _kept(brought: Brought, apart: list[int], sealed: Sequence[SealedId], texts: Sequence[str], evidence: str) -> str:
    row = _row(_opened(brought, sealed), apart)
    SealedIdRow.objects.bulk_create(
        SealedIdRow(case=row, place=place, commitment=one.commitment, sealed=text)
        for place, (one, text) in enumerate(zip(sealed, texts, strict=True))
    )
    SealedEvidence.objects.create(case=row, sealed=evidence)
    return row.number


def _opened(brought: Brought, sealed: Sequence[SealedId] = ()) -> Docket:
    made: list[Docket] = []

    def docket(before: Register, at: datetime) -> tuple[str, Body]:
        require_boxes(sealed, before.maintainers)
        told = (brought.target, brought.reason, brought.evidence_class, brought.evidence, brought.ids)
        made.append(Docket(_number(before, at), *told, at, parts().randomness(SALT_BYTES).hex()))
        return case_hash(made[0]), {"docket": docket_to_json(made[0]), "proposal": dict(brought.proposal)}

    write_case(docket)
    return made[0]


def _words(evidence: tuple[str, str]) -> SealedWords:
    words = words_from_json(evidence[1])
    if words.commitment != evidence[0]:
        raise BadAct("evidence.commitment", "The sealed evidence is not what was committed to.")
    return words


def require_boxes(sealed: Iterable[SealedId | SealedWords], members: MaintainerSet) -> None:
    """Raises BadAct unless each is sealed to every maintainer in office, and to nobody else."""
    seats = {one.index for one in members.members}
    if any({index for index, _ in one.boxes} != seats for one in sealed):
        raise BadAct("ids.boxes", "Each id is sealed to every maintainer in office, and to nobody else.")


def _seats_of(seat: SeatView | None, reporter: User | None) -> set[int]:
    users = [one for one in (seat.user if seat else None, reporter.pk if reporter else None) if one is not None]
    return set(Seat.objects.filter(user_id__in=users).values_list("pk", flat=True))


def _number(before: Register, at: datetime) -> str:
    return f"FL-{at.year}-{len(before.cases) + 1:04}"


def _row(docket: Docket, apart: list[int]) -> CaseRow:
    name = case_hash(docket)
    return CaseRow.objects.create(hash=name, number=docket.number, apart=apart, opened=docket.opened)
