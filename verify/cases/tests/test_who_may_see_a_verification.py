from __future__ import annotations

import io
from datetime import timedelta

import pytest

from verify import wiring
from verify.accounts.models import Role, User
from verify.accounts.services import membership_end, membership_set, organisation_create
from verify.cases.errors import NoSuchVerification
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.selectors import verification_get
from verify.cases.services import verification_start
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader


def start(uploader: Uploader) -> Verification:
    return verification_start(upload=io.BytesIO(png()), size=None, uploader=uploader)


def test_a_strangers_is_open_to_whoever_has_its_address(held: Quarantine, stranger: Uploader) -> None:
    verification = start(stranger)
    assert verification_get(verification.pk) == verification
    assert verification_get(verification.pk, viewer=Uploader.fresh()) == verification


def test_a_teams_is_open_to_the_team_and_looks_absent_to_everybody_else(held: Quarantine) -> None:
    ada, bob, eve = (User.objects.create(username=name) for name in ("ada", "bob", "eve"))
    desk = organisation_create(name="Desk", slug="desk", owner=ada)
    membership_set(by=ada, user=bob, organisation=desk, role=Role.MEMBER)
    organisation_create(name="Rival", slug="rival", owner=eve)
    verification = start(Uploader.fresh(ada))
    assert verification_get(verification.pk, viewer=Uploader.fresh(bob)) == verification
    for viewer in (None, Uploader.fresh(), Uploader.fresh(eve)):
        with pytest.raises(NoSuchVerification):
            verification_get(verification.pk, viewer=viewer)


def test_a_person_without_a_team_keeps_theirs_to_themselves(held: Quarantine) -> None:
    ada, eve = (User.objects.create(username=name) for name in ("ada", "eve"))
    verification = start(Uploader.fresh(ada))
    assert verification_get(verification.pk, viewer=Uploader.fresh(ada)) == verification
    with pytest.raises(NoSuchVerification):
        verification_get(verification.pk, viewer=Uploader.fresh(eve))


def test_an_expired_one_is_gone_even_before_it_is_swept(held: Quarantine, stranger: Uploader) -> None:
    verification = start(stranger)
    Verification.objects.update(expires_at=wiring.now() - timedelta(seconds=1))
    with pytest.raises(NoSuchVerification):
        verification_get(verification.pk)


def test_who_left_the_team_has_no_more_to_do_with_what_they_sent_for_it(held: Quarantine) -> None:
    ada, bob = (User.objects.create(username=name) for name in ("ada", "bob"))
    desk = organisation_create(name="Desk", slug="desk", owner=ada)
    membership_set(by=ada, user=bob, organisation=desk, role=Role.MEMBER)
    sender = Uploader.fresh(bob)
    verification = start(sender)
    membership_end(by=ada, user=bob, organisation=desk)
    # The session in which they sent it is open still, so its secret is the same one.
    for viewer in (Uploader.fresh(bob), Uploader.known(sender.secret, bob), Uploader.known(sender.secret)):
        with pytest.raises(NoSuchVerification):
            verification_get(verification.pk, viewer=viewer)
    assert verification_get(verification.pk, viewer=Uploader.fresh(ada)) == verification
