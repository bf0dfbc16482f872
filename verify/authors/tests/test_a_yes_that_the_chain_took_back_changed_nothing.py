"""A wallet's yes in a block that the chain took back never was: what it changed here is undone."""

from __future__ import annotations

from dataclasses import replace

from provenance.statements.types import Act, KeyClaim, RevocationSubject, Scheme, SignatureCheck, SignatureState
from verify.accounts.models import User
from verify.authors.models import DelegationRow, Key, SignedMessage, StatementRow
from verify.authors.services import (
    key_claim,
    principal_ensure,
    revocation_record,
    signature_store,
    statement_record,
)
from verify.authors.tests.ground import NOBODY, Ground, nonce, seconds, secret, signed_by, statement
from verify.ledger.values import Viewer

YES = SignatureCheck(SignatureState.HOLDS, "signature.contract_not_final", Scheme.CONTRACT, None, block=7)  # type: ignore[arg-type]
NO = replace(YES, state=SignatureState.BROKEN, code="signature.contract_refuses")


def heard(ground: Ground, row: SignedMessage, said: SignatureCheck) -> None:
    signature_store(row.pk, replace(said, checked_at=ground.now), next_check=None)


def test_a_key_is_nobody_s_again(ground: Ground) -> None:
    user = User.objects.create(username="eve")
    eve, wallet = principal_ensure(user=user, name="Eve"), secret("wallet").address
    before = signed_by(secret("nobody's"), statement(ground.now))
    stated = statement_record(replace(before, signer=wallet), owner=Viewer(user=user.pk))
    claim = KeyClaim(eve.pk, "testserver", NOBODY, seconds(ground.now), nonce())
    row = key_claim(replace(signed_by(secret("nobody's"), claim), signer=wallet), owner=Viewer(user=user.pk))
    heard(ground, row, YES)
    assert Key.objects.filter(claim=row, principal=eve).exists()
    assert StatementRow.objects.get(pk=stated.pk).principal == eve
    heard(ground, row, NO)
    assert not Key.objects.filter(principal=eve).exists()
    assert StatementRow.objects.get(pk=stated.pk).principal is None


def test_an_exchanged_key_lives_again(ground: Ground) -> None:
    claim = KeyClaim(ground.author.pk, "testserver", ground.key.address, seconds(ground.now), nonce())
    forged = replace(signed_by(secret("nobody's"), claim), signer=secret("wallet").address)
    row = key_claim(forged, owner=Viewer(user=ground.journalist.pk))
    heard(ground, row, YES)
    assert Key.objects.get(address=f"0x{ground.key.address.hex()}").reason == "rotated"
    heard(ground, row, NO)
    old = Key.objects.get(principal=ground.author)
    assert (old.revoked, old.reason, old.revocation, old.replaced_by) == (None, "", None, None)


def test_a_statement_is_taken_back_no_more(ground: Ground) -> None:
    mine = ground.record()
    taken = signed_by(secret("other"), statement(ground.now, act=Act.RETRACT, about=bytes.fromhex(mine.pk)))
    row = statement_record(replace(taken, signer=ground.key.address), owner=ground.viewer(ground.journalist))
    heard(ground, row, YES)
    assert StatementRow.objects.get(pk=mine.pk).retracted_by_id == row.pk
    heard(ground, row, NO)
    assert StatementRow.objects.get(pk=mine.pk).retracted_by is None


def test_a_delegation_lives_again(ground: Ground) -> None:
    given = ground.delegate()
    ending = ground.ending(RevocationSubject.DELEGATION, bytes.fromhex(given.struct_hash))
    forged = replace(signed_by(secret("other"), ending), signer=ground.desk_key.address)
    row = revocation_record(forged, owner=ground.viewer(ground.owner))
    heard(ground, row, YES)
    assert DelegationRow.objects.get(pk=given.pk).revoked is not None
    heard(ground, row, NO)
    assert DelegationRow.objects.get(pk=given.pk).revoked is None


def test_what_held_at_a_final_block_keeps_its_effect(ground: Ground) -> None:
    mine = ground.record()
    taken = signed_by(secret("other"), statement(ground.now, act=Act.RETRACT, about=bytes.fromhex(mine.pk)))
    row = statement_record(replace(taken, signer=ground.key.address), owner=ground.viewer(ground.journalist))
    heard(ground, row, replace(YES, code="signature.contract_holds"))
    heard(ground, row, NO)
    assert SignedMessage.objects.get(pk=row.pk).state == "held_when_recorded"
    assert StatementRow.objects.get(pk=mine.pk).retracted_by_id == row.pk
