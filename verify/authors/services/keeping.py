"""Keeping a signed message: its row, its leaf on the way to the log, and its nonce, all in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from provenance.statements import admission, recovery, wire
from provenance.statements.errors import BadMessage
from provenance.statements.messages import require_signed
from provenance.statements.types import Scheme, SignatureCheck, SignatureState, Signed
from verify.authors.errors import BadStatement, NonceUsed, SignatureBroken
from verify.authors.models.signed import SignedMessage, check_columns
from verify.ledger.keystore import datum_lock
from verify.ledger.models import Form
from verify.ledger.parts import parts
from verify.ledger.services import record_statement
from verify.ledger.values import Viewer
from verify.signing_domain import has_node, statement_domain

Row = TypeVar("Row", bound=SignedMessage)


@dataclass(frozen=True, slots=True)
class Sealing:
    """What goes with a sealed message into the locked datum: openings that only its owner's team may read."""

    opening: Mapping[str, str] = field(default_factory=dict)


def signature_of(signed: Signed, at: datetime) -> tuple[Signed, SignatureCheck]:
    """The message in its one writing and what recovery says of its signature; raises BadStatement, SignatureBroken.

    A key's signature is kept as 65 bytes: the same signature written otherwise is the same message. A contract
    wallet's is UNAVAILABLE until a worker asked a node.
    """
    try:
        require_signed(signed)
        check, signed = recovery.check(signed, at), recovery.normalised(signed)
    except BadMessage as problem:
        raise BadStatement(problem.code, str(problem)) from problem
    if check.state is SignatureState.BROKEN:
        raise SignatureBroken("This signature was not made by the wallet it names. Nothing was recorded: sign again.")
    if check.state is SignatureState.NOT_CHECKED:
        raise BadStatement(check.code, "This signature is in a form that is not accepted. Sign again.")
    return signed, check


def require_admitted(signed: Signed, at: datetime) -> None:
    """Raises BadStatement where it was signed for another chain, contract or time."""
    for problem in admission.problems(signed, domain=statement_domain(), at=at):
        raise BadStatement(problem.code, problem.sentence)


def kept(model: type[Row], signed: Signed) -> Row | None:
    """The row of a message that was kept before, in whatever writing its signature comes; None for all others."""
    try:
        name = wire.statement_id(recovery.normalised(signed)).hex()
    except BadMessage as problem:
        raise BadStatement(problem.code, str(problem)) from problem
    return model.objects.filter(pk=name).first()


def message_keep(  # noqa: PLR0913 - what is kept, whose it is, how, and what else is known of it
    model: type[Row],
    signed: Signed,
    *,
    owner: Viewer,
    kind: int,
    check: SignatureCheck,
    form: str = Form.OPEN,
    columns: Mapping[str, Any] | None = None,
    sealing: Sealing | None = None,
) -> tuple[Row, bool]:
    """Store a signed message and its leaf; the row, and whether it is new. Repeating it returns what is there.

    Raises NonceUsed where this signer used the nonce for another message that holds.
    """
    name = wire.statement_id(signed).hex()
    found = model.objects.filter(pk=name).first()
    if found is not None:
        return found, False
    body = _body(signed, name, form, sealing or Sealing())
    values = {**body, **check_columns(check), **(columns or {}), "next_check": _next_check(check)}
    try:
        with transaction.atomic():
            record = record_statement(kind=kind, digest=bytes.fromhex(name), owner=owner, form=form)
            return model.objects.create(
                id=name,
                type=type(signed.message).__name__,
                form=form,
                signer=address_text(signed.signer),
                nonce=signed.message.nonce.hex(),
                record_id=record.pk,
                by_organisation=owner.organisation,
                by_user=owner.user,
                created=parts().clock(),
                **values,
            ), True
    except IntegrityError as problem:
        return _rival(model, name, problem), False


def address_text(address: bytes) -> str:
    """An address as rows keep it: `0x` and lower case."""
    return f"0x{address.hex()}"


def _rival(model: type[Row], name: str, problem: IntegrityError) -> Row:
    found = model.objects.filter(pk=name).first()
    if found is None:
        raise NonceUsed("This number was used before for another message. Make a new one and sign it.") from problem
    return found


def _body(signed: Signed, name: str, form: str, sealing: Sealing) -> dict[str, Any]:
    document = wire.to_json(signed)
    if form == Form.OPEN:
        return {"body": document}
    datum = json.dumps({"signed": document, "opening": dict(sealing.opening)}).encode()
    locked = datum_lock(datum, about=name, at=parts().clock(), randomness=parts().randomness)
    return {"body": None, "locked": locked.blob, "key_id": locked.key_id}


def _next_check(check: SignatureCheck) -> datetime | None:
    """At once for what may be a contract; of a key's account it is asked once whether it runs a contract's code."""
    return check.checked_at if check.scheme is not Scheme.EOA or has_node() else None
