"""A key opens what it was made for until it runs out, is ended or exchanged, or its owner leaves."""

from __future__ import annotations

import pytest
from django.core.serializers import serialize

from verify.accounts.models import Membership
from verify.apikeys.errors import BadKeyWish, KeyRefused, NoSuchKey
from verify.apikeys.models import ApiKey
from verify.apikeys.services import MOST_OPEN, key_end, key_exchange, key_used
from verify.apikeys.tests.making import AT, key_for, later, person

pytestmark = pytest.mark.django_db


def test_the_secret_is_stored_nowhere() -> None:
    made = key_for(person())
    stored = serialize("json", ApiKey.objects.all())
    assert made.token.secret not in stored
    assert made.token.digest in stored
    assert made.token.secret not in repr(made)


def test_it_opens_until_it_runs_out() -> None:
    made = key_for(person(), days=30)
    assert key_used(made.token.text, later(29)).pk == made.key.pk
    with pytest.raises(KeyRefused):
        key_used(made.token.text, later(30))


def test_one_changed_letter_opens_nothing() -> None:
    made = key_for(person())
    for at in range(len(made.token.text)):
        other = "b" if made.token.text[at] != "b" else "c"
        with pytest.raises(KeyRefused):
            key_used(made.token.text[:at] + other + made.token.text[at + 1 :], AT)


def test_the_last_use_is_kept_as_a_day() -> None:
    made = key_for(person())
    assert ApiKey.objects.get().last_used_on is None
    key_used(made.token.text, later(1))
    assert ApiKey.objects.get().last_used_on == later(1).date()


def test_ended_it_opens_nothing_and_others_cannot_end_it() -> None:
    owner, other = person(), person("bob")
    made = key_for(owner)
    with pytest.raises(NoSuchKey):
        key_end(user=other, key_id=made.key.pk, at=AT)
    key_end(user=owner, key_id=made.key.pk, at=AT)
    with pytest.raises(KeyRefused):
        key_used(made.token.text, AT)


def test_exchanged_both_open_for_a_day_and_then_only_the_new_one() -> None:
    owner = person()
    old = key_for(owner, "check", "read")
    new = key_exchange(user=owner, key_id=old.key.pk, at=later(2))
    assert (new.key.name, new.key.scopes) == (old.key.name, old.key.scopes)
    assert key_used(old.token.text, later(2.9)).pk == old.key.pk
    with pytest.raises(KeyRefused):
        key_used(old.token.text, later(3))
    assert key_used(new.token.text, later(3)).pk == new.key.pk
    with pytest.raises(BadKeyWish):
        key_exchange(user=owner, key_id=old.key.pk, at=later(2.5))


def test_whoever_left_the_newsroom_or_may_not_log_in_acts_for_it_no_more() -> None:
    owner = person(organisation="desk")
    made = key_for(owner)
    assert key_used(made.token.text, AT).organisation is not None
    Membership.objects.all().delete()
    with pytest.raises(KeyRefused):
        key_used(made.token.text, AT)
    Membership.objects.create(user=owner, organisation=made.key.organisation)
    owner.is_active = False
    owner.save()
    with pytest.raises(KeyRefused):
        key_used(made.token.text, AT)


def test_a_list_of_keys_stays_one_that_can_be_overlooked() -> None:
    owner = person()
    for _ in range(MOST_OPEN):
        key_for(owner)
    with pytest.raises(BadKeyWish, match="End one"):
        key_for(owner)
    key_end(user=owner, key_id=ApiKey.objects.order_by("id")[0].pk, at=AT)
    key_for(owner, at=later(0.1))


@pytest.mark.parametrize("scopes", [("nothing",), ("",)])
def test_a_key_for_nothing_is_not_made(scopes: tuple[str, ...]) -> None:
    with pytest.raises(BadKeyWish):
        key_for(person(), *scopes)
