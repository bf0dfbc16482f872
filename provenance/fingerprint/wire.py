"""Fingerprints as bytes and as JSON, and back; whoever sends them may be hostile.

The shape is bounded by the types they are decoded into, the sizes by `limits`; whether codes belong to any medium
nobody can tell. Loads neither a decoder nor a numbers library.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, cast

import msgspec

from provenance.errors import ProvenanceError
from provenance.fingerprint.checking import faults_of
from provenance.fingerprint.limits import WIRE_BYTES
from provenance.fingerprint.plain_jpeg import size_if_plain
from provenance.fingerprint.types import Fingerprints

SCHEMA: Final = "firstlight.fingerprints/1"

_PUBLIC: Final = "These fingerprints could not be read. Make them anew with `python -m provenance fingerprint FILE`."


class BadFingerprints(ProvenanceError):
    """These are no fingerprints that this version of Firstlight makes: make them anew."""


def to_bytes(fingerprints: Fingerprints) -> bytes:
    """One medium's fingerprints as MessagePack, for stores and pipes."""
    return msgspec.msgpack.encode(fingerprints)


def from_bytes(raw: bytes) -> Fingerprints:
    """The fingerprints back from `to_bytes`; raises BadFingerprints, never anything else."""
    if len(raw) > WIRE_BYTES:
        raise BadFingerprints(_PUBLIC, f"{len(raw)} bytes")
    return _read(lambda: msgspec.msgpack.decode(raw, type=Fingerprints))


def to_json(fingerprints: Fingerprints) -> dict[str, object]:
    """The public form: bytes in base64, a schema in front; contains the proxy picture where there is one."""
    return {"schema": SCHEMA, **cast(dict[str, object], msgspec.to_builtins(fingerprints))}


def from_json(document: object) -> Fingerprints:
    """The fingerprints back from `to_json`, as others send them; raises BadFingerprints, never anything else.

    A picture among them holds pixels and nothing else, in the size of its codes: it may be shown.
    """
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise BadFingerprints(_PUBLIC, "another schema")
    sent = _read(lambda: msgspec.convert(document, Fingerprints))
    picture, proxy = sent.picture, sent.proxy
    if picture and proxy and size_if_plain(proxy) != (picture.width, picture.height):
        raise BadFingerprints(_PUBLIC, "the proxy holds more than pixels, or is of another size")
    return sent


def _read(decode: Callable[[], Fingerprints]) -> Fingerprints:
    try:
        fingerprints = decode()
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadFingerprints(_PUBLIC, str(error)[:200]) from error
    if fault := next(faults_of(fingerprints), None):
        raise BadFingerprints(_PUBLIC, fault)
    return fingerprints
