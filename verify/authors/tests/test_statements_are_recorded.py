from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.statements.commitment import commitment
from provenance.statements.types import (
    Act,
    Address,
    ContentForm,
    RevocationSubject,
    Role,
    Scheme,
    Scope,
    SignatureCheck,
    SignatureState,
)
from verify.accounts.models import Power, User
from verify.accounts.powers import powers_grant
from verify.authors.bodies import opening_of, signed_of
from verify.authors.errors import BadStatement, NonceUsed, NoSuchStatement, NotYours
from verify.authors.models import StatementRow
from verify.authors.selectors import statement_get, statement_view, statements_about
from verify.authors.services import (
    Opening,
    revocation_record,
    signature_store,
    signed_record,
    statement_erase,
    statement_record,
)
from verify.authors.tests.ground import PHOTO, Ground, secret, signed_by, statement
from verify.ledger.errors import BadRecord
from verify.ledger.models import OpenContent, Record
from verify.ledger.selectors import record_get
from verify.ledger.services import record_erase, record_retract
from verify.ledger.values import PUBLIC, Viewer

SALT = bytes([4]) * 32


def refused(ground: Ground, **changes: object) -> str:
    with pytest.raises(BadStatement) as problem:
        ground.record(statement(ground.now, **changes))
    return problem.value.code


def test_a_statement_is_on_record_as_a_hash_and_its_body_stays_outside(ground: Ground) -> None:
    row = ground.record()
    record = Record.objects.get(pk=row.record_id)
    assert (record.kind, record.sha256, record.organisation_id) == (4, "", ground.desk.pk)
    assert not OpenContent.objects.filter(record=record).exists()
    assert signed_of(row) is not None
    assert (row.principal, row.content, row.state) == (ground.author, PHOTO.hex(), "holds")


def test_repeating_it_is_recording_once(ground: Ground) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    first = statement_record(signed, owner=ground.viewer(ground.journalist))
    again = statement_record(signed, owner=Viewer(user=ground.owner.pk))
    assert (first.pk, StatementRow.objects.count()) == (again.pk, 1)


def test_the_same_signature_written_otherwise_is_the_same_statement(ground: Ground) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    other = replace(signed, signature=signed.signature[:64] + bytes([signed.signature[64] - 27]))
    first = statement_record(signed, owner=ground.viewer(ground.journalist))
    assert statement_record(other, owner=ground.viewer(ground.journalist)).pk == first.pk


def test_a_number_is_used_once_and_nothing_is_half_stored(ground: Ground) -> None:
    row = ground.record()
    records = Record.objects.count()
    with pytest.raises(NonceUsed):
        ground.record(statement(ground.now, bytes([1]) * 32, nonce=bytes.fromhex(row.nonce)))
    assert (Record.objects.count(), StatementRow.objects.count()) == (records, 1)


def test_what_is_not_meant_for_here_and_now_is_refused(ground: Ground) -> None:
    week = int(timedelta(days=8).total_seconds())
    assert refused(ground, time=int(ground.now.timestamp()) + 3600) == "time.ahead"
    assert refused(ground, time=int(ground.now.timestamp()) - week) == "time.stale"
    signed = signed_by(ground.key, statement(ground.now))
    elsewhere = replace(signed, domain=replace(signed.domain, contract=Address(bytes(20))))
    with pytest.raises(BadStatement) as problem:
        statement_record(elsewhere, owner=ground.viewer(ground.journalist))
    assert problem.value.code == "domain.other_contract"


def test_an_ended_key_signs_no_more(ground: Ground) -> None:
    end = ground.ending(RevocationSubject.KEY, ground.key.address)
    revocation_record(signed_by(ground.key, end), owner=Viewer(user=ground.journalist.pk))
    ground.clock.forward(60)
    assert refused(ground) == "author.key_revoked"


def test_a_delegate_signs_within_scope_and_term(ground: Ground) -> None:
    row = ground.delegate((Scope.PUBLISH,), days=2)
    assert ground.record(ground.for_desk(row)).organisation == f"0x{ground.desk_key.address.hex()}"
    for changes in ({"role": Role.CORRECTOR}, {"delegation": secrets.token_bytes(32)}):
        with pytest.raises(BadStatement):
            ground.record(ground.for_desk(row, **changes))
    with pytest.raises(BadStatement) as stranger:
        ground.record(ground.for_desk(row), key=secret("stranger"))
    assert stranger.value.code == "author.delegation_unknown"
    ground.clock.forward(3 * 86_400)
    with pytest.raises(BadStatement) as late:
        ground.record(ground.for_desk(row))
    assert late.value.code == "author.outside_scope"


