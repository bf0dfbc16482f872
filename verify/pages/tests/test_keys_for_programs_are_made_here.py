"""A key is made behind a second factor, shown once, and ended in two clicks."""

from __future__ import annotations

import pytest
from django.test import Client

from verify import wiring
from verify.apikeys.errors import KeyRefused
from verify.apikeys.models import ApiKey
from verify.apikeys.services import key_used
from verify.apikeys.tests.making import person
from verify.pages.tests.confirming import confirmed

pytestmark = pytest.mark.django_db(databases="__all__")
WISH = {"name": "our uploader", "scopes": ["check"], "days": "30"}


def test_without_a_second_factor_none_is_made() -> None:
    client = Client()
    client.force_login(person())
    assert client.post("/account/keys", WISH).status_code in (302, 403)
    assert not ApiKey.objects.exists()


def test_it_is_shown_once_and_ended_without_another_confirmation() -> None:
    client = Client()
    client.force_login(person())
    answer = confirmed(client).post("/account/keys", WISH)
    text = answer.content.decode().split('<code class="long">')[1].split("</code>")[0]
    assert answer.status_code == 201
    assert key_used(text, wiring.now()).pk == ApiKey.objects.get().pk
    assert text not in client.get("/account/keys").content.decode()
    assert client.post(f"/account/keys/{ApiKey.objects.get().pk}/end").status_code == 302
    with pytest.raises(KeyRefused):
        key_used(text, wiring.now())


def test_a_bad_wish_is_answered_in_words_and_keeps_what_was_filled_in() -> None:
    client = Client()
    client.force_login(person())
    answer = confirmed(client).post("/account/keys", {**WISH, "scopes": []})
    assert answer.status_code == 400
    assert "Choose at least one" in answer.content.decode()
    assert 'value="our uploader"' in answer.content.decode()
