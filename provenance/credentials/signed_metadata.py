"""What the signed metadata of a step says of the device: maker, model, firmware and body serial.

Source: C2PA 2.2 section 18.16 (metadata assertions, JSON-LD over EXIF, TIFF and XMP names), CIPA DC-010 for the names.
A value counts only from an assertion that the claim covers, and only where all of them agree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from provenance.credentials.claim_boxes import ClaimBox
from provenance.credentials.contents import short
from provenance.credentials.named_boxes import content_of

METADATA_BYTES: Final = 64 * 1024
"""Honest assertions have 2 KB."""

MOST_METADATA: Final = 10
"""Metadata assertions looked at in one manifest; the most seen is three."""

_KINDS: Final = re.compile(r"(?:stds\.exif|c2pa\.metadata|cawg\.metadata)(?:__\d{1,3})?")
_NAMES: Final = {
    "make": "maker", "tiff:make": "maker", "model": "model", "tiff:model": "model",
    "bodyserialnumber": "serial", "serialnumber": "serial", "cameraserialnumber": "serial",
    "camerafirmware": "firmware", "firmware": "firmware", "software": "software",
}  # fmt: skip
"""By the word after the prefix, in small letters: writers disagree about prefixes and capitals."""


@dataclass(frozen=True, slots=True)
class Device:
    """What is said of the device; empty where nothing is, or where two assertions contradict each other."""

    maker: str = field(default="", repr=False)
    model: str = field(default="", repr=False)
    firmware: str = field(default="", repr=False)
    body_serial: str = field(default="", repr=False)


def device_of(claim: ClaimBox) -> Device:
    """The device that the covered metadata of one claim names."""
    found: dict[str, set[str]] = {}
    names = [one for one in claim.beside if _KINDS.fullmatch(one)][:MOST_METADATA]
    for name in names:
        if claim.covers(name):
            for what, value in _values(claim.beside[name]):
                found.setdefault(what, set()).add(value)
    said = {what: next(iter(values)) for what, values in found.items() if len(values) == 1}
    firmware = said.get("firmware") or said.get("software", "")
    return Device(said.get("maker", ""), said.get("model", ""), firmware, said.get("serial", ""))


def _values(assertion: bytes) -> Iterator[tuple[str, str]]:
    for name, raw in _entries(assertion).items():
        what = _NAMES.get(name.rpartition(":")[2].lower())
        value = short(raw)
        if what and value:
            yield what, value


def _entries(assertion: bytes) -> Mapping[str, object]:
    written = content_of(assertion, b"json", METADATA_BYTES)
    try:
        said = json.loads(written or b"", object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError("a name twice")
    return said