def test_an_ended_delegation_lets_nobody_sign(ground: Ground) -> None:
    row = ground.delegate()
    end = ground.ending(RevocationSubject.DELEGATION, bytes.fromhex(row.struct_hash))
    revocation_record(signed_by(ground.desk_key, end), owner=ground.viewer(ground.owner))
    ground.clock.forward(60)
    with pytest.raises(BadStatement) as problem:
        ground.record(ground.for_desk(row))
    assert problem.value.code == "author.delegation_revoked"
    assert "Not recorded." in str(problem.value)


def about(row: StatementRow, act: Act, **changes: object) -> dict[str, object]:
    return {"act": act, "about": bytes.fromhex(row.pk), **changes}


def test_only_its_own_party_takes_a_statement_back(ground: Ground) -> None:
    row = ground.record()
    with pytest.raises(NotYours):
        ground.record(statement(ground.now, **about(row, Act.RETRACT)), key=secret("stranger"))
    assert refused(ground, content=bytes([1]) * 32, **about(row, Act.RETRACT)) == "statement.content"
    later = ground.record(statement(ground.now, **about(row, Act.RETRACT)))
    row.refresh_from_db()
    assert row.retracted_by == later


def test_an_exchanged_key_corrects_what_the_old_one_signed(ground: Ground) -> None:
    row, new = ground.record(), secret("new")
    ground.claim(new, ground.author, ground.journalist, replaces=ground.key)
    later = ground.record(statement(ground.now, bytes([2]) * 32, **about(row, Act.CORRECT)), key=new)
    row.refresh_from_db()
    assert row.corrected_by == later


def test_a_delegate_takes_the_desks_word_back_only_where_the_desk_lets_them(ground: Ground) -> None:
    delegation = ground.delegate((Scope.PUBLISH, Scope.CORRECT))
    desk_word = statement(ground.now, role=Role.PUBLISHER, organisation=ground.desk_key.address)
    row = ground.record(desk_word, key=ground.desk_key)
    with pytest.raises(NotYours):
        ground.record(statement(ground.now, **about(row, Act.RETRACT)))
    ground.record(ground.for_desk(delegation, **about(row, Act.RETRACT)))
    row.refresh_from_db()
    assert row.retracted_by is not None


def test_a_wallet_that_never_answers_takes_nothing_back(ground: Ground) -> None:
    row = ground.record()
    signed = signed_by(secret("x"), statement(ground.now, **about(row, Act.RETRACT)))
    claimed = replace(signed, signer=ground.key.address)
    pending = statement_record(claimed, owner=Viewer(user=ground.owner.pk))
    row.refresh_from_db()
    assert (pending.state, row.retracted_by) == ("unavailable", None)
    broken = SignatureCheck(SignatureState.BROKEN, "signature.other_key", None, ground.now)
    signature_store(pending.pk, broken, next_check=None)
    row.refresh_from_db()
    assert row.retracted_by is None


def test_a_claim_is_about_a_statement_that_is_here(ground: Ground) -> None:
    assert refused(ground, act=Act.CORRECT, about=secrets.token_bytes(32)) == "statement.about"


def test_a_stored_answer_never_breaks_what_held(ground: Ground) -> None:
    row = ground.record()
    for state in (SignatureState.BROKEN, SignatureState.UNAVAILABLE):
        check = SignatureCheck(state, "signature.contract_refuses", Scheme.CONTRACT, ground.now)
        found = signature_store(row.pk, check, next_check=None)
        assert found is not None
        assert found.state == "held_when_recorded"
    assert StatementRow.objects.get(pk=row.pk).scheme == "eoa", "what vouched for it stays"


def sealed(ground: Ground, opening: Opening | None = None) -> StatementRow:
    made = statement(ground.now, commitment(PHOTO, SALT), form=ContentForm.COMMITMENT)
    return statement_record(signed_by(ground.key, made), owner=ground.viewer(ground.journalist), opening=opening)


def test_a_sealed_statement_is_for_its_team_alone(ground: Ground) -> None:
    row = sealed(ground, Opening(PHOTO, SALT))
    assert (row.form, row.body, row.source) == ("sealed", None, "")
    assert opening_of(row) == (PHOTO, SALT)
    with pytest.raises(NoSuchStatement):
        statement_get(row.pk)
    with pytest.raises(NoSuchStatement):
        statement_get("00" * 32)
    assert statement_view(row.pk, viewer=ground.viewer(ground.owner)).document is not None
    assert statements_about(PHOTO.hex()) == ()


def test_an_opening_that_does_not_fit_is_refused(ground: Ground) -> None:
    with pytest.raises(BadStatement):
        sealed(ground, Opening(PHOTO, bytes(32)))
    assert not StatementRow.objects.exists()


