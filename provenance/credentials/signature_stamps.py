"""When a claim signature says it was stamped, and what was enclosed about its certificate; neither is judged here.

Only the moment is read, with our own few lines: a strict reader refuses tokens as time-stamp authorities really write
them (certificates out of order). Source: C2PA 2.2 section 10.3.2.5 (`sigTst`, `sigTst2`), RFC 3161 section 2.4.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

import cbor2

from provenance.credentials.cbor import BAD_CBOR, value_of

STAMP_BYTES: Final = 64 * 1024
"""A token with a chain of three certificates takes 6 KB."""

MOST_STAPLES: Final = 4
"""Responses looked at of one signature; signers enclose one."""

STAPLE_BYTES: Final = 32 * 1024
"""One response with its responder's certificate has 2 KB."""

_TST_INFO: Final = bytes.fromhex("060b2a864886f70d0109100104")
"""id-ct-TSTInfo: what follows it in the token is the stamp itself."""

_SEQUENCE: Final = 0x30
_OCTETS: Final = 0x04
_TIME: Final = 0x18
_MOST_ELEMENTS: Final = 20


def stamped_at(signature: bytes) -> datetime | None:
    """The moment in the first time stamp of a signature, in UTC; None where there is none that can be read."""
    try:
        header = _unprotected(value_of(signature))
        return _moment(_token(header.get("sigTst2") or header.get("sigTst")))
    except (*BAD_CBOR, LookupError):
        return None


def stapled(signature: bytes) -> tuple[bytes, ...]:
    """OCSP responses that the signer enclosed (`rVals`), as bytes nobody checked; none where they cannot be read."""
    try:
        values = _unprotected(value_of(signature)).get("rVals")
    except BAD_CBOR:
        return ()
    listed = values.get("ocspVals") if isinstance(values, Mapping) else None
    responses = listed[:MOST_STAPLES] if isinstance(listed, list | tuple) else []
    return tuple(one for one in responses if isinstance(one, bytes) and len(one) <= STAPLE_BYTES)


def _unprotected(whole: object) -> Mapping[object, object]:
    parts = whole.value if isinstance(whole, cbor2.CBORTag) else whole
    header = parts[1] if isinstance(parts, list | tuple) and len(parts) == 4 else None
    return header if isinstance(header, Mapping) else {}


def _token(raw: object) -> bytes:
    tokens = raw.get("tstTokens") if isinstance(raw, Mapping) else None
    first = tokens[0] if isinstance(tokens, list | tuple) and tokens else None
    written = first.get("val") if isinstance(first, Mapping) else None
    return written if isinstance(written, bytes) and len(written) <= STAMP_BYTES else b""


def _moment(token: bytes) -> datetime | None:
    _, found, after = token.partition(_TST_INFO)
    wrapped = _inside(after, 0xA0) if found else b""
    said = _inside(_inside(wrapped, _OCTETS), _SEQUENCE)
    times = [content for kind, content in _elements(said) if kind == _TIME]
    return _read(times[0].decode("ascii")) if times else None


def _read(text: str) -> datetime:
    # GeneralizedTime of RFC 3161: at least seconds, a fraction where there is one, always UTC.
    whole, _, fraction = text.removesuffix("Z").partition(".")
    moment = datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return moment.replace(microsecond=int(fraction[:6].ljust(6, "0"))) if fraction else moment


def _inside(written: bytes, kind: int) -> bytes:
    first = next(_elements(written), None)
    return first[1] if first and first[0] == kind else b""


def _elements(written: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of elements in a row (X.690, definite lengths); stops where lengths do not add up."""
    at = 0
    for _ in range(_MOST_ELEMENTS):
        if at + 2 > len(written):
            return
        size, start = written[at + 1], at + 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(written[at + 2 : start]) if size & 0x7F else len(written)
        if start + size > len(written):
            return
        yield written[at], written[start : start + size]
        at = start + size
