"""The capture sidecar `firstlight.capture/1`: attestations of one file, beside it (docs/capture.md).

Deterministic CBOR (RFC 8949 section 4.2.1): `{"schema", "content", "attestations": [{"format", "attestation"}]}` and,
where the device says more than "this file", `"statement"`: bytes that are signed in place of the content's digest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NoReturn

from provenance.attestation.errors import BadSidecar
from provenance.attestation.statement import Statement, read_statement
from provenance.attestation.strict_cbor import BAD, deterministic, deterministic_value
from provenance.attestation.types import SignedCapture
from provenance.plain import Sha256Hex

SCHEMA: Final = "firstlight.capture/1"

SIDECAR_LIMIT: Final = 512 * 1024
"""Eight attestations of 30 KB, a depth map of 128 KiB and the movements of a minute."""

MOST_ATTESTATIONS: Final = 8
"""A phone gives one, a camera at most one of each format that there is."""

ATTESTATION_BYTES: Final = 64 * 1024
"""The longest of the field corpus, a chain with its attested applications, has 14 KB."""

MOST_NAME: Final = 32
"""Characters of a format's name."""

_KEYS: Final = {"schema", "content", "attestations"}
_HEADS: Final = tuple(bytes([0xA0 + count]) + b"\x66schema\x74firstlight.capture/1" for count in (3, 4))


def looks_like_capture(head: bytes) -> bool:
    """Whether a file that begins so claims to be a capture sidecar; cheap, and no promise that it is well made."""
    return head.startswith(_HEADS)


def require_small(sidecar: bytes | None) -> None:
    """Raise BadSidecar for one that nobody would read: it need not be sent on."""
    if sidecar is not None and len(sidecar) > SIDECAR_LIMIT:
        _refuse("sidecar.too_large")


def sidecar_of(content: bytes, attestations: Sequence[tuple[str, bytes]], statement: bytes = b"") -> bytes:
    """The sidecar for a file whose SHA-256 is `content`."""
    listed = [{"format": name, "attestation": attestation} for name, attestation in attestations]
    fields: dict[str, object] = {"schema": SCHEMA, "content": content, "attestations": listed}
    return deterministic(fields | ({"statement": statement} if statement else {}))


def read_sidecar(raw: bytes) -> SignedCapture:
    """The sidecar in these bytes; raises BadSidecar and nothing else."""
    fields = _fields(raw)
    content, statement = fields["content"], fields.get("statement", b"")
    if not isinstance(content, bytes) or len(content) != 32 or not isinstance(statement, bytes):
        _refuse("sidecar.fields")
    said = read_statement(statement) if "statement" in fields else Statement(content)
    if said.content != content:
        _refuse("sidecar.two_contents")
    attestations = _attestations(fields["attestations"])
    return SignedCapture(
        Sha256Hex(content.hex()), attestations, said.beacon, said.measurements, statement, said.captured_at, said.model
    )


def _fields(raw: bytes) -> dict[str, object]:
    require_small(raw)
    try:
        fields = deterministic_value(raw)
    except BAD:
        _refuse("sidecar.not_cbor")
    if not isinstance(fields, dict) or fields.get("schema") != SCHEMA:
        _refuse("sidecar.schema")
    if set(fields) not in (_KEYS, _KEYS | {"statement"}):
        _refuse("sidecar.fields")
    return fields


def _attestations(listed: object) -> tuple[tuple[str, bytes], ...]:
    if not isinstance(listed, list) or not 0 < len(listed) <= MOST_ATTESTATIONS:
        _refuse("sidecar.attestations")
    return tuple(_attestation(one) for one in listed)


def _attestation(one: object) -> tuple[str, bytes]:
    if not isinstance(one, dict) or set(one) != {"format", "attestation"}:
        _refuse("sidecar.attestations")
    name, attestation = one["format"], one["attestation"]
    if not isinstance(name, str) or not 0 < len(name) <= MOST_NAME or not name.replace("_", "").isalnum():
        _refuse("sidecar.attestations")
    if not isinstance(attestation, bytes) or not 0 < len(attestation) <= ATTESTATION_BYTES:
        _refuse("sidecar.attestations")
    return name, attestation


def _refuse(code: str) -> NoReturn:
    raise BadSidecar(
        code, "This is no capture sidecar that can be read: leave it out, or have the camera write it anew."
    )
