from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from verify.accounts.errors import Unreadable
from verify.accounts.models import User
from verify.accounts.veil import mark, seal, unseal

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.mark.django_db
def test_a_copy_of_the_database_shows_no_secret_and_no_code() -> None:
    user = User.objects.create(username="ada")
    TOTP.activate(user, SECRET)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    kept = repr(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert codes
    assert not any(code in kept for code in codes)


@pytest.mark.django_db
def test_another_installations_key_opens_nothing(settings: Any) -> None:
    sealed, marked = seal("a purpose", "a secret"), mark("a purpose", b"a value")
    assert unseal("a purpose", sealed) == "a secret"
    with pytest.raises(Unreadable):
        unseal("another purpose", sealed)
    settings.ACCOUNT_KEY = bytes(32)
    with pytest.raises(Unreadable):
        unseal("a purpose", sealed)
    assert mark("a purpose", b"a value") != marked


def test_marks_of_joined_parts_differ() -> None:
    assert mark("a purpose", b"ab", b"c") != mark("a purpose", b"a", b"bc")
    assert mark("a purpose", b"ab") != mark("another", b"ab")


@pytest.mark.django_db(databases="__all__")
def test_the_code_for_an_app_is_drawn_in_the_page(client: Client) -> None:
    client.force_login(User.objects.create_user("ada", password="correct horse battery"))
    client.post("/accounts/reauthenticate/", {"password": "correct horse battery"})
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    assert "<svg" in page
    assert "data:image" not in page
    assert "<?xml" not in page
