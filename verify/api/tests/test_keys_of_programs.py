"""A program shows a key: it does what the key is for, leaves no cookie, and is told what it has left."""

from __future__ import annotations

from typing import Any

from django.urls import get_resolver

from verify import wiring
from verify.accounts.models import User
from verify.api.tests.media import png, post
from verify.apikeys.models import ApiKey
from verify.apikeys.scopes import Scope
from verify.apikeys.services import key_end
from verify.apikeys.tests.making import key_for, person


def with_key(user: User, *scopes: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key_for(user, *scopes, at=wiring.now()).token.text}"}


def test_what_a_key_sent_only_its_person_reads(client: Any) -> None:
    owner = person()
    sent = post(client, png(), **with_key(owner, "check"))
    assert sent.status_code == 202
    assert "uploader_token" not in sent.json() or sent.json()["uploader_token"] is None
    assert not sent.cookies
    again, stranger = with_key(owner, "check"), with_key(person("bob"), "check")
    assert client.delete(sent["Location"], headers=stranger).status_code in (403, 404)
    assert client.delete(sent["Location"], headers=again).status_code == 204


def test_a_key_does_nothing_that_it_is_not_for(client: Any) -> None:
    answer = post(client, png(), **with_key(person(), "record"))
    assert (answer.status_code, answer.json()["code"]) == (403, "key_scope")
    assert "`check`" in answer.json()["detail"]


def test_a_key_that_only_reads_takes_nothing_away(client: Any) -> None:
    owner = person()
    sent = post(client, png(), **with_key(owner, "check"))
    reads = with_key(owner, "read")
    answer = client.delete(sent["Location"], headers=reads)
    assert (answer.status_code, answer.json()["code"]) == (403, "key_scope")
    assert client.get(sent["Location"], headers=reads).status_code == 200


def test_a_bad_key_never_falls_back_to_a_stranger(client: Any) -> None:
    made = key_for(person(), at=wiring.now())
    key_end(user=made.key.user, key_id=made.key.pk, at=wiring.now())
    for text in (made.token.text, "flk_0123456789_x", "", "flk_" + "a" * 5000):
        answer = post(client, png(), Authorization=f"Bearer {text}")
        assert (answer.status_code, answer.json()["code"]) == (401, "key_refused")


def test_a_key_puts_on_record_for_its_person_without_a_session(client: Any) -> None:
    body = {"form": "open", "sha256": "ab" * 32}
    assert client.post("/api/v1/records", body, content_type="application/json").status_code == 403
    answer = client.post("/api/v1/records", body, content_type="application/json", headers=with_key(person(), "record"))
    assert answer.status_code == 202, answer.content


def test_what_asks_for_a_second_factor_no_key_does(client: Any) -> None:
    headers = with_key(person(), *Scope.values)
    answer = client.post("/account/keys", {"name": "more", "scopes": ["check"], "days": "30"}, headers=headers)
    assert answer.status_code == 302, "a key is no log-in on pages"
    assert ApiKey.objects.count() == 1


def test_every_answer_says_what_is_left(client: Any, settings: Any) -> None:
    headers = with_key(person(), "check")
    ApiKey.objects.update(checks_per_minute=2)
    left = [post(client, png(note=b"%d" % number), **headers) for number in range(3)]
    assert [one.status_code for one in left] == [202, 202, 429]
    assert [one["RateLimit"].split(";")[1] for one in left] == ["r=1", "r=0", "r=0"]
    assert left[0]["RateLimit-Policy"] == '"check";q=2;w=60'
    assert int(left[2]["Retry-After"]) >= 1
    assert post(client, png(), **with_key(User.objects.get(), "check")).status_code == 202, "another key has its own"


def test_every_route_says_which_scope_opens_it() -> None:
    views = [
        one.callback.cls
        for one in get_resolver("verify.api.routes").url_patterns
        if getattr(one.callback, "cls", None) is not None
    ]
    silent = [view.__name__ for view in views if not getattr(view, "key_scopes", ())]
    assert len(views) > 20
    assert silent == ["WebhookDelivery"], "it has a secret of its own"
