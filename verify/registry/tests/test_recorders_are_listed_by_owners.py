"""Whose records an organisation goes by is its owners' decision, and nobody else's."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from verify.accounts.errors import NotAllowed
from verify.accounts.models import Organisation, Role, User
from verify.accounts.services import membership_set, organisation_create
from verify.registry.recorders import ListedRecorder, listed_recorders, recorder_list, recorder_unlist

pytestmark = pytest.mark.usefixtures("stores")


def organisation(name: str) -> tuple[Organisation, User]:
    owner = User.objects.create(username=name)
    return organisation_create(name=name, slug=name, owner=owner), owner


def test_a_listed_recorder_counts_for_who_lists_it_alone() -> None:
    (desk, editor), (agency, _), (other, _) = (organisation(name) for name in ("desk", "agency", "other"))
    recorder_list(by=editor, organisation=desk, recorder=agency)
    assert listed_recorders(desk) == {agency.pk}
    assert listed_recorders(agency) == listed_recorders(other) == listed_recorders(None) == frozenset()


def test_listing_twice_is_listing_once_and_unlisting_ends_it() -> None:
    (desk, editor), (agency, _) = organisation("desk"), organisation("agency")
    for _ in range(2):
        recorder_list(by=editor, organisation=desk, recorder=agency)
    assert ListedRecorder.objects.count() == 1
    recorder_unlist(by=editor, organisation=desk, recorder=agency)
    assert listed_recorders(desk) == frozenset()


def test_only_owners_decide() -> None:
    (desk, editor), (agency, boss) = organisation("desk"), organisation("agency")
    member = User.objects.create(username="member")
    membership_set(by=editor, user=member, organisation=desk, role=Role.EDITOR)
    recorder_list(by=editor, organisation=desk, recorder=agency)
    for somebody in (member, boss):
        with pytest.raises(NotAllowed):
            recorder_list(by=somebody, organisation=desk, recorder=agency)
        with pytest.raises(NotAllowed):
            recorder_unlist(by=somebody, organisation=desk, recorder=agency)
    assert listed_recorders(desk) == {agency.pk}


def test_nobody_lists_themselves() -> None:
    desk, editor = organisation("desk")
    with pytest.raises(NotAllowed):
        recorder_list(by=editor, organisation=desk, recorder=desk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ListedRecorder.objects.create(organisation=desk, recorder=desk)


def test_an_organisation_that_is_gone_counts_no_more() -> None:
    (desk, editor), (agency, _) = organisation("desk"), organisation("agency")
    recorder_list(by=editor, organisation=desk, recorder=agency)
    agency.delete()
    assert listed_recorders(desk) == frozenset()
