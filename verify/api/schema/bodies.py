"""Examples of what JSON cannot spell: forms with a file, archives, tables, credentials."""

from __future__ import annotations

import json
from typing import Any, Final

from verify.api.batches import examples as batch_examples
from verify.api.framework import VERSION
from verify.api.schema import examples
from verify.api.schema.walking import Document, operations
from verify.cases.models import Verification

FORM: Final = "multipart/form-data"
JPEG: Final = "\xff\xd8\xff\xe0 ... the bytes of photo.jpg ..."
ZIP: Final = "PK\x03\x04 ... the bytes of an archive ..."
STORE: Final = "\x00\x00\x12\x34jumb ... the bytes of a manifest store ..."
PDF: Final = "%PDF-1.7 ... the bytes of a document ..."
LINKED: Final = {
    "@context": {"prov": "http://www.w3.org/ns/prov#"},
    "@graph": [{"@id": "urn:sha256:9f86d081884c7d65", "@type": "prov:Entity"}],
}
PEM: Final = "-----BEGIN CERTIFICATE-----\n... one certificate after the other ...\n-----END CERTIFICATE-----\n"
TABLE: Final = (
    "position,kind,state,code,sentence,verification,records,label,policy\r\n"
    "1,file,done,no_credentials,This file carries no Content Credentials.,Zk3vQ8mD0yT1sWbX6uRaLg,,none,\r\n"
)
BEGINNING: Final = {"openapi": "3.1.1", "info": {"title": "Firstlight", "version": VERSION}, "paths": {}}

FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "startVerification": ("a photograph", {"file": JPEG}),
    "record": ("a photograph, openly", {"form": "open", "file": JPEG}),
    "lookUp": ("a photograph", {"file": JPEG}),
    "startBatch": ("an archive", {"file": ZIP}),
    "checkStatements": ("a photograph and who is said to have made it", {"file": JPEG, "author": "agency.example"}),
}
ANSWERS: dict[str, tuple[str, Any]] = {
    "application/zip": ("an archive", ZIP),
    "application/c2pa": ("a manifest store", STORE),
    "application/octet-stream": ("a trust list", PEM),
    "application/pdf": ("a document", PDF),
    "application/ld+json": ("its beginning", LINKED),
    "application/jsonl": ("two items", "".join(f"{json.dumps(one)}\n" for one in batch_examples.ITEMS)),
    "text/csv": ("a table", TABLE),
}
"""By what they come as: an operation that answers so needs no example of its own."""


def show(document: Document) -> None:
    """Give the bodies that have none an example each; whoever sends none at all gets a 400."""
    for _path, _method, operation in operations(document):
        name = operation["operationId"]
        if "requestBody" in operation:
            operation["requestBody"]["required"] = True
        if name in FORMS:
            _put(operation["requestBody"]["content"][FORM], *FORMS[name])
        for media_type, content in operation["responses"].get("200", {}).get("content", {}).items():
            if media_type in ANSWERS:
                _put(content, *ANSWERS[media_type])
        if name in ("readDisclosure", "readSchema"):
            told = _disclosure() if name == "readDisclosure" else BEGINNING
            _put(operation["responses"]["200"]["content"]["application/json"], "an example", told)
        if name == "uploadFile":
            for content in operation["requestBody"]["content"].values():
                _put(content, "a medium", JPEG)


def _disclosure() -> dict[str, Any]:
    """What is really said of the report that the examples show; worked out late, as it names addresses of pages."""
    from verify.api.disclosure.envelope import disclosure_envelope

    told = disclosure_envelope(Verification(pk=examples.VERIFICATION_ID), examples.found())
    plain: dict[str, Any] = json.loads(json.dumps(told))
    return plain


def _put(content: dict[str, Any], title: str, value: Any) -> None:
    content["examples"] = {title.title().replace(" ", ""): {"summary": title, "value": value}}
