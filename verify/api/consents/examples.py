"""Examples of consents and objections for the schema and the reference page."""

from __future__ import annotations

from typing import Any

from verify.api.schema.record_examples import LEAF_HASH, LINKS, RECORD_ID, ROOT, SHA256, TIME

HERE = "$FIRSTLIGHT/api/v1"
KEY = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
CONTRACT = "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"
OBJECTION_ID = "Ob7wP2nD5xB9sVcQ4tJeMg"
AT = "2026-11-22T08:15:00Z"

SIGNED = {
    "schema": "firstlight.signed/1",
    "type": "Consent",
    "domain": {"chainId": 137, "verifyingContract": CONTRACT},
    "message": {
        "to": "work",
        "content": f"0x{SHA256}",
        "membersRoot": f"0x{'00' * 32}",
        "tracks": ["picture"],
        "purpose": "advertising",
        "scope": "Posters in Norway",
        "estate": False,
        "grantee": f"0x{'00' * 20}",
        "validFrom": 1795334400,
        "validTo": 1826870400,
        "nonce": f"0x{LEAF_HASH}",
    },
    "signer": KEY,
    "signature": f"0x{ROOT}{LEAF_HASH}1b",
}
CHECK = {"sha256": SHA256, "tracks": ["picture", "voice"], "purpose": "advertising"}
CAMPAIGN = {"name": "Autumn voices", "members": [SHA256, LEAF_HASH]}
OBJECTION = {"category": "voice", "words": "That is my voice, and I never agreed.", "sha256": SHA256}

CURL_RECORD = (
    "curl -b cookies -H \"X-CSRFToken: $TOKEN\" -H 'Content-Type: application/json' \\\n"
    f'  -d \'{{"signed": \'"$(cat consent.json)"\'}}\' "{HERE}/consents"'
)
CURL_READ = f'curl "{HERE}/consents/{LEAF_HASH}"'
CURL_CHECK = (
    "curl -H 'Content-Type: application/json' \\\n"
    f'  -d \'{{"sha256": "{SHA256}", "tracks": ["picture"], "purpose": "news"}}\' "{HERE}/consents/check"'
)
CURL_CAMPAIGN = (
    "curl -b cookies -H \"X-CSRFToken: $TOKEN\" -H 'Content-Type: application/json' \\\n"
    f'  -d @campaign.json "{HERE}/campaigns"'
)
CURL_OBJECT = (
    "curl -H 'Content-Type: application/json' \\\n"
    f'  -d \'{{"category": "voice", "words": "That is my voice."}}\' "{HERE}/objections"'
)
CURL_OBJECTION = f'curl "{HERE}/objections/{OBJECTION_ID}"'


def consent(state: str = "recorded") -> dict[str, Any]:
    """A consent on record."""
    there = state == "recorded"
    nowhen: dict[str, Any] = {"not_before": None, "by": None}
    return {
        "id": LEAF_HASH,
        "type": "Consent",
        "signed": SIGNED,
        "signature": {
            "state": "holds",
            "code": "signature.holds",
            "scheme": "eoa",
            "checked_at": AT,
            "chain_id": 137,
            "block": None,
            "block_hash": None,
            "block_time": None,
            "delegated_code": False,
        },
        "giver": "Mara Lind",
        "vouched": "bound",
        "campaign": None,
        "revokes": None,
        "revoked": None,
        "record": {
            "id": RECORD_ID,
            "state": state,
            "index": 4057 if there else None,
            "time": TIME if there else nowhen,
            "links": LINKS,
        },
        "links": {"self": f"/api/v1/consents/{LEAF_HASH}", "page": f"/consents/{LEAF_HASH}"},
    }


def checked() -> dict[str, Any]:
    """Nothing on record."""
    sentence = (
        "Asked about as made or changed with AI. No consent of anybody it may show is on record. Whether a real person "
        "is shown, and whether a consent was needed or was given elsewhere, is not known here."
    )
    finding = {
        "kind": "consent",
        "state": "absent",
        "code": "consent.none",
        "params": {"declared": "unasked"},
        "subject": "file",
        "checked_at": AT,
        "sentence": sentence,
    }
    return {"sha256": SHA256, "findings": [finding], "covered_by": []}


def campaign() -> dict[str, Any]:
    """A campaign that was opened."""
    return {"id": LEAF_HASH, "name": "Autumn voices", "members_root": ROOT, "size": 2, "nonce": SHA256}


def objection() -> dict[str, Any]:
    """An objection that was taken in."""
    return {
        "id": OBJECTION_ID,
        "category": "voice",
        "state": "received",
        "answer": None,
        "created": AT,
        "readings": 0,
        "erased": False,
        "links": {"self": f"/api/v1/objections/{OBJECTION_ID}", "page": f"/object/{OBJECTION_ID}"},
    }
