"""`manage.py key` gives newcomers a key of the demo's user, and nobody one of a real installation."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from verify import wiring
from verify.accounts.models import User
from verify.apikeys.models import ApiKey
from verify.apikeys.services import key_used
from verify.demo.making import USER

pytestmark = pytest.mark.usefixtures("stores")


def printed(*words: str) -> str:
    out = io.StringIO()
    call_command("key", *words, stdout=out)
    return out.getvalue().strip()


def test_it_opens_what_was_asked_for_and_nothing_else(settings: Any) -> None:
    settings.DEMO = True
    User.objects.create_user(USER, password="a long word of a test")

    key = key_used(printed("check", "read"), wiring.now())

    assert (key.user.username, key.scopes) == (USER, ["check", "read"])


def test_without_a_demo_it_says_what_to_do_first(settings: Any) -> None:
    settings.DEMO = True

    with pytest.raises(CommandError, match="start `make run` first"):
        printed("check")


def test_a_real_installation_is_told_where_keys_are_made(settings: Any) -> None:
    settings.DEMO = False
    User.objects.create_user(USER, password="a long word of a test")

    with pytest.raises(CommandError, match="Keys for programs"):
        printed("check")
    assert not ApiKey.objects.exists()


def test_an_unknown_scope_is_refused_with_those_that_there_are(settings: Any) -> None:
    settings.DEMO = True

    with pytest.raises(CommandError, match="choose from"):
        printed("everything")
