"""A message arrives signed and under one number; what is not taken is tried again, given up in the end, and said so."""

from __future__ import annotations

from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

import pytest

from verify.accounts.models import User
from verify.fetch.tests.internet import SITE_V4, SITE_V6, Internet
from verify.jobs.models import Job
from verify.ledger.tests.conftest import Hands
from verify.ledger.values import Viewer
from verify.webhooks.events import Event
from verify.webhooks.models import Attempt, Delivery, Subscription
from verify.webhooks.selectors import backlog
from verify.webhooks.services import announce, delivering
from verify.webhooks.services.again import dead_again, delivery_again
from verify.webhooks.services.delivering import AT_ONCE, subscription_bring
from verify.webhooks.services.outcomes import JITTER, LONGEST, MOST_DEATHS, QUIET, WAITS
from verify.webhooks.services.subscribing import Opened, subscription_resume
from verify.webhooks.services.sweeping import LATE, REMEMBERED, REMEMBERED_DEAD, webhooks_sweep
from verify.webhooks.tests.receiving import Receiver, accepted, subscribe

SECOND = timedelta(seconds=1)


@pytest.fixture
def here(ada: User, receiver: Receiver) -> Opened:
    return subscribe(ada)


def happens(opened: Opened, name: str = "v1") -> Delivery:
    owner = Viewer(user=opened.subscription.user_id)
    announce(Event.VERIFICATION_DONE, owner, {"verification": name}, once=name)
    return Delivery.objects.get(body__contains=f'"{name}"')


def bring(opened: Opened) -> Subscription:
    subscription_bring(opened.subscription.pk)
    opened.subscription.refresh_from_db()
    return opened.subscription


def test_a_message_arrives_signed_and_is_marked(here: Opened, receiver: Receiver, clock: Hands) -> None:
    delivery = happens(here)
    bring(here)

    (fields,), (body,) = receiver.heads, receiver.bodies
    assert accepted(here.secret, fields, body)
    assert fields["webhook-id"] == delivery.pk
    assert fields["webhook-timestamp"] == str(int(clock().timestamp()))
    delivery.refresh_from_db()
    assert (delivery.due, delivery.delivered, delivery.dead) == (None, clock(), None)
    attempt = Attempt.objects.get()
    assert (attempt.number, attempt.status, attempt.code, attempt.at) == (1, 204, "", clock())


@pytest.mark.parametrize("changed", ["body", "webhook-id", "webhook-timestamp"])
def test_what_was_changed_on_the_way_is_not_accepted(here: Opened, receiver: Receiver, changed: str) -> None:
    happens(here)
    bring(here)
    fields, body = dict(receiver.heads[0]), receiver.bodies[0]
    if changed == "body":
        body = body.replace(b"v1", b"v2")
    else:
        fields[changed] += "1"

    assert not accepted(here.secret, fields, body)


def test_a_repeat_has_the_same_number_and_body_and_a_moment_of_its_own(
    here: Opened, receiver: Receiver, clock: Hands
) -> None:
    receiver.statuses = ["503 Busy", "204 No Content"]
    delivery = happens(here)
    bring(here)
    clock.forward(WAITS[0].total_seconds() * (1 + JITTER) + 1)
    bring(here)

    assert receiver.numbers == [delivery.pk] * 2
    assert receiver.bodies[0] == receiver.bodies[1]
    first, second = (int(head["webhook-timestamp"]) for head in receiver.heads)
    assert second > first
    assert all(accepted(here.secret, head, body) for head, body in zip(receiver.heads, receiver.bodies, strict=True))


@pytest.mark.parametrize("status", ["400 Bad", "401 Who", "404 None", "500 Trouble", "503 Busy", "302 Elsewhere"])
def test_what_is_not_taken_is_written_down_and_waits(here: Opened, receiver: Receiver, status: str) -> None:
    receiver.statuses = [status]
    delivery = happens(here)
    bring(here)

    delivery.refresh_from_db()
    assert delivery.delivered is None
    assert delivery.due is not None
    assert Attempt.objects.get().status == int(status[:3])
    assert len(receiver.heads) == 1


