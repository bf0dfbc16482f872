"""What maintainers do in a case besides voting: tell the maker, step back, cancel; and orders of courts."""

from __future__ import annotations

import json
from collections.abc import Mapping

from provenance.blindlist.government.ballots import (
    Ballot,
    SignedBallot,
    ballot_to_json,
    from_text,
    typed_data,
    unsigned_to_json,
)
from provenance.blindlist.government.codec import seconds
from provenance.blindlist.government.types import ActKind, CancelReason, Demand, Register
from provenance.blindlist.government.words import cancel_name, proof_of
from provenance.statements.limits import WORD_BYTES
from verify.audit.acting import MAINTAINER
from verify.audit.services import note
from verify.blacklist.errors import BadBallot, NoSuchCase
from verify.blacklist.models import ActRow, CaseRow, SignedWord
from verify.blacklist.seats import SeatView, member_at, voice_in
from verify.blacklist.services.signing import Prepared, require_own
from verify.blacklist.services.writing import Body, in_turn, now, write_act
from verify.blacklist.state import register
from verify.ledger.parts import parts
from verify.signing_domain import statement_domain


def case_of(number: str) -> CaseRow:
    """The case of this public number; raises NoSuchCase."""
    found = CaseRow.objects.filter(number=number).first()
    if found is None:
        raise NoSuchCase
    return found


def vendor_told(*, case: str, seat: SeatView) -> ActRow:
    """The maker knows of the case; raises ActRefused."""
    return noted(write_act(ActKind.VENDOR_TOLD, case_of(case).hash, lambda before, _: _by(before, seat)))


def case_recuse(*, case: str, seat: SeatView) -> ActRow:
    """This maintainer steps back from the case; raises ActRefused."""
    name = case_of(case).hash
    voice = {"voice": voice_in(name, seat.index)}
    return noted(write_act(ActKind.RECUSED, name, lambda before, _: _by(before, seat, voice)))


def legal_order(*, jurisdiction: str, demand: str, seat: SeatView) -> ActRow:
    """A maintainer was ordered something: counted in public, without any effect by itself. Raises BadAct."""
    told = {"jurisdiction": jurisdiction.strip(), "demand": Demand(demand).value}
    return noted(write_act(ActKind.LEGAL_ORDER, "", lambda before, _: _by(before, seat, told)))


def cancel_prepare(*, case: str, seat: SeatView, reason: str) -> Prepared:
    """What the wallet signs to cancel a listing in its delay; raises NoSuchCase, ValueError for no such reason."""
    word = Ballot(
        bytes.fromhex(case_of(case).hash),
        cancel_name(CancelReason(reason)),
        parts().randomness(WORD_BYTES),
        0,
        seconds(now()),
        parts().randomness(WORD_BYTES),
    )
    domain = statement_domain()
    return Prepared(word, typed_data(domain, word), unsigned_to_json(domain, word), "")


def case_cancel(*, case: str, seat: SeatView, reason: str, signed: str) -> ActRow:
    """Stop a listing that waits for its delay, once a maintainer and case; raises ActRefused, BadBallot, NotSeated.

    The public act holds a digest of the signature; the stations see the signature itself.
    """
    word, name = from_text(signed), case_of(case).hash
    require_own(word, member_at(register().maintainers, seat), name)
    if word.ballot.round != cancel_name(CancelReason(reason)):
        raise BadBallot("ballot.round", "This was signed for something else. Sign again.")
    body = {"voice": voice_in(name, seat.index), "reason": reason, "proof": proof_of(word)}
    return noted(in_turn(lambda: _cancelled(name, body, word)))


def noted(row: ActRow) -> ActRow:
    """Note an act of the desk in the operator's trail: what and when. Who it was stays between desk and ombudsman."""
    note(f"camera_list.{row.kind}", about="act", subject=row.pk, actor=MAINTAINER)
    return row


def _cancelled(name: str, body: Mapping[str, str], word: SignedBallot) -> ActRow:
    row = write_act(ActKind.CANCELLED, name, lambda _before, _at: dict(body))
    SignedWord.objects.create(act=row.pk, signed=json.dumps(ballot_to_json(word)))
    return row


def _by(before: Register, seat: SeatView, body: Mapping[str, str] | None = None) -> Body:
    """Only who is in office says anything."""
    member_at(before.maintainers, seat)
    return dict(body or {})
