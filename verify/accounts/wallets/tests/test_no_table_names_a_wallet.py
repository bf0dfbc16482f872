"""Whoever has a copy of every store learns no address: neither while a session lives nor after it is over."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client, RequestFactory
from django.utils import timezone

from verify.accounts.models import User
from verify.accounts.tests.signing_in import ADA, BOB, TestKey, ask_message, bring_back, sign_in
from verify.accounts.wallets.jobs import sweep_now
from verify.accounts.wallets.models import WalletLogin, WalletNonce
from verify.accounts.wallets.sessions import COOKIE, session_wallet

pytestmark = pytest.mark.django_db(databases="__all__")


def everything() -> Iterator[str]:
    """Every row of every table of every store, sessions opened."""
    for name in connections:
        with connections[name].cursor() as cursor:
            for table in connections[name].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                yield from (f"{table} {row!r}" for row in cursor.fetchall())
    yield from (f"session {row.get_decoded()!r}" for row in Session.objects.all())


def naming(key: TestKey) -> list[str]:
    """Rows that name an address, in any usual writing."""
    writings = (key.address.hex(), repr(bytes(key.address))[2:-1], str(int.from_bytes(key.address)))
    return [row for row in everything() if any(one.lower() in row.lower() for one in writings)]


def test_while_it_waits_for_its_signature_it_is_named_nowhere(client: Client) -> None:
    ask_message(client, ADA)
    assert WalletNonce.objects.exists()
    assert naming(ADA) == []


def test_neither_while_somebody_is_signed_in_nor_after(client: Client) -> None:
    sign_in(client, ADA)
    assert WalletLogin.objects.exists()
    assert naming(ADA) == []
    client.post("/accounts/logout/")
    assert naming(ADA) == []
    assert client.cookies[COOKIE].value == "", "the browser is told to forget it too"


def test_nor_while_a_node_is_asked(client: Client, use_parts: Callable[..., object]) -> None:
    use_parts(has_node=lambda: True)
    message = ask_message(client, ADA).json()["message"]
    assert bring_back(client, message, BOB.sign_text(message)).status_code == 202
    assert naming(ADA) == []
    assert naming(BOB) == []


def test_the_search_itself_finds_an_address_in_a_session(client: Client) -> None:
    sign_in(client, ADA)
    session = client.session
    session["planted"] = ADA.text
    session.save()
    assert naming(ADA)


def test_a_session_that_is_over_is_deleted_by_the_workers(client: Client) -> None:
    sign_in(client, ADA)
    Session.objects.update(expire_date=timezone.now() - timezone.timedelta(seconds=1))
    sweep_now()
    assert not Session.objects.exists()
    assert client.get("/account").status_code == 302


def test_the_cookie_is_good_in_its_own_session_only(client: Client) -> None:
    sign_in(client, ADA)
    thief = Client()
    sign_in(thief, BOB)
    thief.cookies[COOKIE] = client.cookies[COOKIE].value
    request = RequestFactory().get("/")
    request.COOKIES = {name: one.value for name, one in thief.cookies.items()}
    request.session, request.user = thief.session, User.objects.get(pk=thief.session["_auth_user_id"])
    assert session_wallet(request) is None
    request.COOKIES[COOKIE] = "x" * 4_000
    assert session_wallet(request) is None


def test_a_wallet_is_shown_for_a_working_day_at_most(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, ADA)
    assert ADA.text in client.get("/account").content.decode()
    monkeypatch.setattr("verify.accounts.wallets.sessions.MOST_SECONDS", -1)
    assert ADA.text not in client.get("/account").content.decode()


def test_no_line_of_the_logs_names_it(client: Client) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    try:
        sign_in(client, ADA)
        bring_back(client, "no message " + ADA.text, "0x" + "11" * 65)
    finally:
        logging.getLogger().removeHandler(handler)
    assert ADA.address.hex() not in stream.getvalue().lower()
