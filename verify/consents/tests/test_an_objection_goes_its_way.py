"""An objection is taken in, looked at, answered and decided, each step once and in order, by somebody apart."""

from __future__ import annotations

from itertools import product

import pytest

from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.consents.errors import BadConsent, NotNow, Partial
from verify.consents.models import Objection
from verify.consents.models.objections import ObjectionState
from verify.consents.selectors.objections import (
    TRANSITIONS,
    objection_get,
    objection_view,
    objections_waiting,
    upheld_for,
)
from verify.consents.services import (
    Told,
    campaign_open,
    objection_add,
    objection_decide,
    objection_open,
    objection_read,
    objection_take_up,
    objection_withdraw,
    platform_close,
)
from verify.ledger.services import record_open
from verify.ledger.values import Viewer
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.tests.receiving import digest_in

WORK = "ab" * 32
TOLD = Told("That is my face, and I never agreed.", "https://posts.example/1", "mara@example.org")


def opened(category: str = "likeness", sha256: str = WORK) -> Objection:
    return objection_open(category=category, told=TOLD, sha256=sha256)


def under_review(reviewer: User, **more: str) -> Objection:
    objection = opened(**more)
    objection_take_up(objection, by=reviewer)
    return objection_get(objection.pk)


def state(objection: Objection) -> str:
    return objection_get(objection.pk).state


@pytest.mark.usefixtures("room")
def test_a_new_objection_waits_and_labels_nothing() -> None:
    objection = opened()

    assert [one.pk for one in objections_waiting()] == [objection.pk]
    assert upheld_for(WORK) is None


def test_from_intake_to_a_decision(reviewer: User) -> None:
    objection = under_review(reviewer)
    objection_decide(objection, by=reviewer, state="asked", answer="where")
    objection_add(objection_get(objection.pk), words="It is on the front page.")
    objection_take_up(objection_get(objection.pk), by=reviewer)

    assert objection_read(objection_get(objection.pk), by=reviewer).words.endswith("front page.")
    objection_decide(objection_get(objection.pk), by=reviewer, state="upheld", answer="agreed")
    assert upheld_for(WORK.upper()) == objection_get(objection.pk).decided
    assert objections_waiting() == []


def test_what_was_agreed_to_can_be_taken_off_again(reviewer: User) -> None:
    objection = under_review(reviewer)
    objection_decide(objection, by=reviewer, state="upheld", answer="agreed")
    objection_decide(objection_get(objection.pk), by=reviewer, state="declined", answer="reconsidered")

    assert upheld_for(WORK) is None


def test_the_objector_is_told_how_often_it_was_read(reviewer: User) -> None:
    objection = under_review(reviewer)
    for _ in range(2):
        objection_read(objection, by=reviewer)

    assert objection_view(objection.pk).readings == 2


@pytest.mark.parametrize(("was", "to"), [*product(ObjectionState, ("asked", "upheld", "declined"))])
def test_no_state_is_reached_but_by_its_ways(reviewer: User, was: ObjectionState, to: str) -> None:
    answers = {"asked": "where", "upheld": "agreed", "declined": "no_answer"}
    objection = opened()
    Objection.objects.filter(pk=objection.pk).update(state=was)
    objection = objection_get(objection.pk)

    if to in TRANSITIONS[was]:
        objection_decide(objection, by=reviewer, state=to, answer=answers[to])
        assert state(objection) == to
    else:
        with pytest.raises(NotNow):
            objection_decide(objection, by=reviewer, state=to, answer=answers[to])
        assert state(objection) == was


def test_of_two_decisions_the_first_counts(reviewer: User) -> None:
    seen_by_both = under_review(reviewer)
    objection_decide(seen_by_both, by=reviewer, state="declined", answer="no_answer")

    with pytest.raises(NotNow):
        objection_decide(seen_by_both_again(seen_by_both), by=reviewer, state="upheld", answer="agreed")
    assert state(seen_by_both) == "declined"


def seen_by_both_again(objection: Objection) -> Objection:
    """The row as the second reviewer had read it, before the first one decided."""
    stale = objection_get(objection.pk)
    stale.state = ObjectionState.REVIEWED
    return stale


def test_whoever_recorded_the_work_does_not_decide(reviewer: User) -> None:
    desk = organisation_create(name="The desk", slug="the-desk", owner=reviewer)
    record_open(sha256=bytes.fromhex(WORK), owner=Viewer(desk.pk, reviewer.pk))
    objection = opened()

    for step in (
        lambda: objection_take_up(objection, by=reviewer),
        lambda: objection_read(objection, by=reviewer),
        lambda: objection_decide(objection, by=reviewer, state="declined", answer="no_answer"),
    ):
        with pytest.raises(Partial):
            step()


@pytest.mark.parametrize("through", ["record", "campaign"])
def test_nor_does_who_belongs_to_no_organisation_and_recorded_it(reviewer: User, through: str) -> None:
    alone = Viewer(None, reviewer.pk)
    if through == "record":
        record_open(sha256=bytes.fromhex(WORK), owner=alone)
    else:
        campaign_open(name="Autumn", digests=[bytes.fromhex(WORK)], owner=alone)

    with pytest.raises(Partial):
        objection_take_up(opened(), by=reviewer)


@pytest.mark.usefixtures("room")
def test_a_repeated_call_is_the_same_objection() -> None:
    first = objection_open(category="voice", told=TOLD, number="A" * 22)
    again = objection_open(category="voice", told=TOLD, number="A" * 22)

    assert first.pk == again.pk
    assert Objection.objects.count() == 1


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("category", "told"),
    [
        ("likeness", Told(" ")),
        ("likeness", Told("x" * 5_001)),
        ("likeness", Told("x", places="y" * 4_001)),
        ("likeness", Told("x", contact="y" * 201)),
        ("unheard", Told("x")),
    ],
)
def test_what_cannot_be_looked_at_is_refused_and_leaves_nothing(category: str, told: Told) -> None:
    with pytest.raises(BadConsent):
        objection_open(category=category, told=told)
    assert Objection.objects.count() == 0


def test_only_what_a_desk_agreed_to_is_told_to_platforms(reviewer: User, platform: Subscription) -> None:
    objection = under_review(reviewer)
    objection_decide(objection, by=reviewer, state="asked", answer="where")
    assert Delivery.objects.count() == 0

    objection_decide(objection_get(objection.pk), by=reviewer, state="upheld", answer="agreed")
    assert [(one.event, digest_in(one)) for one in Delivery.objects.all()] == [("likeness.objection_upheld", WORK)]

    objection_withdraw(objection_get(objection.pk))
    assert set(Delivery.objects.values_list("event", flat=True)) == {
        "likeness.objection_upheld",
        "likeness.objection_lifted",
    }
    assert objection.pk not in str(list(Delivery.objects.values())), "the number opens the objection: it is for one"


def test_a_platform_that_was_closed_is_told_nothing(reviewer: User, platform: Subscription) -> None:
    platform_close(platform)
    objection_decide(under_review(reviewer), by=reviewer, state="upheld", answer="agreed")

    assert Delivery.objects.count() == 0
