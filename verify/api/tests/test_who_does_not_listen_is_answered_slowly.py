"""Behind nginx a refusal carries the word that makes nginx send it slowly; nobody else is slowed."""

from __future__ import annotations

import pytest
from django.test import Client
from rest_framework.settings import api_settings

pytestmark = pytest.mark.django_db(databases="__all__")
LOOKUP = "/api/v1/lookup"
MADE_UP = {"authorization": "Bearer fl_made_up_and_long_enough_to_be_looked_at"}


def asked(**headers: str) -> tuple[int, str | None]:
    answer = Client().post(LOOKUP, {"sha256": "00" * 32}, "application/json", headers=headers)
    return answer.status_code, answer.headers.get("X-Accel-Limit-Rate")


def test_a_made_up_key_is_refused_slowly_where_a_proxy_stands_in_front(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)
    status, rate = asked(**MADE_UP)
    assert (status, rate) == (401, "300")
    assert asked() == (200, None)


def test_without_a_proxy_nobody_is_told_how_fast_to_send() -> None:
    assert asked(**MADE_UP) == (401, None)
