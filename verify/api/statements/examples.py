"""Examples of signed statements for the schema and the reference page; what is signed in them holds."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from verify.api.schema.record_examples import LEAF_HASH, LINKS, RECORD_ID, ROOT, SHA256, TIME

AUTHOR_ID = "Au7wP2nD5xB9sVcQ4tJeMg"
DESK_ID = "De7wP2nD5xB9sVcQ4tJeMg"
SALT = LEAF_HASH
WRITTEN = {
    "record": RECORD_ID,
    "not_before": "2026-11-22T08:15:02Z",
    "by": "2026-11-22T08:25:10Z",
    "development": False,
}
HERE = "$FIRSTLIGHT/api/v1"
AT = "2026-11-22T08:15:00Z"

CURL_RECORD = (
    "curl -b cookies -H \"X-CSRFToken: $TOKEN\" -H 'Content-Type: application/json' \\\n"
    f'  -d \'{{"signed": \'"$(cat signed.json)"\'}}\' "{HERE}/statements"'
)
CURL_CHECK = f'curl -F file=@photo.jpg -F author=agency.example "{HERE}/statements/check"'
CURL_CHECK_TEXT = (
    "curl -H 'Content-Type: application/json' \\\n"
    '  -d \'{"text": "Fire in the harbour https://example.org/2026/harbour", "author": "agency.example"}\' \\\n'
    f'  "{HERE}/statements/check"'
)
CURL_DRAFT = (
    "curl -H 'Content-Type: application/json' \\\n"
    f'  -d \'{{"type": "Statement", "message": {{"role": "author", "content": "{SHA256}"}}}}\' \\\n'
    f'  "{HERE}/statements/typed-data"'
)
CURL_AUTHOR = f'curl "{HERE}/authors/{AUTHOR_ID}"'

DRAFT = {"type": "Statement", "message": {"role": "author", "content": SHA256}}
SEALED_DRAFT = {"type": "Statement", "message": {"content": SHA256, "form": "commitment"}}


@cache
def _kept() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(Path(__file__).with_name("example.json").read_text(encoding="utf-8"))
    return kept


def signed() -> dict[str, Any]:
    """A statement that a journalist signed for a desk."""
    found: dict[str, Any] = _kept()["statement"]
    return found


def statement_id() -> str:
    """Its id."""
    return str(_kept()["statement_id"])


def recorded(state: str = "recorded") -> dict[str, Any]:
    """The same on record."""
    there = state == "recorded"
    record = {
        "id": RECORD_ID,
        "state": state,
        "index": 4057 if there else None,
        "time": TIME if there else {"not_before": None, "by": None},
        "links": LINKS,
    }
    return {
        "id": statement_id(),
        "type": "Statement",
        "form": "open",
        "signed": signed(),
        "said": None,
        "erased": False,
        "signature": signature(),
        "author": party(AUTHOR_ID, "person", "A. Example"),
        "organisation": party(DESK_ID, "organisation", "Example Desk"),
        "on_behalf": False,
        "retracted_by": None,
        "corrected_by": None,
        "record": record,
        "findings": [],
        "warnings": [],
        "links": {"self": f"/api/v1/statements/{statement_id()}", "page": f"/s/{statement_id()}"},
    }


def signature() -> dict[str, Any]:
    """A signature that recovery alone shows to hold."""
    return {
        "state": "holds",
        "code": "signature.holds",
        "scheme": "eoa",
        "checked_at": AT,
        "chain_id": 137,
        "block": None,
        "block_hash": None,
        "block_time": None,
        "delegated_code": False,
    }


def party(public_id: str, kind: str, name: str) -> dict[str, Any]:
    """Somebody with a name here."""
    links = {"self": f"/api/v1/authors/{public_id}", "page": f"/a/{public_id}"}
    return {"id": public_id, "kind": kind, "name": name, "links": links}


def asked() -> dict[str, Any]:
    """A post with what is claimed of it."""
    return {
        "sha256": SHA256,
        "signed": signed(),
        "author": "rival.example",
        "source": "https://example.org/2026/harbour",
    }


def checked() -> dict[str, Any]:
    """What a check of it may find: the author who is claimed is not the one who signed."""
    sentence = "It is said to be by rival.example; what is on record was signed by A. Example."
    finding = {
        "kind": "author",
        "state": "broken",
        "code": "author.other_than_claimed",
        "params": {"claimed": "rival.example", "author": "A. Example"},
        "subject": statement_id(),
        "checked_at": AT,
        "sentence": sentence,
    }
    return {
        "sha256": SHA256,
        "sources": ["https://example.org/2026/harbour"],
        "findings": [finding],
        "warnings": [{name: finding[name] for name in ("code", "subject", "sentence")}],
        "statements": [statement_id()],
        "claimed": None,
        "not_checked": ["truth", "copies"],
    }


def checked_items() -> dict[str, Any]:
    """What came of two."""
    problem = {
        "type": "/developers/#bad_check",
        "title": "Nothing to check",
        "status": 400,
        "detail": "Send one of `text` and `sha256`.",
        "code": "bad_check",
    }
    return {
        "items": [
            {"status": 200, "checked": checked(), "problem": None},
            {"status": 400, "checked": None, "problem": problem},
        ]
    }


def drafted() -> dict[str, Any]:
    """A message for a wallet."""
    unsigned = {name: value for name, value in signed().items() if name not in ("signer", "signature")}
    return {
        "typed_data": _kept()["typed_data"],
        "unsigned": unsigned,
        "digest": _kept()["digest"],
        "struct_hash": _kept()["statement_struct_hash"],
        "opening": None,
    }


def author() -> dict[str, Any]:
    """A journalist who signs for a desk."""
    delegation = {
        "id": _kept()["delegation_id"],
        "direction": "received",
        "struct_hash": _kept()["struct_hash"],
        "organisation": party(DESK_ID, "organisation", "Example Desk"),
        "organisation_address": _kept()["delegation"]["message"]["organisation"],
        "delegate": party(AUTHOR_ID, "person", "A. Example"),
        "delegate_address": _kept()["delegation"]["message"]["delegate"],
        "scopes": ["publish", "correct"],
        "valid_from": "2026-11-21T08:15:00Z",
        "valid_to": "2027-11-22T08:15:00Z",
        "recorded": WRITTEN,
        "revoked": None,
        "reason": None,
    }
    key = {
        "address": signed()["signer"],
        "chain_id": 137,
        "scheme": "eoa",
        "desk": False,
        "claim": ROOT,
        "claimed": WRITTEN,
        "revoked": None,
        "reason": None,
        "replaced_by": None,
    }
    line = {
        "id": statement_id(),
        "act": "state",
        "role": "publisher",
        "sha256": SHA256,
        "stated": AT,
        "retracted": False,
        "corrected": False,
        "warnings": [],
        "recorded": WRITTEN,
    }
    binding = {"kind": "well_known", "name": "agency.example", "standing": "holds", "checked_at": AT}
    return {
        **party(AUTHOR_ID, "person", "A. Example"),
        "since": "2026-11-20T09:00:00Z",
        "keys": [key],
        "bindings": [binding],
        "delegations": [delegation],
        "counted_by": ["Example Desk"],
        "statements": [line],
        "next": None,
    }
