"""Examples of labels for the schema and the reference page."""

from __future__ import annotations

from typing import Any

from verify.labels.policy import policy_read

TEXT = """\
format = "firstlight.labels/1"
name = "Harbour, spring"

[labels]
declared_ai_generated = "info"
"camera_list.listed" = "review"
"""
POLICY = policy_read(TEXT.encode())
VERIFICATION_ID = "Zk3vQ8mD0yT1sWbX6uRaLg"

CURL_LIST = 'curl -H "Authorization: Bearer $FIRSTLIGHT_KEY" "$FIRSTLIGHT/api/v1/labels"'
CURL_READ = f'curl -H "Authorization: Bearer $FIRSTLIGHT_KEY" \\\n  "$FIRSTLIGHT/api/v1/labels/{POLICY.digest}"'
CURL_KEEP = (
    "curl -H \"Authorization: Bearer $FIRSTLIGHT_KEY\" -H 'Content-Type: application/json' \\\n"
    '  -d "$(jq -Rs \'{text: .}\' labels.toml)" "$FIRSTLIGHT/api/v1/labels"'
)
CURL_DRY_RUN = CURL_KEEP.removesuffix('"') + '/dry-run"'


def named() -> dict[str, Any]:
    """Which version it was."""
    return {"digest": POLICY.digest, "number": 3, "name": POLICY.name, "shipped": False}


def label() -> dict[str, Any]:
    """The label of an answer."""
    return {"label": "none", "because": [], "policy": named()}


def version() -> dict[str, Any]:
    """One version."""
    return {
        **named(),
        "text": TEXT,
        "labels": dict(POLICY.labels),
        "label_what_is_missing": False,
        "warnings": [],
        "created": "2026-11-22T08:15:00Z",
        "in_force": True,
        "links": {"self": f"/api/v1/labels/{POLICY.digest}"},
    }


def versions() -> dict[str, Any]:
    """All of them."""
    return {"in_force": version(), "versions": [version()], "next": None}


def dry_run() -> dict[str, Any]:
    """A trial of it."""
    because = [{"code": "declared_ai_generated", "label": "info", "subject": "urn:c2pa:0"}]
    return {
        "held": 412,
        "looked_at": 412,
        "before": {"none": 412, "info": 0, "warn": 0, "review": 0},
        "after": {"none": 411, "info": 1, "warn": 0, "review": 0},
        "changed": 1,
        "moves": [{"from": "none", "to": "info", "count": 1}],
        "sample": [
            {
                "id": VERIFICATION_ID,
                "before": {"label": "none", "because": []},
                "after": {"label": "info", "because": because},
                "links": {"self": f"/api/v1/verifications/{VERIFICATION_ID}"},
            }
        ],
    }
