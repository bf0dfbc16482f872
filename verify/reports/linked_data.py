"""The same answer as linked data: JSON-LD 1.1 with PROV-O, Dublin Core and the plainest terms of schema.org.

No term that calls a file right or wrong is used: schema.org's ClaimReview and MediaReview rate, and nothing here rates.
docs/reports.md names every term.
"""

from __future__ import annotations

from typing import Any, Final

from verify.reports.document import Entry, Proof, ReportDocument, Told
from verify.reports.plain import unmarked

OWN: Final = "urn:firstlight:report:1:"
"""The prefix of our own terms; they are explained in docs/reports.md and resolve nowhere."""
CONTEXT: Final[dict[str, Any]] = {
    "@version": 1.1,
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "fl": OWN,
    "id": "@id",
    "type": "@type",
    "title": "dct:title",
    "abstract": "dct:abstract",
    "language": "dct:language",
    "identifier": "dct:identifier",
    "about": {"@id": "schema:about", "@type": "@id"},
    "sha256": "schema:sha256",
    "name": "schema:name",
    "version": "schema:softwareVersion",
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "wasGeneratedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "wasAssociatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "reason": "fl:reason",
    "word": "fl:word",
    "doesNotTell": {"@id": "fl:doesNotTell", "@container": "@set"},
    "notChecked": {"@id": "fl:notChecked", "@container": "@set"},
    "warnedOf": {"@id": "fl:warnedOf", "@container": "@set"},
    "demo": {"@id": "fl:demo", "@type": "xsd:boolean"},
    "reader": "fl:reader",
    "evidence": {"@id": "fl:evidence", "@container": "@list"},
    "history": {"@id": "fl:history", "@container": "@list"},
    "times": {"@id": "fl:times", "@container": "@list"},
    "people": {"@id": "fl:people", "@container": "@list"},
    "resembles": {"@id": "fl:resembles", "@container": "@list"},
    "onRecord": {"@id": "fl:onRecord", "@container": "@list"},
    "question": "fl:question",
    "state": "fl:state",
    "sentence": "fl:sentence",
    "position": {"@id": "fl:position", "@type": "xsd:integer"},
    "facts": {"@id": "fl:facts", "@container": "@list"},
    "value": "schema:value",
    "written": "fl:written",
    "existed": "fl:existed",
    "root": "fl:root",
    "path": {"@id": "fl:path", "@container": "@list"},
    "bundle": {"@id": "fl:bundle", "@type": "@id"},
    "page": {"@id": "schema:url", "@type": "@id"},
    "code": "fl:code",
    "codes": {"@id": "fl:codes", "@container": "@list"},
}


def linked_data(document: ReportDocument) -> dict[str, Any]:
    """Return the report as JSON-LD with its context inside, so that reading it asks nobody anything."""
    here = document.asked.address
    return _clean({
        "@context": CONTEXT,
        "id": here,
        "type": ["schema:Report", "prov:Entity"],
        "title": document.title,
        "abstract": document.answer.sentence,
        "word": document.answer.word,
        "reason": document.answer.why,
        "doesNotTell": list(document.answer.limits),
        "warnedOf": list(document.answer.warned),
        "notChecked": list(document.not_checked),
        "language": document.language,
        "identifier": f"sha256:{document.digest}",
        "demo": document.demo,
        "reader": document.asked.read_by,
        "generatedAtTime": document.asked.answered_iso,
        "about": _file(document),
        "wasGeneratedBy": _check(document),
        "evidence": [_line(one) for one in document.lines],
        "history": [_entry(one) for one in document.steps],
        "times": [_line(one) for one in document.times],
        "people": [_entry(one) for one in document.notes],
        "resembles": [_entry(one) for one in document.similar],
        "onRecord": [_proof(one) for one in document.proofs],
        "codes": [{"code": code, "sentence": words} for code, words in document.codes],
    })  # fmt: skip


def _file(document: ReportDocument) -> dict[str, Any]:
    digest = document.asked.sha256
    named = {"id": f"urn:sha256:{digest}", "sha256": digest} if digest else {}
    return {**named, "type": ["schema:MediaObject", "prov:Entity"], "facts": _facts(document.asked.facts)}


def _check(document: ReportDocument) -> dict[str, Any]:
    lists = [
        {"id": f"urn:sha256:{one.sha256}", "type": "prov:Entity", "name": one.name, "sha256": one.sha256}
        for one in document.lists
    ]
    made = [{"type": "prov:SoftwareAgent", "name": name, "version": version} for name, version in document.made_with]
    return {"id": f"{document.asked.address}#check", "type": "prov:Activity", "used": lists, "wasAssociatedWith": made}


def _line(one: Told) -> dict[str, Any]:
    return {"question": one.question, "state": one.state, "sentence": one.sentence}


def _entry(one: Entry) -> dict[str, Any]:
    told = {"title": one.title, "state": one.state, "sentence": " ".join(one.sentences)}
    at = {"position": one.number} if one.number else {}
    return {**told, **at, "facts": _facts((*one.facts, *one.items)), **({"page": one.address} if one.address else {})}


def _proof(one: Proof) -> dict[str, Any]:
    told = {"title": one.title, "written": one.written, "existed": one.existed, "facts": _facts(one.facts)}
    path = {"root": one.root, "path": [join.digest for join in one.joins]} if one.root else {}
    anchors = [_line(anchor) for anchor in one.anchors]
    return {**told, **path, "evidence": anchors, **({"bundle": one.bundle} if one.bundle else {})}


def _facts(pairs: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _clean(value: Any) -> Any:
    """Without marks of direction, which are for eyes."""
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return unmarked(value) if isinstance(value, str) else value
