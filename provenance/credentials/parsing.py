"""From the library's report to a `Chain`; every field is taken as hostile and of any shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import cast

from provenance.credentials.reading import Certificate, Chain, Ingredient, Label, Manifest, Status

MANIFEST_LIMIT = 500
"""Longest honest chains seen have 6 manifests; the rest of a longer one is left out and said so."""

_LABEL = re.compile(r"/c2pa/([^/]{1,500})")
_GOOD_ENDINGS = (".validated", ".trusted", ".match", ".insideValidity", ".notRevoked", ".accessible")
_OUTCOMES = (("success", False), ("informational", False), ("failure", True))

Json = Mapping[str, object]


def chain_from(report: Json) -> Chain:
    """The manifests reachable from the newest one, and all statuses, of now and recorded."""
    everything = [_manifest(one) for one in _objects(report.get("manifests"))]
    reachable = _reachable(everything)
    raw = {Label(str(one.get("label", ""))): one for one in _objects(report.get("manifests"))}
    statuses = tuple(dict.fromkeys(one for found in reachable for one in _statuses(found.label, raw[found.label])))
    return Chain(tuple(reachable), statuses)


def _reachable(manifests: list[Manifest]) -> list[Manifest]:
    by_label = {one.label: one for one in manifests}
    found: dict[Label, Manifest] = {}
    queue = [manifests[0].label] if manifests else []
    while queue and len(found) < MANIFEST_LIMIT:
        label = queue.pop(0)
        if label in found or label not in by_label:
            continue
        found[label] = by_label[label]
        queue.extend(one.label for one in by_label[label].ingredients if one.label)
    return list(found.values())


def _manifest(raw: Json) -> Manifest:
    claim = _object(raw.get("claim.v2") or raw.get("claim"))
    signature = _object(raw.get("signature"))
    assertions = _object(raw.get("assertions"))
    return Manifest(
        label=Label(str(raw.get("label", ""))),
        claim_version=2 if "claim.v2" in raw else 1,
        generator=_generator(claim),
        assertions=assertions,
        ingredients=tuple(_ingredients(assertions)),
        redacted=tuple(str(one) for one in _array(claim.get("redacted_assertions"))),
        certificate=_certificate(_object(signature.get("certificateInfo"))),
        stamped_at=_text(_object(signature.get("timeStampInfo")).get("timestamp")),
    )


def _generator(claim: Json) -> str | None:
    info = claim.get("claim_generator_info")
    first = _object(info[0] if isinstance(info, list) and info else info)
    name, version = _text(first.get("name")), _text(first.get("version"))
    return " ".join(part for part in (name, version) if part) or _text(claim.get("claim_generator"))


def _ingredients(assertions: Json) -> Iterator[Ingredient]:
    for name, raw in assertions.items():
        if not name.startswith("c2pa.ingredient") or not isinstance(raw, dict):
            continue
        link = _object(raw.get("activeManifest") or raw.get("c2pa_manifest"))
        yield Ingredient(_label_in(link.get("url")), _text(raw.get("relationship")) or "unknown")


def _statuses(label: Label, raw: Json) -> Iterator[Status]:
    yield from _results(_object(raw.get("validationResults")), label, now=True)
    yield from _deltas(raw.get("ingredientDeltas"), label, now=True)
    for name, assertion in _object(raw.get("assertions")).items():
        if name.startswith("c2pa.ingredient") and isinstance(assertion, dict):
            yield from _recorded(assertion, label)


def _recorded(assertion: Json, holder: Label) -> Iterator[Status]:
    inner = _label_in(_object(assertion.get("activeManifest") or assertion.get("c2pa_manifest")).get("url")) or holder
    results = _object(assertion.get("validationResults"))
    yield from _results(_object(results.get("activeManifest")), inner, now=False)
    yield from _deltas(results.get("ingredientDeltas"), inner, now=False)
    for one in _objects(assertion.get("validationStatus")):
        yield _status(one, inner, failed=not _went_well(one), now=False)


def _deltas(raw: object, holder: Label, *, now: bool) -> Iterator[Status]:
    for delta in _objects(raw):
        yield from _results(_object(delta.get("validationDeltas")), holder, now=now)


def _results(raw: Json, holder: Label, *, now: bool) -> Iterator[Status]:
    for outcome, failed in _OUTCOMES:
        for one in _objects(raw.get(outcome)):
            yield _status(one, holder, failed=failed, now=now)


def _status(one: Json, holder: Label, *, failed: bool, now: bool) -> Status:
    label = _label_in(one.get("url")) or holder
    return Status(str(one.get("code", "")), label, failed, now, _text(one.get("explanation")) or "")


def _went_well(one: Json) -> bool:
    # The oldest form of a recorded status has no outcome beside its code.
    return one.get("success") is True or str(one.get("code", "")).endswith(_GOOD_ENDINGS)


def _certificate(raw: Json) -> Certificate | None:
    if not raw:
        return None
    subject, issuer, validity = (_object(raw.get(name)) for name in ("subject", "issuer", "validity"))
    return Certificate(
        organisation=_text(subject.get("O")),
        common_name=_text(subject.get("CN")),
        issuer_organisation=_text(issuer.get("O")),
        issuer_name=_text(issuer.get("CN")),
        serial=(_text(raw.get("serialNumber")) or "").lower().lstrip("0"),
        not_before=_moment(validity.get("notBefore")),
        not_after=_moment(validity.get("notAfter")),
    )


def _moment(raw: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(raw))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _label_in(url: object) -> Label | None:
    found = _LABEL.search(url) if isinstance(url, str) else None
    return Label(found.group(1)) if found else None


def _text(raw: object) -> str | None:
    return raw if isinstance(raw, str) and raw else None


def _object(raw: object) -> Json:
    return cast(Json, raw) if isinstance(raw, dict) else {}


def _array(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []


def _objects(raw: object) -> list[Json]:
    return [one for one in _array(raw) if isinstance(one, dict)]
