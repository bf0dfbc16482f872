"""An example for each parameter: those of the path as the command to copy spells them, the others by name."""

from __future__ import annotations

import re
from typing import Any

from verify.api.schema import record_examples
from verify.api.schema.walking import Document, Operation, operations

BY_NAME: dict[str, Any] = {
    "Idempotency-Key": "0e2b6f2c-7c0f-4a51-9d6f-2f1f3a5b8c11",
    "Prefer": "wait=3",
    "Uploader-Token": "example-token-4mKp0ZyWq1d7cXv3nTfBsg",
    "webhook-id": "msg_2Yq8vQm0sT1dWbX6uRaLgA",
    "webhook-timestamp": "1795334400",
    "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
    "cursor": "MTAw",
    "lang": "zh-hans",
    "code": "no_credentials",
    "state": "failed",
    "limit": 100,
    "alg": "io.iscc.v0",
    "value": "SVNDQzpFRUE0R1FaUVRZNko1RFRIVlZBNFFYSkhBRVFDVEtVVVpBTlhGQ1ZHQ0lDSFRSNUVGWFE=",
    "hintAlg": "io.iscc.v0",
    "hintValue": "SVNDQzpFRUE0R1FaUVRZNko1RFRIVlZBNFFYSkhBRVFDVEtVVVpBTlhGQ1ZHQ0lDSFRSNUVGWFE=",
    "maxResults": 10,
    "returnActiveManifest": False,
    "copy": "everybody",
}
OLDER: dict[str, Any] = {
    "readAuthor": record_examples.SHA256,
    "listLabelPolicies": 7,
    "listDeliveries": "msg_2Yq8vQm0sT1dWbX6uRaLgA",
}
"""`before`, which each list counts in its own way."""


def exemplify(document: Document) -> None:
    """Give every parameter an example."""
    for path, _method, operation in operations(document):
        spelt = _spelt(path, operation)
        for one in operation.get("parameters", []):
            name = one["name"]
            one["example"] = OLDER[operation["operationId"]] if name == "before" else spelt.get(name, BY_NAME.get(name))


def _spelt(path: str, operation: Operation) -> dict[str, Any]:
    """What the first command that spells this path has in its places."""
    pattern = re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/\"?$]+)", re.escape(path)) + r'(?=["?])')
    for sample in operation["x-codeSamples"]:
        if found := pattern.search(sample["source"]):
            return {name: int(text) if name == "page" else text for name, text in found.groupdict().items()}
    return {"id": record_examples.RECORD_ID}
