"""One medium onto the record: examined in the sandbox, recorded openly, let be found, its duplicates named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from chronology.records import Kind
from provenance.comparison.types import Likeness
from provenance.direction import is_captured
from provenance.errors import CannotOpen
from provenance.sentences import sentence
from provenance.types import Examination
from verify import wiring
from verify.cases.errors import LinkNotAllowed
from verify.cases.indexing import IndexChoice, fingerprints_are_indexed
from verify.cases.links import link_name
from verify.cases.similar import Asked, search_similar
from verify.cases.teams import scopes_of
from verify.fetch import FetchError
from verify.intake.models import TakenItem
from verify.intake.pieces import Piece
from verify.ledger.models import OpenContent, Record
from verify.ledger.services import record_open
from verify.ledger.values import Viewer
from verify.registry.selectors import policy_for


class Outcome(StrEnum):
    """What became of one medium."""

    RECORDED = "recorded"
    WOULD = "would"
    ALREADY = "already"
    EARLIER = "earlier"
    UNREADABLE = "unreadable"
    UNREACHABLE = "unreachable"
    BEGUN = "begun"


# Not looked at again by a later run: nothing about them changes by itself. What is only begun is on record, but copies
# of it are not found yet.
SETTLED = (Outcome.RECORDED, Outcome.ALREADY, Outcome.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Taken:
    """`copy_of` is the record of another medium that this one is a copy of, by its pixels; `found` whether it will be.

    `why` is a sentence where nothing was recorded.
    """

    outcome: Outcome
    record: str = ""
    copy_of: str = ""
    found: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Taking:
    """How one run takes in: for whom, with which choice, and whether anything is written at all."""

    owner: Viewer
    choice: IndexChoice
    dry: bool = False

    def take(self, piece: Piece) -> Taken:
        """Take one piece in; a piece that was dealt with before is left alone. Repeated calls change nothing."""
        before = TakenItem.objects.filter(organisation_id=self.owner.organisation, mark=piece.mark).first()
        if before is not None and before.outcome in SETTLED:
            return Taken(Outcome.EARLIER, before.record_id)
        begun = before.record_id if before is not None and before.outcome == Outcome.BEGUN else ""
        taken = self._taken(piece, begun)
        if not self.dry and taken.outcome is not Outcome.RECORDED:
            self._remember(piece, taken.outcome, taken.record)
        return taken

    def _taken(self, piece: Piece, begun: str) -> Taken:
        try:
            with piece.open() as descriptor:
                examination = wiring.examiner().examine(descriptor, wiring.now(), policy=policy_for(None))
        except (CannotOpen, FetchError) as problem:
            return Taken(Outcome.UNREACHABLE, why=problem.public)
        report = examination.report
        if report.headline.code == "unreadable" or report.media.sha256 is None:
            return Taken(Outcome.UNREADABLE, why=_why(examination))
        return self._read(piece, examination, report.media.sha256, begun)

    def _read(self, piece: Piece, examination: Examination, sha256: str, begun: str) -> Taken:
        own = self._own_record(sha256)
        if own is not None and own.pk == begun and not self.dry:
            return self._finished(piece, own, examination)
        if own is not None:
            self._name_link(own, piece)
            return Taken(Outcome.ALREADY, own.pk)
        copy_of = self._copy_of(examination)
        if self.dry:
            return Taken(Outcome.WOULD, copy_of=copy_of)
        media_type = examination.report.media.type or ""
        with transaction.atomic():
            record = record_open(sha256=bytes.fromhex(sha256), owner=self.owner, media_type=media_type)
            self._remember(piece, Outcome.BEGUN, record.pk)
        return self._finished(piece, record, examination, copy_of)

    def _finished(self, piece: Piece, record: Record, examination: Examination, copy_of: str = "") -> Taken:
        """Let a record be found; where the index is away the piece stays begun, so that the next run tries again."""
        self._name_link(record, piece)
        found = self._indexed(record, examination)
        if found or examination.fingerprints is None:
            self._remember(piece, Outcome.RECORDED, record.pk)
        return Taken(Outcome.RECORDED, record.pk, copy_of, found)

    def _own_record(self, sha256: str) -> Record | None:
        own = OpenContent.objects.filter(sha256=sha256, record__organisation_id=self.owner.organisation, role="")
        found = own.exclude(record__followers__kind=Kind.RETRACTED).select_related("record").order_by("pk").first()
        return None if found is None else found.record

    def _copy_of(self, examination: Examination) -> str:
        if examination.fingerprints is None:
            return ""
        asked = Asked(examination.fingerprints, examination.bindings)
        similar = search_similar(asked, scopes_of(self.owner))
        return next((one.work.record_id for one in similar.found if one.comparison.likeness is Likeness.COPY), "")

    def _indexed(self, record: Record, examination: Examination) -> bool:
        return examination.fingerprints is not None and fingerprints_are_indexed(
            record,
            examination.fingerprints,
            self.choice,
            bindings=examination.bindings,
            captured=is_captured(examination.report),
        )

    def _name_link(self, record: Record, piece: Piece) -> None:
        if self.dry or not piece.page:
            return
        try:
            link_name(record, piece.page)
        except LinkNotAllowed:
            return  # an address that nobody could look up is no name

    def _remember(self, piece: Piece, outcome: Outcome, record: str) -> None:
        TakenItem.objects.update_or_create(
            organisation_id=self.owner.organisation,
            mark=piece.mark,
            defaults={"outcome": outcome, "record_id": record, "at": wiring.now()},
        )


def _why(examination: Examination) -> str:
    reason = next((one for one in examination.report.findings if one.code.startswith("refused.")), None)
    return sentence(reason.code, reason.params) if reason else "The file cannot be read."
