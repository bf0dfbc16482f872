"""A browser of a test whose reader has shown a second factor a moment ago, and a wallet that signs what it gets."""

from __future__ import annotations

import json
import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.test import Client

from provenance.statements.foreign import digest_of_typed_data
from verify.accounts.tests.signing_in import TestKey


def confirmed(client: Client, *, seconds_ago: float = 0) -> Client:
    """Let the reader have shown a second factor."""
    session = client.session
    shown = {"method": "mfa", "type": "webauthn", "at": time.time() - seconds_ago}
    # As the log-in's library keeps it.
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session.save()
    return client


def signed_by(key: TestKey, client: Client, address: str, **fields: Any) -> dict[str, str]:
    """Ask the site for the message of a form and sign it, as the page's script and a wallet do; what goes back."""
    answer = client.post(address, {**fields, "signer": key.text}, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.content
    made = json.loads(answer.content)
    signature = "0x" + key.sign_digest(digest_of_typed_data(made["typed_data"])).hex()
    whole = {**made["unsigned"], "signer": key.text, "signature": signature}
    return {"signed": json.dumps(whole), "opening": str(made.get("opening", ""))}
