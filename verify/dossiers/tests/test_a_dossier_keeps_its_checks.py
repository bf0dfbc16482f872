"""What a team put into a dossier outlives its day, and goes a day after it was taken out of the last one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from verify import wiring
from verify.accounts.models import User
from verify.cases.errors import NoSuchVerification
from verify.cases.models import Verification
from verify.cases.selectors import verification_get
from verify.cases.services import verification_discard
from verify.cases.sweeping import sweep_expired
from verify.cases.uploader import Uploader
from verify.dossiers.errors import NotNow, Unfit
from verify.dossiers.models import Act, Dossier
from verify.dossiers.services.dossiers import dossier_delete, dossier_status
from verify.dossiers.services.items import item_remove, items_add
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import OTHER, PHOTO, checked, dossier, somebody

pytestmark = pytest.mark.usefixtures("stores", "data_dir")


def seen_by(desk: AtTheDesk, check: Verification) -> bool:
    try:
        return bool(verification_get(check.pk, viewer=Uploader.fresh(desk.user)))
    except NoSuchVerification:
        return False


def past_its_day(check: Verification) -> None:
    Verification.objects.filter(pk=check.pk).update(expires_at=wiring.now() - timedelta(days=3))


def test_a_kept_check_stays_past_its_day_and_one_that_is_not_kept_goes() -> None:
    ida = somebody("ida", "harbour")
    kept, other = checked(ida.user), checked(ida.user, OTHER)
    items_add(dossier(ida), verifications=[kept], desk=ida)
    for check in (kept, other):
        past_its_day(check)
    sweep_expired()
    assert list(Verification.objects.values_list("pk", flat=True)) == [kept.pk]
    assert seen_by(ida, kept)


def test_it_goes_a_day_after_it_was_taken_out_of_the_last_dossier() -> None:
    ida = somebody("ida", "harbour")
    first, second, check = dossier(ida), dossier(ida), checked(ida.user)
    for one in (first, second):
        items_add(one, verifications=[check], desk=ida)
    item_remove(first.items.get(), desk=ida)
    check.refresh_from_db()
    assert check.kept, "it stands in the other one"
    item_remove(second.items.get(), desk=ida)
    check.refresh_from_db()
    assert not check.kept
    assert timedelta(hours=23) < check.expires_at - wiring.now() <= timedelta(hours=24)


def test_a_deleted_dossier_lets_its_checks_go() -> None:
    ida = somebody("ida", "harbour", "owner")
    made = dossier(ida, PHOTO, OTHER)
    dossier_delete(made, desk=ida)
    assert not Dossier.objects.exists()
    assert not Act.objects.exists()
    assert list(Verification.objects.values_list("kept", flat=True)) == [False, False]


def test_who_left_reads_it_no_more_and_an_account_that_goes_takes_nothing_along() -> None:
    ida, bob = somebody("ida", "harbour"), somebody("bob", "harbour")
    check = checked(ida.user)
    items_add(dossier(ida), verifications=[check], desk=ida)
    ida.user.memberships.all().delete()
    assert not seen_by(ida, check)
    assert seen_by(bob, check)
    User.objects.filter(pk=ida.user.pk).delete()
    assert seen_by(bob, check)


def test_who_sent_it_cannot_discard_what_the_team_keeps() -> None:
    ida, sender = somebody("ida", "harbour"), Uploader.fresh()
    check = checked(ida.user)
    Verification.objects.filter(pk=check.pk).update(uploader_key=sender.key)
    items_add(dossier(ida), verifications=[check], desk=ida)
    with pytest.raises(NoSuchVerification):
        verification_discard(Verification.objects.get(), uploader=sender)
    with pytest.raises(NoSuchVerification):
        verification_get(check.pk, viewer=sender)


def test_only_answered_checks_of_the_own_team_are_taken() -> None:
    ida, eve = somebody("ida", "harbour"), somebody("eve", "rival")
    made, alone = dossier(ida), somebody("max")
    strangers = checked(None)
    for check in (strangers, checked(eve.user), checked(alone.user)):
        with pytest.raises(Unfit):
            items_add(made, verifications=[check], desk=ida)
    waiting = checked(ida.user)
    Verification.objects.filter(pk=waiting.pk).update(state="queued", report=None)
    waiting.refresh_from_db()
    with pytest.raises(Unfit):
        items_add(made, verifications=[waiting], desk=ida)
    assert not Verification.objects.filter(kept=True).exists()
    assert items_add(dossier(alone), verifications=[checked(alone.user)], desk=alone) == 1


def test_the_same_check_stands_in_a_dossier_once() -> None:
    ida = somebody("ida", "harbour")
    made, check = dossier(ida), checked(ida.user)
    assert items_add(made, verifications=[check], desk=ida) == 1
    assert items_add(made, verifications=[check], desk=ida) == 0
    assert made.acts.filter(kind="added").count() == 1


def test_nothing_is_added_to_a_closed_dossier() -> None:
    ida = somebody("ida", "harbour")
    made = dossier(ida)
    dossier_status(made, status="closed", desk=ida)
    with pytest.raises(NotNow):
        items_add(made, verifications=[checked(ida.user)], desk=ida)
