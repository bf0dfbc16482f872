"""Adds to the generated document what the generator has no word for."""

from __future__ import annotations

from verify.api.schema.bodies import show
from verify.api.schema.farewells import mark
from verify.api.schema.headers import head
from verify.api.schema.links import link
from verify.api.schema.parameters import exemplify
from verify.api.schema.security import secure
from verify.api.schema.walking import Document

# Requests with a field that nobody reads are refused, because it is a misspelt one more often than not.
CLOSED = (
    "Upload", "Link", "RecordContent", "RecordWork", "RecordUpload", "Member",
    "LookupDigest", "LookupTransaction", "LookupUpload", "LookupLink", "LookupAuthor", "LookupFingerprint",
    "RecordBatch", "SoftBindingQuery", "RecordStatement", "Opening", "StatementCheck", "StatementChecks",
    "StatementCheckUpload", "StatementDraft",
    "BatchUpload", "BatchItemsWanted", "BatchItemWanted",
    "RecordConsent", "ConsentCheck", "OpenCampaign", "ObjectionRequest",
    "KeepLabelPolicy", "LabelDryRunRequest",
)  # fmt: skip


def complete(result: Document, generator: object, request: object, public: bool) -> Document:
    """The hook for drf-spectacular."""
    schemas = result["components"]["schemas"]
    for name in CLOSED:
        schemas[name]["additionalProperties"] = False
    result["externalDocs"] = {"url": "/developers/", "description": "The same as a page, with every problem."}
    for step in (secure, head, link, show, exemplify, mark):
        step(result)
    return result
