"""Examples of records and look-ups for the schema and the reference page."""

from __future__ import annotations

from typing import Any

RECORD_ID = "Rk7wP2nD5xB9sVcQ4tJeMg"
SHA256 = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8"
LEAF_HASH = "2c624232cdd221771294dfbb310aca000a0df6ac8b66b696d90ef06fdefb64a3"
ROOT = "4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a"
LOG_ID = "ef2d127de37b942baad06145e54b0c619a1f22327b2ebbcfbec78f5564afe39d"
TX = "0x7902699be42c8a8e46fbbb4501726517e86b22c56a189f7625a6da49081b2451"

CONTENT = {"form": "open", "sha256": SHA256, "media_type": "image/jpeg"}
WORK = {
    "form": "open",
    "members": [{"role": "headline", "sha256": SHA256}, {"role": "image", "sha256": LEAF_HASH}],
}
DIGEST = {"sha256": SHA256}
TRANSACTION = {"tx": TX}
AUTHOR = {"author": "agency.example"}
LINK = {"url": "https://example.org/2026/harbour"}
BATCH = {
    "records": [
        {"form": "open", "sha256": SHA256, "media_type": "image/jpeg", "link": "https://example.org/2026/harbour"},
        {"form": "sealed"},
    ]
}

CURL_RECORD = (
    "curl -b cookies -H \"X-CSRFToken: $TOKEN\" -H 'Content-Type: application/json' \\\n"
    f'  -d \'{{"form": "open", "sha256": "{SHA256}"}}\' \\\n'
    '  "$FIRSTLIGHT/api/v1/records"'
)
CURL_READ = f'curl "$FIRSTLIGHT/api/v1/records/{RECORD_ID}"'
CURL_BUNDLE = f'curl -o bundle.zip "$FIRSTLIGHT/api/v1/records/{RECORD_ID}/bundle"'
CURL_BATCH = (
    "curl -b cookies -H \"X-CSRFToken: $TOKEN\" -H 'Content-Type: application/json' \\\n"
    '  -d @batch.json "$FIRSTLIGHT/api/v1/records/batch"'
)
CURL_LOOKUP = 'curl -F file=@photo.jpg "$FIRSTLIGHT/api/v1/lookup"'

LINKS = {
    "self": f"/api/v1/records/{RECORD_ID}",
    "bundle": f"/api/v1/records/{RECORD_ID}/bundle",
    "page": f"/r/{RECORD_ID}",
}
BLOCK = {
    "at": "2026-11-22T08:15:02Z",
    "source": "block",
    "chain_id": 137,
    "block_number": 79000001,
    "block_hash": ROOT,
    "development": False,
}
ANCHOR = {
    "kind": "evm",
    "state": "final",
    "size": 4096,
    "at": "2026-11-22T08:25:10Z",
    "chain_id": 137,
    "block_number": None,
    "transaction": TX,
    "authority": None,
    "development": False,
}
TIME = {
    "not_before": BLOCK,
    "by": {**BLOCK, "at": "2026-11-22T08:25:10Z", "block_number": None, "block_hash": None},
}
NOTHING_YET = {"not_before": None, "by": None}


def record(state: str = "recorded") -> dict[str, Any]:
    """A record of a photograph in this state."""
    there = state == "recorded"
    return {
        "id": RECORD_ID,
        "form": "open",
        "kind": "registered",
        "state": state,
        "created": "2026-11-22T08:15:03Z",
        "recorder": {"name": "Example Desk"},
        "sha256": SHA256,
        "media_type": "image/jpeg",
        "members": [],
        "previous": None,
        "retracted": False,
        "hidden": False,
        "log": {"origin": "log.example.org/desk", "id": LOG_ID if there else None},
        "index": 4057 if there else None,
        "leaf_hash": LEAF_HASH,
        "checkpoint": _checkpoint() if there else None,
        "time": TIME if there else NOTHING_YET,
        "anchors": [ANCHOR] if there else [],
        "readable": True,
        "links": LINKS,
    }


def lookup() -> dict[str, Any]:
    """One open record that was found."""
    found = {
        "id": RECORD_ID,
        "recorder": {"name": "Example Desk"},
        "kind": "registered",
        "role": None,
        "index": 4057,
        "states": ["recorded", "checkpointed", "final"],
        "time": TIME,
        "links": LINKS,
    }
    return {"sha256": SHA256, "tx": None, "author": None, "records": [found], "anchors": [], "similar": []}


def recorded_batch() -> dict[str, Any]:
    """What became of two."""
    problem = {
        "type": "/developers/#bad_record",
        "title": "Nothing that can be recorded",
        "status": 400,
        "detail": "Send JSON with `form` (`open` or `sealed`) and `sha256` or `members`.",
        "code": "bad_record",
    }
    return {
        "records": [
            {"status": 201, "record": record(), "findable": False, "problem": None},
            {"status": 400, "record": None, "findable": False, "problem": problem},
        ]
    }


def _checkpoint() -> dict[str, Any]:
    return {"size": 4096, "root": ROOT, "cosigned": {"by": [], "asked": 0, "holds": False}}
