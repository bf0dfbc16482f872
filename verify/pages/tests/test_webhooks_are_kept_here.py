"""An address is subscribed behind a second factor, its secret shown once; what went there is seen and sent again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from verify.accounts.models import User
from verify.apikeys.tests.making import person
from verify.ledger.values import Viewer
from verify.pages.tests.confirming import confirmed
from verify.webhooks.events import Event
from verify.webhooks.models import Attempt, Delivery, Subscription
from verify.webhooks.services import announce
from verify.webhooks.services.outcomes import switch_off
from verify.webhooks.tests.receiving import editor, subscribe

WISH = {"name": "our desk", "url": "https://desk.example/hook", "events": ["batch.done"]}
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")


@pytest.fixture(autouse=True)
def _room(stores: None, data_dir: Path) -> Iterator[None]:
    return


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def happened(user: User) -> Delivery:
    announce(Event.BATCH_DONE, Viewer(user=user.pk), {"batch": "b1"})
    return Delivery.objects.get()


def test_without_a_second_factor_no_address_is_subscribed() -> None:
    assert browser(person()).post("/account/webhooks", WISH).status_code in (302, 403)
    assert not Subscription.objects.exists()


def test_a_secret_is_shown_once() -> None:
    client = browser(person())
    answer = confirmed(client).post("/account/webhooks", WISH)
    secret = SECRET.search(answer.content.decode())
    one = Subscription.objects.get()

    assert answer.status_code == 201
    assert secret is not None
    assert not SECRET.search(client.get(f"/account/webhooks/{one.pk}").content.decode())
    assert not SECRET.search(client.get("/account/webhooks").content.decode())


def test_exchanging_a_secret_asks_for_a_second_factor() -> None:
    user = person()
    one = subscribe(user).subscription
    client = browser(user)
    assert client.post(f"/account/webhooks/{one.pk}/secret").status_code in (302, 403)
    answer = confirmed(client).post(f"/account/webhooks/{one.pk}/secret")

    assert answer.status_code == 201
    assert SECRET.search(answer.content.decode())


def test_a_bad_wish_is_answered_in_words_and_keeps_what_was_filled_in() -> None:
    answer = confirmed(browser(person())).post("/account/webhooks", {**WISH, "url": "http://desk.example/"})

    assert answer.status_code == 400
    assert "https://" in answer.content.decode()
    assert 'value="our desk"' in answer.content.decode()


def test_each_attempt_is_seen_and_one_click_sends_again() -> None:
    user = person()
    one = subscribe(user, url="https://desk.example/hook").subscription
    delivery = happened(user)
    Attempt.objects.create(delivery=delivery, number=1, at=delivery.created, took_ms=1500, status=503, code="link.x")
    Delivery.objects.update(due=None, dead=delivery.created)
    client = browser(user)
    page = client.get(f"/account/webhooks/{one.pk}").content.decode()
    assert "answered 503" in page
    assert "given up" in page
    assert "1.5 s" in page

    assert client.post(f"/account/webhooks/{one.pk}/messages/{delivery.pk}/again").status_code == 302
    delivery.refresh_from_db()
    assert delivery.due is not None


def test_an_address_that_was_switched_off_says_so_and_is_switched_on_again() -> None:
    user = person()
    one = subscribe(user).subscription
    delivery = happened(user)
    switch_off(one.pk, "webhook.died", delivery.created)
    client = browser(user)
    for page in ("/account/webhooks", f"/account/webhooks/{one.pk}"):
        assert "told nothing" in client.get(page).content.decode()
    assert client.post(f"/account/webhooks/{one.pk}/test").status_code == 409
    assert client.post(f"/account/webhooks/{one.pk}/resume").status_code == 302
    assert client.post(f"/account/webhooks/{one.pk}/again").status_code == 302

    delivery.refresh_from_db()
    assert delivery.due is not None


def test_a_try_out_is_on_the_list() -> None:
    user = person()
    one = subscribe(user).subscription
    assert browser(user).post(f"/account/webhooks/{one.pk}/test").status_code == 302

    assert Delivery.objects.get().event == "webhook.test"


def test_closing_takes_one_click() -> None:
    user = person()
    one = subscribe(user).subscription
    assert browser(user).post(f"/account/webhooks/{one.pk}/close").status_code == 302

    assert not Subscription.objects.exists()


def test_older_messages_are_a_page_away() -> None:
    user = person()
    one = subscribe(user).subscription
    for number in range(25):
        announce(Event.BATCH_DONE, Viewer(user=user.pk), {"batch": f"b{number}"})
    client = browser(user)
    seen: list[str] = []
    address = f"/account/webhooks/{one.pk}"
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"<code>(msg_[^<]+)</code>", page)
        older = re.search(r'href="(\?before=[^"]+)"', page)
        address = f"/account/webhooks/{one.pk}{older[1]}" if older else ""

    assert len(seen) == len(set(seen)) == 25


@pytest.mark.parametrize("act", ["", "/secret", "/close", "/resume", "/test", "/again", "/messages/{message}/again"])
def test_an_address_of_others_is_answered_like_none(act: str) -> None:
    theirs = person("bob")
    one = subscribe(theirs).subscription
    delivery = happened(theirs)
    client = confirmed(browser(person("ada")))
    answers = []
    for number in (one.pk, "A" * 22):
        address = f"/account/webhooks/{number}{act}".replace("{message}", delivery.pk)
        answers.append(client.post(address).status_code if act else client.get(address).status_code)

    assert answers == [404, 404]
    assert Subscription.objects.get().key_id == one.key_id
    assert Delivery.objects.count() == 1


def test_a_member_sees_and_does_not_change() -> None:
    one = subscribe(editor("cyd", "desk")).subscription
    client = confirmed(browser(person("dot", organisation="desk")))

    assert client.get(f"/account/webhooks/{one.pk}").status_code == 200
    assert client.post(f"/account/webhooks/{one.pk}/close").status_code == 403
    assert client.post("/account/webhooks", WISH).status_code == 403
    assert Subscription.objects.count() == 1


def test_strangers_are_sent_to_the_log_in() -> None:
    assert Client().get("/account/webhooks").status_code == 302
