from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.statements.types import KeyClaim, RevocationSubject, Scheme, SignatureCheck, SignatureState
from verify.accounts.models import User
from verify.authors.errors import BadStatement, KeyTaken, NonceUsed, NotYours
from verify.authors.models import Key, KeyClaimRow, SignedMessage
from verify.authors.services import key_claim, principal_ensure, revocation_record, signature_store
from verify.authors.tests.ground import NOBODY, Ground, nonce, seconds, secret, signed_by
from verify.ledger.models import Record
from verify.ledger.values import Viewer


def claim(ground: Ground, **changes: object) -> KeyClaim:
    return replace(KeyClaim(ground.author.pk, "testserver", NOBODY, seconds(ground.now), nonce()), **changes)


def own(ground: Ground) -> Viewer:
    return Viewer(user=ground.journalist.pk)


def test_a_claim_gives_its_principal_the_key_and_goes_on_the_log_as_a_hash(ground: Ground) -> None:
    key = Key.objects.get(principal=ground.author)
    assert key.address == f"0x{ground.key.address.hex()}"
    record = Record.objects.get(pk=SignedMessage.objects.get(pk=key.claim_id).record_id)
    assert (record.kind, record.sha256, record.form) == (5, "", "open")


def test_the_same_claim_again_changes_nothing(ground: Ground) -> None:
    signed = signed_by(secret("second"), claim(ground))
    first = key_claim(signed, owner=own(ground))
    assert key_claim(signed, owner=own(ground)).pk == first.pk
    assert KeyClaimRow.objects.filter(pk=first.pk).count() == 1


def test_nobody_claims_for_somebody_else(ground: Ground) -> None:
    thief = User.objects.create(username="thief")
    with pytest.raises(NotYours):
        key_claim(signed_by(secret("thief"), claim(ground)), owner=Viewer(user=thief.pk))
    message = claim(ground, principal=ground.house.pk)
    with pytest.raises(NotYours):
        key_claim(signed_by(secret("thief"), message), owner=own(ground))


def test_a_key_is_one_owners(ground: Ground) -> None:
    other = User.objects.create(username="other")
    message = claim(ground, principal=principal_ensure(user=other, name="Other").pk)
    with pytest.raises(KeyTaken):
        key_claim(signed_by(ground.key, message), owner=Viewer(user=other.pk))


@pytest.mark.parametrize("origin", ["elsewhere.example", "testserver.evil.example"])
def test_a_claim_for_another_site_is_not_taken(ground: Ground, origin: str) -> None:
    with pytest.raises(BadStatement) as refused:
        key_claim(signed_by(secret("second"), claim(ground, origin=origin)), owner=own(ground))
    assert refused.value.code == "claim.origin"


def test_an_exchange_ends_the_old_key_and_names_the_new_one(ground: Ground) -> None:
    new = ground.claim(secret("new"), ground.author, ground.journalist, replaces=ground.key)
    old = Key.objects.get(address=f"0x{ground.key.address.hex()}")
    assert (old.replaced_by, old.reason, old.revoked) == (new, "rotated", ground.now)
    assert new.revoked is None


def test_only_an_own_key_can_be_replaced(ground: Ground) -> None:
    with pytest.raises(BadStatement) as refused:
        key_claim(signed_by(secret("new"), claim(ground, replaces=ground.desk_key.address)), owner=own(ground))
    assert refused.value.code == "claim.replaces"


def test_an_ended_key_never_comes_back(ground: Ground) -> None:
    end = ground.ending(RevocationSubject.KEY, ground.key.address)
    revocation_record(signed_by(ground.key, end), owner=own(ground))
    with pytest.raises(BadStatement) as refused:
        key_claim(signed_by(ground.key, claim(ground)), owner=own(ground))
    assert refused.value.code == "key.revoked"


def test_a_number_is_used_once(ground: Ground) -> None:
    used = nonce()
    key = secret("second")
    key_claim(signed_by(key, claim(ground, nonce=used)), owner=own(ground))
    before = Record.objects.count()
    with pytest.raises(NonceUsed):
        key_claim(signed_by(key, claim(ground, nonce=used, time=seconds(ground.now) - 1)), owner=own(ground))
    assert Record.objects.count() == before, "nothing of it is half stored"


def test_a_wallet_that_was_not_asked_yet_is_nobodys(ground: Ground) -> None:
    wallet = secret("a contract").address
    signed = replace(signed_by(secret("its owner"), claim(ground)), signer=wallet)
    row = key_claim(signed, owner=own(ground))
    assert row.state == "unavailable"
    assert not Key.objects.filter(address=row.signer).exists()
    held = SignatureCheck(SignatureState.HOLDS, "signature.contract_holds", Scheme.CONTRACT, ground.now, block=7)
    signature_store(row.pk, held, next_check=None)
    assert Key.objects.get(address=row.signer).scheme == "contract"


def test_a_broken_copy_that_came_first_keeps_nobody_out(ground: Ground) -> None:
    good = signed_by(secret("second"), claim(ground))
    bent = replace(good, signature=good.signature[:40] + bytes([good.signature[40] ^ 1]) + good.signature[41:])
    thief = User.objects.create(username="thief")
    with pytest.raises(NotYours):
        key_claim(bent, owner=Viewer(user=thief.pk))
    key_claim(bent, owner=own(ground))
    assert key_claim(good, owner=own(ground)).state == "holds"
