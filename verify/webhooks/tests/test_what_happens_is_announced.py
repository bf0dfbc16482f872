"""What happens becomes a message exactly where it happened, for those who asked for it and belong to it."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import TestCase

from verify.accounts.models import Organisation, User
from verify.apikeys.tests.making import person
from verify.jobs.models import Job
from verify.ledger.values import PUBLIC, Viewer
from verify.webhooks.events import Event
from verify.webhooks.models import Delivery
from verify.webhooks.services import announce, announce_to_all, unsay
from verify.webhooks.tests.receiving import editor, messages, subscribe

DONE = Event.VERIFICATION_DONE
IDS, CODES = {"verification": "v1"}, {"headline": "no_credentials"}


def test_a_message_says_what_happened_by_ids_and_codes_and_when(ada: User) -> None:
    here = subscribe(ada).subscription
    announce(DONE, Viewer(user=ada.pk), IDS, CODES)

    assert messages(here) == [
        {
            "type": "verification.done",
            "timestamp": "2026-03-01T12:00:00Z",
            "data": {"verification": "v1", "headline": "no_credentials"},
        }
    ]


def test_what_is_rolled_back_is_told_to_nobody(ada: User) -> None:
    subscribe(ada)
    with transaction.atomic():
        announce(DONE, Viewer(user=ada.pk), IDS, CODES)
        transaction.set_rollback(True)

    assert Delivery.objects.count() == 0


def test_a_worker_is_called_once_the_event_is_durable(ada: User) -> None:
    here = subscribe(ada).subscription
    with TestCase.captureOnCommitCallbacks(execute=True):
        announce(DONE, Viewer(user=ada.pk), IDS, CODES)
        assert not Job.objects.filter(kind="webhook").exists()

    assert Job.objects.get(kind="webhook").subject == here.pk


def test_only_those_who_asked_for_an_event_are_told(ada: User) -> None:
    here = subscribe(ada, Event.BATCH_DONE).subscription
    announce(DONE, Viewer(user=ada.pk), IDS, CODES)

    assert messages(here) == []


def test_another_team_is_told_nothing(ada: User) -> None:
    other, desk = person("bob"), editor("cyd", "desk")
    theirs = [subscribe(other).subscription, subscribe(desk).subscription]
    announce(DONE, Viewer(user=ada.pk), IDS, CODES)

    assert [messages(one) for one in theirs] == [[], []]


def test_what_a_member_does_for_an_organisation_is_told_to_the_organisation_alone(room: None) -> None:
    member = person("cyd")
    own = subscribe(member).subscription
    desk = subscribe(editor("dot", "desk")).subscription
    announce(DONE, Viewer(Organisation.objects.get().pk, member.pk), IDS, CODES)

    assert (len(messages(desk)), len(messages(own))) == (1, 0)


def test_what_strangers_do_is_told_to_nobody(ada: User) -> None:
    here = subscribe(ada).subscription
    announce(DONE, PUBLIC, IDS, CODES)

    assert messages(here) == []


def test_what_belongs_to_nobody_is_told_to_everybody_who_asked(ada: User) -> None:
    asked = [subscribe(ada, Event.LIST_CHANGED).subscription, subscribe(person("bob"), Event.LIST_CHANGED).subscription]
    other = subscribe(person("cyd"), DONE).subscription
    announce_to_all(Event.LIST_CHANGED, {"list": "official"}, {"certificates": 7})

    assert [len(messages(one)) for one in (*asked, other)] == [1, 1, 0]


def test_one_matter_is_told_once_however_often_it_is_announced(ada: User) -> None:
    here = subscribe(ada).subscription
    for _ in range(3):
        announce(DONE, Viewer(user=ada.pk), IDS, CODES, once="verification v1")
    announce(DONE, Viewer(user=ada.pk), {"verification": "v2"}, CODES, once="verification v2")

    assert sorted(one["data"]["verification"] for one in messages(here)) == ["v1", "v2"]


def test_without_a_matter_each_announcement_is_a_message(ada: User) -> None:
    here = subscribe(ada).subscription
    for _ in range(2):
        announce(DONE, Viewer(user=ada.pk), IDS, CODES)

    assert len(messages(here)) == 2


def test_what_is_unsaid_leaves_no_message(ada: User) -> None:
    here = subscribe(ada).subscription
    announce(DONE, Viewer(user=ada.pk), IDS, CODES, once="this")
    announce(DONE, Viewer(user=ada.pk), IDS, CODES, once="that")

    assert (unsay(once="this"), len(messages(here))) == (1, 1)


def test_an_event_that_nobody_can_subscribe_to_is_our_own_fault(ada: User) -> None:
    with pytest.raises(ValueError, match="no event"):
        announce("verification.dome", Viewer(user=ada.pk), IDS)


def test_no_message_grows_beyond_ids_and_codes(ada: User) -> None:
    subscribe(ada)
    with pytest.raises(ValueError, match="4096"):
        announce(DONE, Viewer(user=ada.pk), {"verification": "v" * 5000})
