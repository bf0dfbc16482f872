"""Signed messages as JSON and as canonical bytes, and back; whoever sends them may be hostile.

Canonical: RFC 8785 with every hexadecimal digit in lower case. Their SHA-256 is the statement's id.
Source: docs/statements.md.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final

import rfc8785

from provenance.statements.decoding import domain_of, message_of, signed_of
from provenance.statements.eip55 import to_checksum
from provenance.statements.errors import BadMessage
from provenance.statements.fields import type_name
from provenance.statements.limits import MOST_BRACKETS, MOST_SIGNED_BYTES
from provenance.statements.messages import require_signed, require_well_formed
from provenance.statements.types import Domain, Message, Signed, StatementId
from provenance.statements.values import Spelling, lower, values_of

__all__ = [
    "SCHEMA",
    "domain_of",
    "from_bytes",
    "from_json",
    "from_text",
    "message_from_json",
    "message_to_json",
    "statement_id",
    "to_bytes",
    "to_json",
    "type_name",
]

SCHEMA: Final = "firstlight.signed/1"


def to_json(signed: Signed) -> dict[str, object]:
    """The public form: names as in EIP-712, addresses with EIP-55 capitals, times as numbers."""
    return _document(signed, to_checksum)


def message_to_json(message: Message) -> dict[str, object]:
    """The message's part alone, as it stands in a signed one; back with `message_from_json`."""
    return values_of(message)


def message_from_json(kind: str, fields: object) -> Message:
    """A message alone by the name of its EIP-712 type, as strictly as `from_json`; raises BadMessage."""
    message = message_of(kind, fields)
    require_well_formed(message)
    return message


def domain_to_json(domain: Domain) -> dict[str, object]:
    """The domain's part alone; back with `domain_of(object)`."""
    return {"chainId": domain.chain_id, "verifyingContract": to_checksum(domain.contract)}


def from_json(document: object) -> Signed:
    """The signed message that this JSON object is; raises BadMessage, never anything else.

    Hexadecimal digits may be capitals; an address in mixed case must carry the right checksum (EIP-55).
    """
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise BadMessage("signed.schema", f"A signed message says “schema”: “{SCHEMA}”.")
    signed = signed_of(document)
    require_signed(signed)
    return signed


def from_text(text: bytes | str) -> Signed:
    """From JSON as a file or request holds it, in any spelling; no name may stand twice; raises BadMessage."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(raw) > MOST_SIGNED_BYTES:
        raise BadMessage("signed.size", f"A signed message has at most {MOST_SIGNED_BYTES // 1024} KB.")
    if raw.count(b"[") + raw.count(b"{") > MOST_BRACKETS:
        raise BadMessage("signed.json", "This is no signed message: it is nested too deeply.")
    try:
        document = json.loads(raw, object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadMessage("signed.json", "This is no JSON, or a name stands twice in it.") from error
    return from_json(document)


def to_bytes(signed: Signed) -> bytes:
    """The canonical bytes; raises BadMessage where the message is not well formed."""
    require_signed(signed)
    return rfc8785.dumps(_document(signed, lower))  # type: ignore[arg-type]


def from_bytes(raw: bytes) -> Signed:
    """Back from the canonical bytes; any other spelling of the same message raises BadMessage."""
    signed = from_text(raw)
    if to_bytes(signed) != raw:
        raise BadMessage("signed.not_canonical", "These are not the canonical bytes of a signed message.")
    return signed


def statement_id(signed: Signed) -> StatementId:
    """SHA-256 over the canonical bytes, the signature included; 32 bytes."""
    return StatementId(hashlib.sha256(to_bytes(signed)).digest())


def _document(signed: Signed, spelling: Spelling) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "type": type_name(signed.message),
        "domain": {"chainId": signed.domain.chain_id, "verifyingContract": spelling(signed.domain.contract)},
        "message": values_of(signed.message, spelling),
        "signer": spelling(signed.signer),
        "signature": f"0x{signed.signature.hex()}",
    }


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice")
    return made


def _no_constant(word: str) -> object:
    raise ValueError(word)
