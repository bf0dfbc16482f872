"""A program with a key for it says which address is told, sees what went there, and sends it again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from verify import wiring
from verify.accounts.models import User
from verify.api.tests.test_verifying import follows
from verify.apikeys.tests.making import key_for, person
from verify.ledger.values import Viewer
from verify.webhooks.events import Event
from verify.webhooks.models import Attempt, Delivery, Subscription
from verify.webhooks.services import announce
from verify.webhooks.services.outcomes import switch_off
from verify.webhooks.tests.receiving import editor, subscribe

HOOKS = "/api/v1/webhooks"
WISH = {"name": "labels", "url": "https://desk.example/hook", "events": ["batch.done", "verification.done"]}


@pytest.fixture(autouse=True)
def _room(stores: None, data_dir: Path) -> Iterator[None]:
    return


def with_key(user: User, *scopes: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key_for(user, *(scopes or ('webhooks',)), at=wiring.now()).token.text}"}


def opened(client: Any, headers: dict[str, str], **changed: Any) -> Any:
    return client.post(HOOKS, {**WISH, **changed}, content_type="application/json", headers=headers)


def happened(user: User, count: int = 1) -> None:
    for number in range(count):
        announce(Event.BATCH_DONE, Viewer(user=user.pk), {"batch": f"b{number}"})


def test_an_address_is_opened_read_tried_and_closed(client: Any, document: dict[str, Any]) -> None:
    headers = with_key(person())
    made = opened(client, headers)
    assert made.status_code == 201
    follows(document, "OpenedWebhook", made.json())
    own = made["Location"]
    read = client.get(own, headers=headers)
    follows(document, "Webhook", read.json())
    assert "secret" not in read.json()
    assert [one["id"] for one in client.get(HOOKS, headers=headers).json()["webhooks"]] == [made.json()["id"]]
    tried = client.post(f"{own}/test", headers=headers)
    assert (tried.status_code, tried.json()["event"]) == (202, "webhook.test")
    follows(document, "Delivery", tried.json())
    assert client.delete(own, headers=headers).status_code == 204
    assert client.get(own, headers=headers).status_code == 404


def test_a_secret_is_exchanged(client: Any) -> None:
    headers = with_key(person())
    first = opened(client, headers).json()
    second = client.post(f"{first['links']['self']}/secret", headers=headers)

    assert second.status_code == 201
    assert second.json()["secret"] != first["secret"]
    assert second.json()["old_secret_until"] is not None


@pytest.mark.parametrize("scopes", [("check", "read", "record", "object")])
def test_a_key_without_the_scope_opens_nothing(client: Any, scopes: tuple[str, ...]) -> None:
    user = person()
    answer = opened(client, with_key(user, *scopes))

    assert (answer.status_code, answer.json()["code"]) == (403, "key_scope")
    assert client.get(HOOKS, headers=with_key(user, *scopes)).status_code == 403
    assert not Subscription.objects.exists()


def test_a_session_without_a_second_factor_opens_nothing(client: Any) -> None:
    user = person()
    client.force_login(user)
    assert client.get(HOOKS).status_code == 200
    answer = client.post(HOOKS, WISH, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert "second factor" in answer.json()["detail"]


def test_strangers_are_told_nothing(client: Any) -> None:
    assert client.get(HOOKS).status_code == 403
    assert client.post(HOOKS, WISH, content_type="application/json").status_code == 403


@pytest.mark.parametrize(
    "changed", [{"url": "http://desk.example/"}, {"events": []}, {"events": ["batch.dome"]}, {"name": ""}, {"more": 1}]
)
def test_what_cannot_be_told_is_refused_in_words(client: Any, changed: dict[str, Any]) -> None:
    answer = opened(client, with_key(person()), **changed)

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_webhook")
    assert not Subscription.objects.exists()


def test_every_attempt_is_on_the_list_page_by_page(client: Any, document: dict[str, Any]) -> None:
    user = person()
    one = subscribe(user).subscription
    happened(user, 70)
    tried = Delivery.objects.earliest("created")
    Attempt.objects.create(delivery=tried, number=1, at=tried.created, took_ms=7, status=503, code="link.site_trouble")
    headers, seen, before = with_key(user), [], ""
    while before is not None:
        page = client.get(f"{HOOKS}/{one.pk}/deliveries{f'?before={before}' if before else ''}", headers=headers).json()
        follows(document, "DeliveryList", page)
        seen += page["deliveries"]
        before = page["next"]

    assert len({found["id"] for found in seen}) == len(seen) == 70
    assert [found["attempts"][0]["status"] for found in seen if found["attempts"]] == [503]
    assert client.get(f"{HOOKS}/{one.pk}/deliveries?before=", headers=headers).status_code == 400


def test_a_message_is_sent_again(client: Any) -> None:
    user = person()
    one = subscribe(user).subscription
    happened(user)
    Delivery.objects.update(due=None, dead=wiring.now())
    number = Delivery.objects.get().pk
    answer = client.post(f"{HOOKS}/{one.pk}/deliveries/{number}/again", headers=with_key(user))

    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")


def test_an_address_that_is_off_says_so_until_it_is_switched_on(client: Any) -> None:
    user = person()
    one = subscribe(user).subscription
    switch_off(one.pk, "webhook.died", wiring.now())
    headers, own = with_key(user), f"{HOOKS}/{one.pk}"
    assert client.get(own, headers=headers).json()["disabled_code"] == "webhook.died"
    refused = client.post(f"{own}/test", headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "webhook_state")
    assert client.post(f"{own}/resume", headers=headers).json()["disabled"] is None
    assert client.post(f"{own}/resume", headers=headers).status_code == 409


@pytest.mark.parametrize(
    ("method", "act"),
    [
        ("get", ""),
        ("delete", ""),
        ("post", "/secret"),
        ("post", "/resume"),
        ("post", "/test"),
        ("get", "/deliveries"),
        ("post", "/deliveries/{message}/again"),
    ],
)
def test_an_address_of_others_is_answered_like_none(client: Any, method: str, act: str) -> None:
    theirs = person("bob")
    one = subscribe(theirs).subscription
    happened(theirs)
    headers, message = with_key(person("ada")), Delivery.objects.get().pk
    answers = [
        getattr(client, method)(f"{HOOKS}/{number}{act}".replace("{message}", message), headers=headers)
        for number in (one.pk, "A" * 22)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == answers[1].json()
    assert Subscription.objects.get().key_id == one.key_id


def test_a_member_reads_and_does_not_change(client: Any) -> None:
    one = subscribe(editor("cyd", "desk")).subscription
    headers = with_key(person("dot", organisation="desk"))

    assert client.get(f"{HOOKS}/{one.pk}", headers=headers).status_code == 200
    assert client.delete(f"{HOOKS}/{one.pk}", headers=headers).status_code == 403
    assert opened(client, headers).status_code == 403