def test_a_sealed_correction_is_not_given_away_by_the_open_statement(ground: Ground) -> None:
    first = ground.record()
    content = commitment(PHOTO, SALT)
    hidden = statement(ground.now, content, act=Act.CORRECT, about=bytes.fromhex(first.pk), form=ContentForm.COMMITMENT)
    row = ground.record(hidden)
    assert row.form == "sealed"
    seen = statement_view(first.pk)
    assert (seen.corrected_by, row.pk in repr(seen)) == ("", False)
    openly = ground.record(statement(ground.now, act=Act.CORRECT, about=bytes.fromhex(first.pk)))
    assert statement_view(first.pk).corrected_by == openly.pk


def test_who_signed_erases_and_the_hash_stays(ground: Ground) -> None:
    row = ground.record()
    with pytest.raises(NoSuchStatement):
        statement_erase(row=row, owner=Viewer(user=User.objects.create(username="other").pk))
    statement_erase(row=row, owner=ground.viewer(ground.journalist))
    gone = StatementRow.objects.get(pk=row.pk)
    kept = {name: getattr(gone, name) for name in ("body", "locked", "signer", "nonce", "content", "source")}
    assert kept == {"body": None, "locked": None, "signer": "", "nonce": "", "content": "", "source": ""}
    assert gone.principal is None
    assert record_get(row.record_id, viewer=PUBLIC)
    assert statement_view(row.pk).erased
    assert statements_about(PHOTO.hex()) == ()


def test_a_stranger_who_recorded_it_first_erases_nothing(ground: Ground) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    stranger = Viewer(user=User.objects.create(username="stranger").pk)
    row = statement_record(signed, owner=stranger)
    with pytest.raises(NoSuchStatement):
        statement_erase(row=row, owner=stranger)
    assert statement_erase(row=row, owner=ground.viewer(ground.journalist)).erased


def test_a_member_without_the_power_erases_no_word_of_the_desk(ground: Ground) -> None:
    signed = signed_by(ground.desk_key, statement(ground.now, organisation=ground.desk_key.address))
    row = statement_record(signed, owner=ground.viewer(ground.owner))
    with pytest.raises(NoSuchStatement):
        statement_erase(row=row, owner=ground.viewer(ground.journalist))
    assert StatementRow.objects.get(pk=row.pk).body is not None
    powers_grant(by=ground.owner, user=ground.journalist, organisation=ground.desk, powers=[Power.SIGN_FOR_DESK])
    assert statement_erase(row=row, owner=ground.viewer(ground.journalist)).erased


def test_repeating_it_later_is_no_new_statement(ground: Ground) -> None:
    delegation = ground.delegate(days=2)
    signed = signed_by(ground.key, ground.for_desk(delegation))
    row = statement_record(signed, owner=ground.viewer(ground.journalist))
    ground.clock.forward(20 * 86_400)
    assert statement_record(signed, owner=ground.viewer(ground.journalist)).pk == row.pk


def test_what_was_erased_is_not_recorded_again_by_who_kept_a_copy(ground: Ground) -> None:
    signed = signed_by(ground.key, statement(ground.now))
    row = statement_record(signed, owner=ground.viewer(ground.journalist))
    statement_erase(row=row, owner=ground.viewer(ground.journalist))
    again = statement_record(signed, owner=ground.viewer(ground.journalist))
    assert (again.pk, again.body) == (row.pk, None)


def test_erasing_a_sealed_record_erases_the_statement(
    ground: Ground, django_capture_on_commit_callbacks: object
) -> None:
    row = sealed(ground, Opening(PHOTO, SALT))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        record_erase(Record.objects.get(pk=row.record_id), owner=ground.viewer(ground.journalist))
    gone = StatementRow.objects.get(pk=row.pk)
    assert (gone.signer, gone.locked, opening_of(gone)) == ("", None, None)


def test_a_statements_record_is_taken_back_by_a_signature_alone(ground: Ground) -> None:
    row = ground.record()
    with pytest.raises(BadRecord):
        record_retract(Record.objects.get(pk=row.record_id), owner=ground.viewer(ground.journalist))


def test_everything_signed_goes_through_one_door(ground: Ground) -> None:
    owner = ground.viewer(ground.owner)
    assert signed_record(signed_by(ground.key, statement(ground.now)), owner=owner).type == "Statement"
    assert signed_record(signed_by(ground.desk_key, ground.delegation()), owner=owner).type == "Delegation"
    end = ground.ending(RevocationSubject.KEY, ground.key.address)
    assert signed_record(signed_by(ground.key, end), owner=owner).type == "Revocation"
