"""Recovery beside another library, and every form in which a signature may or may not come."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from eth_account import Account
from eth_account.messages import encode_defunct

from provenance.statements import recovery, wire
from provenance.statements.eip191 import personal_digest
from provenance.statements.eip712 import typed_data, typed_digest
from provenance.statements.errors import BadMessage
from provenance.statements.recovery import ORDER, canonical, check, check_digest, check_many, normalised, recover
from provenance.statements.signing import Secret, sign
from provenance.statements.tests.making import DOMAIN, EACH, KEY, OTHER, STATEMENT, any_message
from provenance.statements.types import Message, Scheme, SignatureState

AT = datetime(2026, 11, 22, tzinfo=UTC)
DIGEST = bytes(range(32))
SIGNATURE = KEY.sign_digest(DIGEST)


def compact(signature: bytes) -> bytes:
    """EIP-2098: the parity in the highest bit of s."""
    s = bytearray(signature[32:64])
    s[0] |= (signature[64] - 27) << 7
    return signature[:32] + bytes(s)


def turned(signature: bytes) -> bytes:
    """The other signature that anyone can make of this one."""
    high = ORDER - int.from_bytes(signature[32:64])
    return signature[:32] + high.to_bytes(32) + bytes([55 - signature[64]])


def test_a_thousand_signatures_of_another_library_name_their_accounts() -> None:
    chance = random.Random(1)
    for _ in range(1000):
        account = Account.from_key(chance.randbytes(32))
        made = account.unsafe_sign_hash(digest := chance.randbytes(32)).signature
        assert recover(digest, bytes(made)).hex() == account.address[2:].lower()
        assert recover(digest, compact(bytes(made))).hex() == account.address[2:].lower()


@pytest.mark.parametrize("message", EACH, ids=lambda one: type(one).__name__)
def test_what_a_wallet_signs_is_what_we_check(message: Message) -> None:
    made = Account.sign_typed_data(bytes([7]) * 32, full_message=typed_data(DOMAIN, message))
    assert recover(typed_digest(DOMAIN, message), bytes(made.signature)) == KEY.address
    assert sign(message, DOMAIN, KEY).signature == bytes(made.signature)


@pytest.mark.parametrize("text", [b"", b"a", b"x" * 99, "ö".encode() * 600])
def test_personal_messages_hash_as_wallets_hash_them(text: bytes) -> None:
    made = Account.sign_message(encode_defunct(text), bytes([7]) * 32)
    assert personal_digest(text) == bytes(made.message_hash)


def test_every_writing_of_one_signature_is_brought_to_one() -> None:
    v = SIGNATURE[64]
    for writing in (SIGNATURE, SIGNATURE[:64] + bytes([v - 27]), compact(SIGNATURE)):
        assert recover(DIGEST, writing) == KEY.address
        assert canonical(writing) == SIGNATURE


def test_one_signature_makes_one_statement_however_a_wallet_wrote_it() -> None:
    signed = sign(STATEMENT, DOMAIN, KEY)
    other = replace(signed, signature=compact(signed.signature))
    assert wire.statement_id(other) != wire.statement_id(signed)
    assert wire.statement_id(normalised(other)) == wire.statement_id(signed)


def test_the_bytes_of_a_contract_wallet_stay_untouched() -> None:
    for signature in (b"\x00" * 65, compact(OTHER.sign_digest(DIGEST)), b"passkey" * 100):
        signed = replace(sign(STATEMENT, DOMAIN, KEY), signature=signature)
        assert normalised(signed) == signed


@pytest.mark.parametrize(
    ("signature", "code"),
    [
        (b"", "signature.form"),
        (SIGNATURE[:63], "signature.form"),
        (SIGNATURE + b"\x00", "signature.form"),
        (SIGNATURE[:64] + b"\x1d", "signature.form"),
        (SIGNATURE[:64] + b"\x02", "signature.form"),
        (turned(SIGNATURE), "signature.high_s"),
        (SIGNATURE[:32] + ORDER.to_bytes(32) + b"\x1b", "signature.high_s"),
        (bytes(32) + SIGNATURE[32:], "signature.unrecoverable"),
        (SIGNATURE[:32] + bytes(32) + b"\x1b", "signature.unrecoverable"),
        (ORDER.to_bytes(32) + SIGNATURE[32:], "signature.unrecoverable"),
        (b"\xff" * 32 + SIGNATURE[32:], "signature.unrecoverable"),
        ((5).to_bytes(32) + (1).to_bytes(32) + b"\x1b", "signature.unrecoverable"),
    ],
)
def test_other_forms_are_refused_in_words(signature: bytes, code: str) -> None:
    with pytest.raises(BadMessage) as refused:
        recover(DIGEST, signature)
    assert refused.value.code == code


def test_a_digest_has_32_bytes() -> None:
    with pytest.raises(BadMessage):
        recover(DIGEST[:31], SIGNATURE)


def test_a_key_that_signed_holds_without_any_node() -> None:
    found = check(sign(STATEMENT, DOMAIN, KEY), AT)
    assert (found.state, found.code, found.scheme) == (SignatureState.HOLDS, "signature.holds", Scheme.EOA)
    assert (found.checked_at, found.chain_id, found.block) == (AT, DOMAIN.chain_id, None)


def test_another_key_or_form_is_never_called_broken_without_a_node() -> None:
    signed = sign(STATEMENT, DOMAIN, KEY)
    for doubtful in (replace(signed, signer=OTHER.address), replace(signed, signature=b"passkey" * 100)):
        found = check(doubtful, AT)
        assert (found.state, found.code) == (SignatureState.UNAVAILABLE, "signature.may_be_contract")
        assert found.scheme is None


def test_a_signature_that_somebody_turned_is_not_blamed_on_its_maker() -> None:
    signed = sign(STATEMENT, DOMAIN, KEY)
    found = check(replace(signed, signature=turned(signed.signature)), AT)
    assert (found.state, found.code) == (SignatureState.NOT_CHECKED, "signature.high_s")
    of_another = replace(signed, signature=turned(signed.signature), signer=OTHER.address)
    assert check(of_another, AT).state is SignatureState.UNAVAILABLE


def test_a_batch_answers_each_in_its_place_and_stops_at_nothing() -> None:
    chance = random.Random(3)
    good = [sign(any_message(chance), DOMAIN, KEY) for _ in range(20)]
    broken = replace(good[0], message=replace(STATEMENT, content=b""))
    found = check_many([*good, broken, replace(good[1], signer=OTHER.address)], AT)
    assert [one.state for one in found[:20]] == [SignatureState.HOLDS] * 20
    assert (found[20].state, found[20].code) == (SignatureState.NOT_CHECKED, "message.shape")
    assert found[21].state is SignatureState.UNAVAILABLE


def test_no_bytes_make_a_check_raise() -> None:
    chance = random.Random(4)
    for _ in range(2000):
        signature = chance.randbytes(chance.choice([0, 1, 32, 64, 65, 65, 65, 66, 200]))
        if len(signature) == 65:
            signature = signature[:64] + bytes([chance.choice([0, 1, 27, 28, 2, 255])])
        assert check_digest(DIGEST, KEY.address, signature, AT, None).state is SignatureState.UNAVAILABLE


@pytest.mark.parametrize("secret", [b"", bytes(32), bytes(31), ORDER.to_bytes(32), bytes(33)])
def test_what_is_no_secret_key_is_refused(secret: bytes) -> None:
    with pytest.raises(BadMessage):
        Secret(secret)


def test_a_secret_key_does_not_show_itself() -> None:
    shown = f"{KEY!r} {KEY} {[KEY]}"
    assert bytes([7] * 32).hex() not in shown
    assert KEY.address.hex() in shown
    assert recovery.recover(DIGEST, KEY.sign_digest(DIGEST)) == KEY.address
