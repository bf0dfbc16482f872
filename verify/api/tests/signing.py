"""A desk and a journalist with keys on a real log, for calls about what they signed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from provenance.statements.signing import Secret, sign
from provenance.statements.types import Message, Signed
from provenance.statements.wire import domain_of, message_from_json, to_json
from verify import wiring
from verify.accounts.models import User
from verify.authors.tests.ground import Ground, signed_by
from verify.cases.tests.recording import Chronicle, chronicle

STATEMENTS, AUTHORS = "/api/v1/statements", "/api/v1/authors"
CHECK, DRAFT = f"{STATEMENTS}/check", f"{STATEMENTS}/typed-data"
NO_WAIT = {"Prefer": "respond-async"}


@contextmanager
def newsroom(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Chronicle, Ground]]:
    """A log and a desk, both by one clock."""
    with chronicle(folder / "log") as log:
        monkeypatch.setattr(wiring, "now", log.sequencer.clock)
        yield log, Ground.begin(log.sequencer.clock)  # type: ignore[arg-type]


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def confirmed(client: Client, *, seconds_ago: float = 0) -> Client:
    """Let the session of this client have shown a second factor."""
    session = client.session
    # As the log-in's library keeps it.
    shown = {"method": "mfa", "type": "webauthn", "at": time.time() - seconds_ago}
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session.save()
    return client


def send(client: Client, message: Message | Signed, key: Secret, **more: Any) -> Any:
    """Post something signed, without waiting for the log."""
    signed = message if isinstance(message, Signed) else signed_by(key, message)
    return post(client, STATEMENTS, {"signed": to_json(signed), **more}, headers=NO_WAIT)


def post(client: Client, path: str, body: object, **more: Any) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json", **more)


def check(body: object, client: Client | None = None) -> Any:
    """The answer of a check by anybody."""
    return post(client or Client(), CHECK, body)


def warned(answer: Any) -> set[str]:
    """The codes of its warnings."""
    assert answer.status_code == 200, answer.json()
    return {one["code"] for one in answer.json()["warnings"]}


def sign_draft(drafted: dict[str, Any], key: Secret) -> dict[str, Any]:
    """What a wallet makes of a draft: the unsigned document with signer and signature."""
    unsigned = drafted["unsigned"]
    message = message_from_json(unsigned["type"], unsigned["message"])
    made = to_json(sign(message, domain_of(unsigned["domain"]), key))
    return {**unsigned, "signer": made["signer"], "signature": made["signature"]}
