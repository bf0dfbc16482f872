"""Examples of batches that the schema and the reference page show."""

from __future__ import annotations

from typing import Any

from verify.api.schema.examples import VERIFICATION_ID

BATCH_ID = "b7Qm2VxT0kLr9sYcN4eWfA"
WANTED = {"items": [{"url": "https://example.org/harbour.jpg"}, {"sha256": "ab" * 32}]}
TABLE = "url\r\nhttps://example.org/harbour.jpg\r\nhttps://example.org/bridge.jpg\r\n"
KEY = 'curl -H "Authorization: Bearer $KEY"'

CURL_ZIP = f'{KEY} -F file=@photos.zip "$FIRSTLIGHT/api/v1/batches"'
CURL_LIST = (
    f"{KEY} -H 'Content-Type: application/json' \\\n"
    '  -d \'{"items": [{"url": "https://example.org/harbour.jpg"}]}\' \\\n'
    '  "$FIRSTLIGHT/api/v1/batches"'
)
CURL_TABLE = (
    f"{KEY} -H 'Content-Type: text/csv' --data-binary @links.csv \\\n"
    '  "$FIRSTLIGHT/api/v1/batches"'
)  # fmt: skip


def curl(path: str, options: str = "") -> str:
    """A command to copy."""
    words = f"{KEY} {options}".strip()
    return f'{words} "$FIRSTLIGHT/api/v1{path.replace("{id}", BATCH_ID)}"'


def batch(state: str = "done") -> dict[str, Any]:
    """A batch of four items in this state."""
    left = 2 if state != "done" else 0
    counts = {"waiting": 0, "working": 0, "done": 3 - left, "refused": 1, "failed": 0, "cancelled": 0}
    counts |= {"running": {"working": left}, "cancelled": {"cancelled": left}, "done": {}}[state]
    here = f"/api/v1/batches/{BATCH_ID}"
    return {
        "id": BATCH_ID,
        "state": state,
        "sent": "archive",
        "created": "2026-11-22T08:00:00Z",
        "finished": None if state == "running" else "2026-11-22T08:00:09Z",
        "expires_at": "2026-11-23T08:00:09Z",
        "total": 4,
        "counts": counts,
        "codes": {"all_signers_trusted": 1} | ({"no_credentials": 2} if state == "done" else {}),
        "links": {
            "self": here,
            "items": f"{here}/items",
            "csv": f"{here}/export.csv",
            "jsonl": f"{here}/export.jsonl",
            "page": f"/batch/{BATCH_ID}",
        },
    }


ITEMS = [
    {
        "position": 1,
        "kind": "file",
        "state": "done",
        "code": "no_credentials",
        "sentence": "This file carries no Content Credentials. Most files do not; that says nothing against it.",
        "verification": VERIFICATION_ID,
        "records": [],
        "label": "none",
        "policy": "5f" * 32,
        "links": {"self": f"/api/v1/verifications/{VERIFICATION_ID}", "page": f"/c/{VERIFICATION_ID}"},
    },
    {
        "position": 2,
        "kind": "file",
        "state": "refused",
        "code": "batch.encrypted",
        "sentence": "This file is locked with a password inside the archive. Pack it without one.",
        "verification": None,
        "records": [],
        "label": None,
        "policy": None,
        "links": {"self": None, "page": None},
    },
]
