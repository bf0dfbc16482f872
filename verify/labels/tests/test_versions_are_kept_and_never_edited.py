from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from verify.accounts.models import Grant, Membership, Organisation, Power, Role, User
from verify.labels.errors import BadPolicyText, MayNotActivate, NoSuchPolicy, TooManyVersions
from verify.labels.models import Activation, PolicyVersion
from verify.labels.selectors import activations_of, in_force, in_force_for, shipped, version_get, versions_of
from verify.labels.services import policy_activate, policy_keep
from verify.labels.teams import Team, team_of
from verify.labels.tests.policies import AT, text

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
FIRST, SECOND = text('captured = "info"', name="First"), text('captured = "none"', name="Second")


def member(name: str, slug: str, role: Role = Role.MEMBER) -> User:
    user = User.objects.create_user(name)
    desk, _ = Organisation.objects.get_or_create(slug=slug, defaults={"name": slug})
    Membership.objects.create(user=user, organisation=desk, role=role)
    return user


def test_the_same_text_again_is_the_same_version() -> None:
    user = member("ada", "desk")
    made = [policy_keep(user=user, text=one, at=AT) for one in (FIRST, SECOND, FIRST)]
    assert [one.number for one in made] == [1, 2, 1]
    assert [one.number for one in versions_of(team_of(user))] == [2, 1]
    assert [one.number for one in versions_of(team_of(user), before=2)] == [1]


def test_what_is_refused_is_not_kept() -> None:
    with pytest.raises(BadPolicyText):
        policy_keep(user=member("ada", "desk"), text=b"nothing", at=AT)
    assert not PolicyVersion.objects.exists()


def test_a_team_keeps_no_more_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("verify.labels.services.MOST_VERSIONS", 1)
    user = member("ada", "desk")
    policy_keep(user=user, text=FIRST, at=AT)
    with pytest.raises(TooManyVersions):
        policy_keep(user=user, text=SECOND, at=AT)


def test_what_was_kept_is_not_in_force_until_an_owner_says_so() -> None:
    owner, other = member("ada", "desk", Role.OWNER), member("bob", "desk")
    kept = policy_keep(user=other, text=FIRST, at=AT)
    assert in_force_for(owner) == shipped()
    with pytest.raises(MayNotActivate):
        policy_activate(user=other, digest=kept.policy.digest, at=AT)
    policy_activate(user=owner, digest=kept.policy.digest, at=AT)
    assert in_force_for(other) == in_force_for(owner) == kept
    policy_activate(user=owner, digest=shipped().policy.digest, at=AT + timedelta(days=1))
    assert in_force_for(other) == shipped()
    assert [one.version_id is None for one in activations_of(team_of(owner))] == [True, False]


def test_a_member_whom_an_owner_allowed_it_may() -> None:
    user = member("bob", "desk")
    Grant.objects.create(membership=user.memberships.get(), power=Power.PUBLISH_LISTS)
    kept = policy_keep(user=user, text=FIRST, at=AT)
    assert policy_activate(user=user, digest=kept.policy.digest, at=AT) == kept


def test_putting_in_force_what_is_in_force_is_no_event() -> None:
    user = User.objects.create_user("alone")
    kept = policy_keep(user=user, text=FIRST, at=AT)
    for _ in range(2):
        policy_activate(user=user, digest=kept.policy.digest, at=AT)
    policy_activate(user=User.objects.create_user("other"), digest=shipped().policy.digest, at=AT)
    assert Activation.objects.count() == 1


def test_another_team_s_version_answers_like_none() -> None:
    kept = policy_keep(user=member("ada", "desk", Role.OWNER), text=FIRST, at=AT)
    rival = member("eve", "rival", Role.OWNER)
    for digest in (kept.policy.digest, "0" * 64):
        with pytest.raises(NoSuchPolicy, match="Your team has no version"):
            policy_activate(user=rival, digest=digest, at=AT)
        with pytest.raises(NoSuchPolicy, match="Your team has no version"):
            version_get(team_of(rival), digest)
    assert versions_of(team_of(rival)) == []


def test_whoever_works_for_nobody_has_policies_of_their_own() -> None:
    user = User.objects.create_user("alone")
    kept = policy_keep(user=user, text=FIRST, at=AT)
    policy_activate(user=user, digest=kept.policy.digest, at=AT)
    assert in_force(Team(person=user)) == kept
    assert in_force_for(User.objects.create_user("other")) == shipped()
    assert in_force_for(None) is None


def test_the_database_refuses_to_change_a_version_or_when_it_was_in_force() -> None:
    user = member("ada", "desk", Role.OWNER)
    policy_activate(user=user, digest=policy_keep(user=user, text=FIRST, at=AT).policy.digest, at=AT)
    for change in (
        "UPDATE labels_policyversion SET text = 'other'",
        "UPDATE labels_policyversion SET digest = 'other'",
        "UPDATE labels_activation SET version_id = NULL",
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert PolicyVersion.objects.get().text == FIRST.decode()


def test_versions_outlive_whoever_kept_them_and_go_with_their_team() -> None:
    user = member("ada", "desk", Role.OWNER)
    policy_activate(user=user, digest=policy_keep(user=user, text=FIRST, at=AT).policy.digest, at=AT)
    desk = Organisation.objects.get()
    user.delete()
    assert PolicyVersion.objects.get().created_by is None
    assert in_force(Team(organisation=desk)).number == 1
    desk.delete()
    assert not PolicyVersion.objects.exists()
    assert not Activation.objects.exists()
