"""Without a team that turned it on nothing is kept; with one, never a link, and for no longer than it said."""

from __future__ import annotations

from datetime import timedelta

import pytest

from verify import wiring
from verify.dossiers.errors import NotAllowed, Unfit
from verify.dossiers.jobs import check_ended, look
from verify.dossiers.models import Lookup, LookupHistory
from verify.dossiers.services.lookups import history_end, history_keep, lookup_note, lookups_delete
from verify.dossiers.tests.making import PHOTO, checked, somebody

pytestmark = pytest.mark.usefixtures("stores", "data_dir")


def test_nothing_is_kept_unless_the_team_turned_it_on() -> None:
    ida = somebody("ida", "harbour")
    lookup_note(user=ida.user, kind="sha256", value=PHOTO)
    for who in (ida.user, None):
        check_ended(checked(who).pk)
    assert not Lookup.objects.exists()


def test_checks_and_keys_are_kept_and_never_a_link() -> None:
    ida = somebody("ida", "harbour", "editor")
    history_keep(days=7, desk=ida)
    check = checked(somebody("bob", "harbour").user)
    for _time in range(2):
        check_ended(check.pk)
    lookup_note(user=ida.user, kind="link", value="https://leak.example/secret.jpg")
    lookup_note(user=ida.user, kind="tx", value="0x12")
    kept = [(one.kind, one.value, one.verification, one.headline) for one in Lookup.objects.order_by("id")]
    assert kept == [("file", PHOTO, check.pk, "no_credentials"), ("link", "", "", ""), ("tx", "0x12", "", "")]


def test_others_leave_nothing_in_it() -> None:
    history_keep(days=7, desk=somebody("ida", "harbour", "editor"))
    for who in (None, somebody("eve", "rival").user, somebody("max").user):
        check_ended(checked(who).pk)
    assert not Lookup.objects.exists()


def test_it_is_forgotten_by_the_day_and_sooner_where_the_team_says_so() -> None:
    ida = somebody("ida", "harbour", "owner")
    history_keep(days=30, desk=ida)
    lookup_note(user=ida.user, kind="tx", value="0x12")
    Lookup.objects.update(at=wiring.now() - timedelta(days=8))
    look("round")
    assert Lookup.objects.count() == 1
    history_keep(days=7, desk=ida)
    look("round")
    assert not Lookup.objects.exists()


def test_turned_off_it_is_gone_at_once() -> None:
    ida, eve = somebody("ida", "harbour", "owner"), somebody("eve", "rival", "owner")
    for one in (ida, eve):
        history_keep(days=1, desk=one)
        lookup_note(user=one.user, kind="tx", value="0x12")
    history_end(desk=ida)
    assert [one.organisation for one in Lookup.objects.all()] == [eve.team.organisation]
    assert LookupHistory.objects.count() == 1


def test_members_delete_what_is_in_it_and_turn_nothing_on() -> None:
    ida, bob = somebody("ida", "harbour", "owner"), somebody("bob", "harbour")
    with pytest.raises(NotAllowed):
        history_keep(days=7, desk=bob)
    with pytest.raises(Unfit):
        history_keep(days=3650, desk=ida)
    history_keep(days=7, desk=ida)
    lookup_note(user=bob.user, kind="tx", value="0x12")
    lookups_delete(desk=bob)
    assert not Lookup.objects.exists()
