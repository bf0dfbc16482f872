"""Statements: held against the same rules as any check of them, and recorded only where nothing speaks against them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db import transaction

from chronology.records import Kind
from provenance.sentences import sentence
from provenance.statements.checking import findings_of
from provenance.statements.commitment import commitment
from provenance.statements.evidence import Asked, Written
from provenance.statements.types import NOTHING, Act, ContentForm, SignatureCheck, SignatureState, Signed, Statement
from verify.accounts.models import User
from verify.authors.errors import BadStatement, NotYours
from verify.authors.evidence import evidence_of
from verify.authors.knowing import known_about
from verify.authors.models import Key, StatementRow
from verify.authors.parties import may_speak_about
from verify.authors.services.effects import moment, take_effect
from verify.authors.services.keeping import (
    Sealing,
    address_text,
    kept,
    message_keep,
    require_admitted,
    signature_of,
)
from verify.ledger.models import Form
from verify.ledger.parts import parts
from verify.ledger.values import Viewer

REFUSED: Final = frozenset(
    {
        "author.key_revoked",
        "author.key_order_unknown",
        "author.delegation_unknown",
        "author.delegation_broken",
        "author.delegation_unavailable",
        "author.delegation_revoked",
        "author.delegation_order_unknown",
        "author.outside_scope",
        "author.term_unknown",
        "author.organisation_key_revoked",
        "author.organisation_key_order_unknown",
    }
)
"""What would be held against the statement from its first day: it is not recorded, and the sentence says why."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens the commitment of a sealed statement: the SHA-256 of the work and a salt, 32 bytes each."""

    sha256: bytes
    salt: bytes


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """For which member a desk's key signs, and whether strangers may read their name."""

    user: User
    named: bool = False


@transaction.atomic
def statement_record(
    signed: Signed, *, owner: Viewer, opening: Opening | None = None, on_behalf: OnBehalf | None = None
) -> StatementRow:
    """Record a signed statement; repeating it returns the same row.

    The form of its content decides the form of the record: a SHA-256 is open, a commitment is sealed and may come with
    its opening, which only the owner's team reads. Raises BadStatement, NotYours, NonceUsed, SignatureBroken.
    """
    statement, at = signed.message, parts().clock()
    if not isinstance(statement, Statement):
        raise BadStatement("statement.type", "This is no statement about a work.")
    if (before := kept(StatementRow, signed)) is not None:
        return before
    require_admitted(signed, at)
    _require_fits(statement, opening)
    signed, check = signature_of(signed, at)
    _require_nothing_against(signed, check, at)
    about = _about(statement, signed, owner)
    row, new = message_keep(
        StatementRow,
        signed,
        owner=owner,
        kind=Kind.STATEMENT,
        check=check,
        form=Form.OPEN if statement.form is ContentForm.SHA256 else Form.SEALED,
        columns=_columns(signed, statement, about, on_behalf),
        sealing=_sealing(opening),
    )
    if new:
        take_effect(row)
    return row


def _require_fits(statement: Statement, opening: Opening | None) -> None:
    if opening is None:
        return
    if statement.form is ContentForm.SHA256 or commitment(opening.sha256, opening.salt) != statement.content:
        raise BadStatement("content.opening", "This opening does not fit what was signed. Send the one made with it.")


def _require_nothing_against(signed: Signed, check: SignatureCheck, at: datetime) -> None:
    """Recorded this moment, what would be said of it? A wallet that is still to be asked is taken to say yes."""
    assert isinstance(signed.message, Statement)  # noqa: S101  # the caller looked
    known = known_about([(address_text(signed.signer), signed.message)])
    now = Written(not_before=at, by=at)
    evidence = evidence_of(signed, replace(check, state=SignatureState.HOLDS), known, now)
    for finding in findings_of(evidence, Asked(), at):
        if finding.code in REFUSED:
            raise BadStatement(finding.code, f"Not recorded. {sentence(finding.code, finding.params)}")


def _about(statement: Statement, signed: Signed, owner: Viewer) -> str:
    """The statement that this one corrects or retracts: one of the same party, and of the same work if retracted."""
    if statement.about == NOTHING:
        return ""
    earlier = StatementRow.objects.filter(pk=statement.about.hex()).first()
    speaks = earlier is not None and may_speak_about(signed, earlier)
    if earlier is None or earlier.erased is not None or not (speaks or _sees(owner, earlier)):
        raise BadStatement("statement.about", "The statement that this one is about is not on record here.")
    if not speaks:
        raise NotYours("Only who signed a statement, or an organisation it speaks for, can correct it or take it back.")
    if statement.act is Act.RETRACT and earlier.content != statement.content.hex():
        raise BadStatement("statement.content", "A retraction names the same content as the statement it takes back.")
    return earlier.pk


def _sees(owner: Viewer, earlier: StatementRow) -> bool:
    """Whether the refusal may say that it is there: of a sealed one only its own team hears that much."""
    if earlier.form == Form.OPEN:
        return True
    if earlier.by_organisation is not None:
        return owner.organisation == earlier.by_organisation
    return owner.user is not None and owner.user == earlier.by_user


def _columns(signed: Signed, statement: Statement, about: str, on_behalf: OnBehalf | None) -> dict[str, object]:
    spoken_for = any(statement.organisation)
    sealed = statement.form is ContentForm.COMMITMENT
    return {
        "act": statement.act.value,
        "role": statement.role.value,
        "content": statement.content.hex(),
        "content_form": statement.form.value,
        "source": "" if sealed else statement.source,
        "principal_id": _principal_of(signed),
        "organisation": address_text(statement.organisation) if spoken_for else "",
        "delegation": statement.delegation.hex() if any(statement.delegation) else "",
        "stated": moment(statement.time),
        "about": about,
        "on_behalf_of": on_behalf.user if on_behalf else None,
        "member_named": bool(on_behalf and on_behalf.named),
    }


def _principal_of(signed: Signed) -> str | None:
    key = Key.objects.filter(address=address_text(signed.signer)).first()
    return key.principal_id if key else None


def _sealing(opening: Opening | None) -> Sealing:
    if opening is None:
        return Sealing()
    return Sealing({"sha256": opening.sha256.hex(), "salt": opening.salt.hex()})
