"""From the library's report to a `Chain`; every field is taken as hostile and of any shape."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import cast

from provenance.credentials.reading import Certificate, Chain, Ingredient, Label, Manifest, Record, Status
from provenance.credentials.records import counted, went_well

MANIFEST_LIMIT = 500
"""Longest honest chains seen have 6 manifests; the rest of a longer one is left out and said so."""

_LABEL = re.compile(r"(?:^|[=/])c2pa/([^/]+)")
"""As the library resolves it, also without the first slash: a link that it alone follows would hide a signer."""
_OUTCOMES = ("success", "informational", "failure")

Json = Mapping[str, object]


def chain_from(report: Json) -> Chain:
    """The manifests reachable from the newest one, all statuses of now, and the recorded ones that count."""
    raw = {Label(str(one.get("label", ""))): one for one in _objects(report.get("manifests"))}
    everything = {label: _manifest(one) for label, one in raw.items()}
    reachable = _reachable(everything)
    now = [one for label in reachable for one in _statuses(label, raw[label])]
    records = (one for label in everything for one in _records(label, everything[label].assertions))
    # What is found about the newest manifest is never left out, so no record about it matters.
    about_older = (one for one in records if one.status.label in reachable and not _is_newest(one, reachable))
    recorded = counted(about_older, reachable, strays=len(everything) > len(reachable))
    return Chain(tuple(reachable.values()), tuple(dict.fromkeys((*now, *recorded))))


def _is_newest(record: Record, reachable: Mapping[Label, Manifest]) -> bool:
    return record.named and record.status.label == next(iter(reachable))


def _reachable(manifests: Mapping[Label, Manifest]) -> dict[Label, Manifest]:
    found: dict[Label, Manifest] = {}
    queue = deque(list(manifests)[:1])
    while queue and len(found) < MANIFEST_LIMIT:
        label = queue.popleft()
        if label in found or label not in manifests:
            continue
        found[label] = manifests[label]
        queue.extend(one.label for one in manifests[label].ingredients if one.label)
    return found


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
    for outcome, one in (*_results(raw.get("validationResults")), *_deltas(raw.get("ingredientDeltas"))):
        yield _status(one, label, failed=outcome == "failure", now=True)


def _records(holder: Label, assertions: Json) -> Iterator[Record]:
    for name, assertion in assertions.items():
        if name.startswith("c2pa.ingredient") and isinstance(assertion, dict):
            inner = _label_in(_object(assertion.get("activeManifest") or assertion.get("c2pa_manifest")).get("url"))
            for outcome, one in _recorded(assertion):
                failed = not went_well(str(one.get("code", "")), outcome, one.get("success"))
                status = _status(one, inner or holder, failed=failed, now=False)
                yield Record(status, holder, inner, named=_label_in(one.get("url")) is not None)


def _recorded(assertion: Json) -> Iterator[tuple[str | None, Json]]:
    results = _object(assertion.get("validationResults"))
    yield from _results(results.get("activeManifest"))
    yield from _deltas(results.get("ingredientDeltas"))
    yield from ((None, one) for one in _objects(assertion.get("validationStatus")))


def _deltas(raw: object) -> Iterator[tuple[str, Json]]:
    for delta in _objects(raw):
        yield from _results(delta.get("validationDeltas"))


def _results(raw: object) -> Iterator[tuple[str, Json]]:
    for outcome in _OUTCOMES:
        yield from ((outcome, one) for one in _objects(_object(raw).get(outcome)))


def _status(one: Json, holder: Label, *, failed: bool, now: bool) -> Status:
    label = _label_in(one.get("url")) or holder
    explanation, place = _text(one.get("explanation")) or "", _place_in(one.get("url"))
    return Status(str(one.get("code", "")), label, failed, now, explanation, place=place)


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


def _place_in(url: object) -> str:
    """The assertion that an address leads to, or nothing."""
    _, inside, name = url.rpartition("c2pa.assertions/") if isinstance(url, str) else ("", "", "")
    return name if inside else ""


def _text(raw: object) -> str | None:
    return raw if isinstance(raw, str) and raw else None


def _object(raw: object) -> Json:
    return cast(Json, raw) if isinstance(raw, dict) else {}


def _array(raw: object) -> list[object]:
    return raw if isinstance(raw, list) else []


def _objects(raw: object) -> list[Json]:
    return [one for one in _array(raw) if isinstance(one, dict)]
