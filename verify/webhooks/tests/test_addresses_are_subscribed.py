"""Addresses are subscribed by who may, with a secret that is shown once, kept sealed, exchanged and erased."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.test import TestCase

from verify.accounts.models import User
from verify.apikeys.tests.making import person
from verify.ledger.keys.models import DatumKey
from verify.ledger.tests.conftest import Hands
from verify.ledger.values import Viewer
from verify.webhooks.errors import BadSubscription, NoSuchDelivery, NoSuchSubscription, NotNow, NotTheirs
from verify.webhooks.events import ALL, Event
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.selectors import delivery_of, subscription_of, subscriptions_of
from verify.webhooks.services import announce
from verify.webhooks.services.delivering import subscription_bring
from verify.webhooks.services.subscribing import (
    MOST_OPEN,
    OVERLAP,
    TRIES,
    Opened,
    secret_exchange,
    subscription_close,
    subscription_managed,
    subscription_open,
    subscription_try,
)
from verify.webhooks.services.sweeping import webhooks_sweep
from verify.webhooks.tests.receiving import Receiver, accepted, editor, subscribe


def tell(opened: Opened) -> None:
    announce(Event.BATCH_DONE, Viewer(user=opened.subscription.user_id), {"batch": "b"})
    subscription_bring(opened.subscription.pk)


def test_a_secret_is_sealed_and_shown_once(ada: User) -> None:
    opened = subscribe(ada)
    raw = base64.b64decode(opened.secret.removeprefix("whsec_"))
    row = Subscription.objects.values().get()

    assert len(raw) == 32
    assert opened.secret not in repr(opened)
    assert not [value for value in row.values() if raw in bytes(str(value), "utf-8") or value == raw]
    assert raw not in bytes(row["locked"])
    assert DatumKey.objects.filter(pk=row["key_id"]).exists()


def test_an_exchanged_secret_signs_beside_the_new_one_for_a_day(ada: User, receiver: Receiver, clock: Hands) -> None:
    first = subscribe(ada)
    second = secret_exchange(first.subscription)
    tell(second)
    clock.forward(OVERLAP.total_seconds() - 1)
    tell(second)
    clock.forward(2)
    tell(second)

    taken = [
        (accepted(first.secret, head, body), accepted(second.secret, head, body))
        for head, body in zip(receiver.heads, receiver.bodies, strict=True)
    ]
    assert taken == [(True, True), (True, True), (False, True)]


def test_what_was_closed_meanwhile_gets_no_new_secret(ada: User) -> None:
    first = subscribe(ada)
    subscription_close(Subscription.objects.get(pk=first.subscription.pk))
    with pytest.raises(NoSuchSubscription):
        secret_exchange(first.subscription)
    assert not Subscription.objects.exists()


def test_an_exchanged_secret_is_erased_when_its_day_is_over(ada: User, clock: Hands) -> None:
    first = subscribe(ada)
    old = first.subscription.key_id
    secret_exchange(first.subscription)
    clock.forward(OVERLAP.total_seconds() + 1)
    webhooks_sweep()

    assert DatumKey.objects.get(pk=old).secret is None
    assert Subscription.objects.get().old_key_id == ""


def test_a_second_exchange_ends_the_first_secret(ada: User, receiver: Receiver) -> None:
    opened = [subscribe(ada)]
    for _ in range(2):
        opened.append(secret_exchange(opened[-1].subscription))
    tell(opened[-1])

    found = [accepted(one.secret, receiver.heads[0], receiver.bodies[0]) for one in opened]
    assert found == [False, True, True]


def test_closing_forgets_everything_and_erases_the_secret(ada: User) -> None:
    opened = subscribe(ada)
    announce(Event.BATCH_DONE, Viewer(user=ada.pk), {"batch": "b"})
    key_id = opened.subscription.key_id
    with TestCase.captureOnCommitCallbacks(execute=True):
        subscription_close(opened.subscription)

    assert (Subscription.objects.count(), Delivery.objects.count()) == (0, 0)
    assert DatumKey.objects.get(pk=key_id).secret is None


def test_without_its_key_an_address_is_switched_off_and_nothing_goes_out(ada: User, receiver: Receiver) -> None:
    opened = subscribe(ada)
    DatumKey.objects.all().delete()
    tell(opened)

    assert receiver.heads == []
    assert Subscription.objects.get().disabled_code == "webhook.no_secret"


def test_a_try_out_goes_to_one_address_whatever_it_asked_for(ada: User, receiver: Receiver) -> None:
    opened = subscribe(ada, Event.LIST_CHANGED)
    subscription_try(opened.subscription)
    subscription_bring(opened.subscription.pk)

    assert [one["type"] for one in receiver.told] == ["webhook.test"]
    assert receiver.told[0]["data"] == {"webhook": opened.subscription.pk}


def test_a_receiver_is_not_hammered_with_try_outs(ada: User, receiver: Receiver) -> None:
    opened = subscribe(ada)
    for _ in range(TRIES):
        subscription_try(opened.subscription)

    with pytest.raises(NotNow, match="wait a minute"):
        subscription_try(opened.subscription)
    assert Delivery.objects.count() == TRIES


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "https://user:pass@example.org/",
        "https://example.org:8443/hook",
        "https://localhost/hook",
        "ftp://example.org",
        "https://0x7f.1/",
        "http://127.0.0.2:9000/",
        "http://127.0.0.1:80/",
        "",
    ],
)
def test_an_address_that_is_never_called_is_not_taken(ada: User, url: str) -> None:
    with pytest.raises(BadSubscription):
        subscribe(ada, url=url)


def test_only_a_demo_tells_its_own_machine(ada: User, settings: Any) -> None:
    assert subscribe(ada, url="http://127.0.0.1:9000/hook").subscription.url == "http://127.0.0.1:9000/hook"
    settings.DEMO = False
    with pytest.raises(BadSubscription):
        subscribe(ada, url="http://127.0.0.1:9000/hook")


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\nb"])
def test_a_name_that_cannot_be_shown_is_not_taken(ada: User, name: str) -> None:
    with pytest.raises(BadSubscription):
        subscription_open(user=ada, name=name, url="https://example.org/", events=ALL)


@pytest.mark.parametrize("events", [[], ["batch.dome"], ["webhook.test"], ["batch.done", "everything"]])
def test_events_that_do_not_exist_are_not_taken(ada: User, events: list[str]) -> None:
    with pytest.raises(BadSubscription):
        subscription_open(user=ada, name="desk", url="https://example.org/", events=events)


def test_nobody_has_more_addresses_than_can_be_looked_after(ada: User) -> None:
    for _ in range(MOST_OPEN):
        subscribe(ada)
    with pytest.raises(BadSubscription):
        subscribe(ada)
    subscribe(person("bob"))


def test_members_look_and_editors_change(room: None) -> None:
    opened = subscribe(editor("cyd", "desk"))
    member = person("dot", organisation="desk")

    assert list(subscriptions_of(member)) == [opened.subscription]
    with pytest.raises(NotTheirs):
        subscription_managed(member, opened.subscription.pk)
    with pytest.raises(NotTheirs):
        subscribe(member)


def test_what_belongs_to_others_is_answered_like_nothing(ada: User) -> None:
    theirs = subscribe(person("bob")).subscription
    announce(Event.BATCH_DONE, Viewer(user=theirs.user_id), {"batch": "b"})
    mine = subscribe(ada).subscription
    answers = []
    for number in (theirs.pk, "A" * 22):
        with pytest.raises(NoSuchSubscription) as caught:
            subscription_of(ada, number)
        answers.append(str(caught.value))
    with pytest.raises(NoSuchDelivery):
        delivery_of(mine, Delivery.objects.get().pk)

    assert len(set(answers)) == 1


def test_whoever_left_an_organisation_sees_its_addresses_no_more(room: None) -> None:
    cyd = editor("cyd", "desk")
    number = subscribe(cyd).subscription.pk
    cyd.memberships.all().delete()

    with pytest.raises(NoSuchSubscription):
        subscription_of(cyd, number)
