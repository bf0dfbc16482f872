from __future__ import annotations

import pytest

from verify.accounts.errors import NotAllowed
from verify.accounts.models import Grant, Organisation, Power, Role, User
from verify.accounts.powers import may, powers_grant, powers_of, require
from verify.accounts.services import membership_end, membership_set, organisation_create

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    return User.objects.create(username="ada")


@pytest.fixture
def desk(ada: User) -> Organisation:
    return organisation_create(name="Desk", slug="desk", owner=ada)


@pytest.fixture
def bob(ada: User, desk: Organisation) -> User:
    user = User.objects.create(username="bob")
    membership_set(by=ada, user=user, organisation=desk, role=Role.EDITOR)
    return user


def test_owners_may_do_everything_and_others_nothing_by_themselves(ada: User, bob: User, desk: Organisation) -> None:
    assert powers_of(ada, desk) == set(Power)
    assert powers_of(bob, desk) == set()
    assert not may(None, desk, Power.DELEGATE)
    assert not may(ada, None, Power.DELEGATE)


def test_what_an_owner_grants_holds_until_it_is_taken_back(ada: User, bob: User, desk: Organisation) -> None:
    powers_grant(by=ada, user=bob, organisation=desk, powers=[Power.SIGN_FOR_DESK, Power.PUBLISH_LISTS])
    assert powers_of(bob, desk) == {Power.SIGN_FOR_DESK, Power.PUBLISH_LISTS}
    powers_grant(by=ada, user=bob, organisation=desk, powers=[Power.PUBLISH_LISTS])
    assert powers_of(bob, desk) == {Power.PUBLISH_LISTS}
    with pytest.raises(NotAllowed):
        require(bob, desk, Power.SIGN_FOR_DESK)


def test_nobody_grants_themselves_or_more_than_they_have(ada: User, bob: User, desk: Organisation) -> None:
    with pytest.raises(NotAllowed):
        powers_grant(by=bob, user=bob, organisation=desk, powers=[Power.DELEGATE])
    powers_grant(by=ada, user=bob, organisation=desk, powers=[Power.MANAGE_PEOPLE])
    carl = User.objects.create(username="carl")
    membership_set(by=ada, user=carl, organisation=desk, role=Role.MEMBER)
    with pytest.raises(NotAllowed):
        powers_grant(by=bob, user=carl, organisation=desk, powers=[Power.DELEGATE])
    assert powers_grant(by=bob, user=carl, organisation=desk, powers=[Power.MANAGE_PEOPLE]) == {Power.MANAGE_PEOPLE}


def test_strangers_and_owners_are_granted_nothing(ada: User, desk: Organisation) -> None:
    for user in (ada, User.objects.create(username="stranger")):
        with pytest.raises(NotAllowed):
            powers_grant(by=ada, user=user, organisation=desk, powers=[Power.DELEGATE])


def test_who_leaves_or_is_closed_may_nothing_any_more(ada: User, bob: User, desk: Organisation) -> None:
    powers_grant(by=ada, user=bob, organisation=desk, powers=[Power.DELEGATE])
    bob.is_active = False
    assert powers_of(bob, desk) == set()
    membership_end(by=ada, user=bob, organisation=desk)
    assert not Grant.objects.exists()


def test_who_manages_people_takes_in_and_lets_go_but_makes_and_ends_no_owner(
    ada: User, bob: User, desk: Organisation
) -> None:
    carl = User.objects.create(username="carl")
    powers_grant(by=ada, user=bob, organisation=desk, powers=[Power.MANAGE_PEOPLE])
    membership_set(by=bob, user=carl, organisation=desk, role=Role.MEMBER)
    for user, role in ((carl, Role.OWNER), (ada, Role.MEMBER), (bob, Role.EDITOR)):
        with pytest.raises(NotAllowed):
            membership_set(by=bob, user=user, organisation=desk, role=role)
    with pytest.raises(NotAllowed):
        membership_end(by=bob, user=ada, organisation=desk)
    membership_end(by=bob, user=carl, organisation=desk)
    assert powers_of(carl, desk) == set()


def test_another_organisation_is_another_matter(ada: User, bob: User, desk: Organisation) -> None:
    other = organisation_create(name="Other", slug="other", owner=bob)
    assert powers_of(ada, other) == set()
    assert powers_of(bob, other) == set(Power)
