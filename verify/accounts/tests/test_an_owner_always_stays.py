from __future__ import annotations

import pytest

from verify.accounts.errors import LastOwner, NotAllowed
from verify.accounts.models import Organisation, Role, User
from verify.accounts.selectors import organisation_of, role_of
from verify.accounts.services import membership_end, membership_set, organisation_create

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create(username="ada")


@pytest.fixture
def bob() -> User:
    return User.objects.create(username="bob")


@pytest.fixture
def desk(ada: User) -> Organisation:
    return organisation_create(name="Desk", slug="desk", owner=ada)


def test_who_founds_an_organisation_owns_it_and_works_for_it(ada: User, desk: Organisation) -> None:
    assert role_of(ada, desk) is Role.OWNER
    assert organisation_of(ada) == desk


def test_only_owners_take_people_in(ada: User, bob: User, desk: Organisation) -> None:
    with pytest.raises(NotAllowed):
        membership_set(by=bob, user=bob, organisation=desk, role=Role.OWNER)
    membership_set(by=ada, user=bob, organisation=desk, role=Role.EDITOR)
    with pytest.raises(NotAllowed):
        membership_set(by=bob, user=bob, organisation=desk, role=Role.OWNER)
    assert role_of(bob, desk) is Role.EDITOR


def test_the_last_owner_can_neither_leave_nor_step_down(ada: User, desk: Organisation) -> None:
    with pytest.raises(LastOwner):
        membership_end(by=ada, user=ada, organisation=desk)
    with pytest.raises(LastOwner):
        membership_set(by=ada, user=ada, organisation=desk, role=Role.MEMBER)
    assert role_of(ada, desk) is Role.OWNER


def test_with_a_second_owner_the_first_may_leave(ada: User, bob: User, desk: Organisation) -> None:
    membership_set(by=ada, user=bob, organisation=desk, role=Role.OWNER)
    membership_end(by=ada, user=ada, organisation=desk)
    assert role_of(ada, desk) is None


def test_members_may_leave_by_themselves_but_not_send_others_away(ada: User, bob: User, desk: Organisation) -> None:
    membership_set(by=ada, user=bob, organisation=desk, role=Role.MEMBER)
    with pytest.raises(NotAllowed):
        membership_end(by=bob, user=ada, organisation=desk)
    membership_end(by=bob, user=bob, organisation=desk)
    assert role_of(bob, desk) is None