def test_each_wait_is_longer_and_nothing_is_tried_before_its_time(
    here: Opened, receiver: Receiver, clock: Hands
) -> None:
    receiver.statuses = ["500 Trouble"]
    delivery, last = happens(here), len(WAITS) - 1
    for number, wait in enumerate(WAITS):
        at = clock()
        bring(here)
        bring(here)  # too early
        delivery.refresh_from_db()
        assert delivery.attempts == number + 1
        assert delivery.due is not None
        latest = min(at + wait * (1 + JITTER), delivery.since + LONGEST)
        assert delivery.due <= latest
        assert at + wait <= delivery.due or number == last
        clock.at = delivery.due
    bring(here)
    delivery.refresh_from_db()

    assert (delivery.dead, delivery.due) == (clock(), None)
    assert timedelta(days=2, hours=12) < clock() - delivery.created <= LONGEST


def test_waits_differ_by_chance(here: Opened, receiver: Receiver) -> None:
    receiver.statuses = ["500 Trouble"]
    for number in range(AT_ONCE):
        happens(here, f"v{number}")
    bring(here)

    assert len(set(Delivery.objects.values_list("due", flat=True))) > 1


def test_slow_receivers_never_hold_every_place_of_a_worker(
    here: Opened, receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the threads at most bring messages; the others go on examining, and the sweep comes back."""
    assert max(1, settings.WORKER_THREADS // 2) == delivering.PLACES
    happens(here)
    monkeypatch.setattr(delivering, "_places", BoundedSemaphore(1))
    with delivering._places:
        bring(here)
        assert receiver.heads == []
    bring(here)
    assert len(receiver.heads) == 1


def test_one_that_is_refused_holds_up_no_other(here: Opened, receiver: Receiver) -> None:
    receiver.statuses = ["400 Bad", "204 No Content"]
    for number in range(3):
        happens(here, f"v{number}")
    bring(here)

    assert Delivery.objects.filter(delivered__isnull=False).count() == 2


def test_an_address_where_nobody_answers_rests_and_is_asked_with_one_message(
    here: Opened, net: Internet, clock: Hands
) -> None:
    net.exchange.dead = {SITE_V4, SITE_V6}
    for number in range(AT_ONCE + 3):
        happens(here, f"v{number}")
    assert bring(here).quiet_until == clock() + QUIET[0]
    tried = Attempt.objects.count()
    assert tried == AT_ONCE
    bring(here)
    assert Attempt.objects.count() == tried

    clock.forward(QUIET[0].total_seconds())
    assert bring(here).quiet_until == clock() + QUIET[min(here.subscription.silences, len(QUIET)) - 1]
    assert Attempt.objects.count() == tried + 1


def test_a_receiver_that_is_back_gets_everything(here: Opened, net: Internet, receiver: Receiver, clock: Hands) -> None:
    net.exchange.dead = {SITE_V4, SITE_V6}
    for number in range(20):
        happens(here, f"v{number}")
    bring(here)
    net.exchange.dead = set()
    clock.forward(QUIET[-1].total_seconds() * 2)
    assert bring(here).silences == 0

    assert len(set(receiver.numbers)) == Delivery.objects.filter(delivered__isnull=False).count() == 20


def test_a_receiver_that_wants_no_more_is_switched_off_at_once(here: Opened, receiver: Receiver, clock: Hands) -> None:
    receiver.statuses = ["410 Gone"]
    happens(here)
    subscription = bring(here)

    assert (subscription.disabled, subscription.disabled_code) == (clock(), "webhook.gone")
    assert Delivery.objects.filter(dead=clock()).count() == 1


def test_deaths_one_after_the_other_switch_an_address_off(here: Opened, receiver: Receiver, clock: Hands) -> None:
    receiver.statuses = ["500 Trouble"]
    for number in range(MOST_DEATHS - 1):
        happens(here, f"v{number}")
    Delivery.objects.update(attempts=len(WAITS))
    assert bring(here).disabled is None
    happens(here, "the last one")
    Delivery.objects.filter(dead=None).update(attempts=len(WAITS))

    assert bring(here).disabled_code == "webhook.died"
    announce(Event.VERIFICATION_DONE, Viewer(user=here.subscription.user_id), {"verification": "later"})
    assert not Delivery.objects.filter(body__contains="later").exists()


def test_a_message_that_arrives_between_deaths_keeps_an_address_on(here: Opened, receiver: Receiver) -> None:
    for number in range(2 * MOST_DEATHS):
        receiver.statuses = ["500 Trouble"] if number % 2 else ["204 No Content"]
        delivery = happens(here, f"v{number}")
        Delivery.objects.filter(pk=delivery.pk).update(attempts=len(WAITS))
        assert bring(here).disabled is None


def test_one_click_sends_again_under_the_same_number(here: Opened, receiver: Receiver, clock: Hands) -> None:
    delivery = happens(here)
    bring(here)
    delivery_again(delivery)
    bring(here)

    assert receiver.numbers == [delivery.pk] * 2
    assert list(Attempt.objects.values_list("number", flat=True)) == [1, 2]


def test_what_was_given_up_goes_out_once_the_address_is_on_again(here: Opened, receiver: Receiver) -> None:
    receiver.statuses = ["410 Gone", "204 No Content"]
    happens(here)
    subscription = bring(here)
    subscription_resume(subscription)
    subscription.refresh_from_db()

    assert dead_again(subscription) == 1
    bring(here)
    assert Delivery.objects.get().delivered is not None


def test_what_had_no_turn_for_three_days_is_given_up(here: Opened, clock: Hands) -> None:
    happens(here)
    clock.forward((LONGEST + LATE).total_seconds() - 1)
    webhooks_sweep()
    assert backlog().waiting == 1
    clock.forward(2)
    webhooks_sweep()

    assert (backlog().waiting, backlog().dead) == (0, 1)


def test_what_is_due_and_lost_its_job_gets_another_one(here: Opened) -> None:
    happens(here)
    Job.objects.all().delete()
    webhooks_sweep()

    assert Job.objects.get(kind="webhook").subject == here.subscription.pk


def test_a_resting_address_gets_no_job(here: Opened, clock: Hands) -> None:
    happens(here)
    Job.objects.all().delete()
    Subscription.objects.update(quiet_until=clock() + SECOND)
    webhooks_sweep()

    assert not Job.objects.exists()


def test_ended_messages_are_forgotten_in_their_time(here: Opened, receiver: Receiver, clock: Hands) -> None:
    happens(here, "arrived")
    bring(here)
    died = happens(here, "died")
    Delivery.objects.filter(pk=died.pk).update(due=None, dead=clock())
    clock.forward((REMEMBERED + SECOND).total_seconds())
    webhooks_sweep()
    assert list(Delivery.objects.values_list("pk", flat=True)) == [died.pk]
    clock.forward((REMEMBERED_DEAD - REMEMBERED).total_seconds())
    webhooks_sweep()

    assert Delivery.objects.count() == 0


def test_nothing_that_a_receiver_says_is_kept(here: Opened, receiver: Receiver) -> None:
    happens(here)
    bring(here)

    kept = [str(row) for model in (Delivery, Attempt, Subscription) for row in model.objects.values()]
    assert receiver.heads
    assert not [row for row in kept if "what a receiver says" in row]


def test_the_operator_sees_how_much_waits_and_since_when(here: Opened, clock: Hands) -> None:
    began = clock()
    happens(here, "first")
    clock.forward(60)
    happens(here, "second")

    found = backlog()
    assert (found.waiting, found.oldest, found.dead, found.disabled) == (2, began, 0, 0)
