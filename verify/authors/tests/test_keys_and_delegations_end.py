from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.statements.types import RevocationSubject
from verify.accounts.models import Power, User
from verify.accounts.powers import powers_grant
from verify.authors.errors import BadStatement, NotYours, StepUpNeeded
from verify.authors.models import DelegationRow, Key, RevocationRow
from verify.authors.services import delegation_record, delegation_revoke, key_revoke, revocation_record
from verify.authors.tests.ground import DAY, Ground, secret, signed_by
from verify.ledger.values import Viewer


def key_of(ground: Ground) -> Key:
    return Key.objects.get(address=f"0x{ground.key.address.hex()}")


def test_a_key_ends_itself_from_now_on(ground: Ground) -> None:
    end = ground.ending(RevocationSubject.KEY, ground.key.address)
    row = revocation_record(signed_by(ground.key, end), owner=Viewer(user=ground.journalist.pk))
    assert key_of(ground).revoked == row.effective == ground.now


def test_a_signature_cannot_end_a_key_in_the_past(ground: Ground) -> None:
    """Whoever stole it could disown with it all that its owner ever signed."""
    end = ground.ending(RevocationSubject.KEY, ground.key.address, effective=ground.now - DAY)
    with pytest.raises(BadStatement) as refused:
        revocation_record(signed_by(ground.key, end), owner=Viewer(user=ground.journalist.pk))
    assert refused.value.code == "revocation.past"


def test_another_key_ends_nothing(ground: Ground) -> None:
    for stranger in (secret("stranger"), ground.desk_key):
        end = ground.ending(RevocationSubject.KEY, ground.key.address)
        with pytest.raises(NotYours):
            revocation_record(signed_by(stranger, end), owner=Viewer(user=ground.journalist.pk))
    assert key_of(ground).revoked is None


def test_the_successor_may_end_the_key_that_it_replaced(ground: Ground) -> None:
    new = secret("new")
    ground.claim(new, ground.author, ground.journalist, replaces=ground.key)
    end = ground.ending(RevocationSubject.KEY, ground.key.address)
    revocation_record(signed_by(new, end), owner=Viewer(user=ground.journalist.pk))


def test_the_account_ends_a_lost_key_as_of_any_day_with_a_second_factor(ground: Ground) -> None:
    week_ago = ground.now - 7 * DAY
    end = {"key": key_of(ground), "by": ground.journalist, "effective": week_ago, "reason": "stolen"}
    with pytest.raises(StepUpNeeded):
        key_revoke(**end, stepped_up=False)
    assert key_of(ground).revoked is None
    row = key_revoke(**end, stepped_up=True)
    assert (key_of(ground).revoked, key_of(ground).reason) == (week_ago, "stolen")
    assert row.body["effective"] == int(week_ago.timestamp())
    assert (row.signer, row.code) == ("", "signature.by_account")


def test_nobody_else_ends_it_not_even_with_a_second_factor(ground: Ground) -> None:
    with pytest.raises(NotYours):
        key_revoke(key=key_of(ground), by=ground.owner, effective=ground.now, reason="left", stepped_up=True)


def test_an_end_without_sense_is_refused(ground: Ground) -> None:
    end = {"key": key_of(ground), "by": ground.journalist, "stepped_up": True}
    with pytest.raises(BadStatement):
        key_revoke(**end, effective=ground.now, reason="because I say so")
    with pytest.raises(BadStatement):
        key_revoke(**end, effective=ground.now - timedelta(days=9000), reason="lost")


def test_the_earliest_end_counts(ground: Ground) -> None:
    end = {"key": key_of(ground), "by": ground.journalist, "stepped_up": True}
    key_revoke(**end, effective=ground.now - DAY, reason="stolen")
    key_revoke(**end, effective=ground.now, reason="lost")
    assert (key_of(ground).revoked, key_of(ground).reason) == (ground.now - DAY, "stolen")
    assert RevocationRow.objects.count() == 2


def test_a_delegation_is_signed_by_the_organisations_key_and_recorded_by_who_may(ground: Ground) -> None:
    row = ground.delegate()
    assert (row.principal, row.scopes, row.state) == (ground.house, ["publish"], "holds")
    message = ground.delegation()
    with pytest.raises(BadStatement) as refused:
        delegation_record(signed_by(ground.key, message), owner=ground.viewer(ground.owner))
    assert refused.value.code == "delegation.signer"
    with pytest.raises(NotYours):
        delegation_record(signed_by(ground.desk_key, message), owner=ground.viewer(ground.journalist))
    powers_grant(by=ground.owner, user=ground.journalist, organisation=ground.desk, powers=[Power.DELEGATE])
    delegation_record(signed_by(ground.desk_key, message), owner=ground.viewer(ground.journalist))


def test_a_key_of_no_organisation_delegates_nothing(ground: Ground) -> None:
    stranger = secret("stranger")
    message = replace(ground.delegation(), organisation=stranger.address)
    with pytest.raises(BadStatement) as refused:
        delegation_record(signed_by(stranger, message), owner=ground.viewer(ground.owner))
    assert refused.value.code == "delegation.organisation"


@pytest.mark.parametrize("side", ["desk_key", "key"])
def test_either_side_ends_a_delegation(ground: Ground, side: str) -> None:
    row = ground.delegate()
    end = ground.ending(RevocationSubject.DELEGATION, bytes.fromhex(row.struct_hash))
    revocation_record(signed_by(getattr(ground, side), end), owner=Viewer(user=ground.journalist.pk))
    assert DelegationRow.objects.get(pk=row.pk).revoked == ground.now


def test_a_stranger_ends_no_delegation(ground: Ground) -> None:
    row = ground.delegate()
    end = ground.ending(RevocationSubject.DELEGATION, bytes.fromhex(row.struct_hash))
    with pytest.raises(NotYours):
        revocation_record(signed_by(secret("stranger"), end), owner=Viewer(user=ground.journalist.pk))
    stranger = User.objects.create(username="stranger")
    with pytest.raises(NotYours):
        delegation_revoke(delegation=row, by=stranger, effective=ground.now, reason="left", stepped_up=True)


def test_the_organisations_account_ends_a_delegation(ground: Ground) -> None:
    row = ground.delegate()
    end = {"delegation": row, "by": ground.owner, "effective": ground.now - DAY, "reason": "left"}
    with pytest.raises(StepUpNeeded):
        delegation_revoke(**end, stepped_up=False)
    delegation_revoke(**end, stepped_up=True)
    assert DelegationRow.objects.get(pk=row.pk).revoked == ground.now - DAY
