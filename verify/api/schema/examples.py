"""Examples that the schema and the reference page show; the report is kept without sentences, as all reports are."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from drf_spectacular.utils import OpenApiExample

from provenance.report_json import report_from_json, report_to_json
from provenance.types import Report
from verify.api.labels.examples import label

VERIFICATION_ID = "Zk3vQ8mD0yT1sWbX6uRaLg"
UPLOADER_TOKEN = "example-token-4mKp0ZyWq1d7cXv3nTfBsg"  # noqa: S105 - an example

CURL_FILE = 'curl -F file=@photo.jpg "$FIRSTLIGHT/api/v1/verifications"'
CURL_LINK = (
    "curl -H 'Content-Type: application/json' \\\n"
    '  -d \'{"url": "https://example.org/photo.jpg"}\' \\\n'
    '  "$FIRSTLIGHT/api/v1/verifications"'
)
CURL_READ = f'curl "$FIRSTLIGHT/api/v1/verifications/{VERIFICATION_ID}"'
CURL_DISCARD = (
    f'curl -X DELETE -H "Uploader-Token: {UPLOADER_TOKEN}" \\\n  "$FIRSTLIGHT/api/v1/verifications/{VERIFICATION_ID}"'
)
CURL_SCHEMA = 'curl "$FIRSTLIGHT/api/v1/schema"'


@cache
def found() -> Report:
    """An honest photograph with two steps by listed signers."""
    return report_from_json(json.loads(Path(__file__).with_name("report.json").read_text(encoding="utf-8")))


@cache
def report() -> dict[str, Any]:
    """The report of it."""
    told: dict[str, Any] = json.loads(json.dumps(report_to_json(found())))
    return told


def verification(state: str = "done", *, uploader: bool = False) -> dict[str, Any]:
    """An envelope in this state."""
    envelope: dict[str, Any] = {
        "id": VERIFICATION_ID,
        "state": state,
        "phase": "finished" if state == "done" else "examining",
        "expires_at": "2026-11-22T08:15:00Z",
        "report": report() if state == "done" else None,
        "problem": None,
        "label": label() if uploader and state == "done" else None,
        "links": {"self": f"/api/v1/verifications/{VERIFICATION_ID}", "page": f"/c/{VERIFICATION_ID}"},
    }
    if uploader:
        envelope["uploader_token"] = UPLOADER_TOKEN
        envelope["claims"] = [{"source": "exif", "name": "camera_model", "value": "Example Camera One"}]
    return envelope


def shell(*commands: str) -> list[dict[str, str]]:
    """Commands to copy, in the form that readers of schemas know."""
    return [{"lang": "Shell", "source": command} for command in commands]


def answer(name: str, value: object, *statuses: int) -> OpenApiExample:
    """An example of an answer with these statuses."""
    return OpenApiExample(name, value=value, response_only=True, status_codes=[str(status) for status in statuses])


def question(name: str, value: object, media_type: str) -> OpenApiExample:
    """An example of a request body."""
    return OpenApiExample(name, value=value, request_only=True, media_type=media_type)
