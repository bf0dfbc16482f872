"""Makes a message ready for signing: what a wallet shows, and what is sent back together with the signature."""

from __future__ import annotations

from typing import Any

from provenance.statements.commitment import SALT_BYTES, commitment
from provenance.statements.drafting import draft
from provenance.statements.eip712 import struct_hash, typed_data, typed_digest
from provenance.statements.errors import BadMessage
from provenance.statements.limits import WORD_BYTES
from provenance.statements.types import ContentForm, Domain, Message, Nonce
from provenance.statements.wire import SCHEMA, domain_to_json, message_to_json, type_name
from verify.api.errors import refuse
from verify.api.statements.intake import DraftWanted
from verify.ledger.parts import parts
from verify.signing_domain import statement_domain


def drafted(wanted: DraftWanted, *, host: str) -> dict[str, Any]:
    """The message for a wallet and for us; `host` is what a claim names as this site. Raises ProblemRaised."""
    at, nonce = int(parts().clock().timestamp()), Nonce(parts().randomness(WORD_BYTES))
    try:
        given, opening = _committed(wanted)
        message = draft(wanted.type, given, at=at, nonce=nonce, origin=host)
    except BadMessage as problem:
        raise refuse("bad_draft", str(problem), reason=problem.code) from problem
    return {**_told(statement_domain(), message), "opening": opening}


def _told(domain: Domain, message: Message) -> dict[str, Any]:
    return {
        "typed_data": typed_data(domain, message),
        "unsigned": {
            "schema": SCHEMA,
            "type": type_name(message),
            "domain": domain_to_json(domain),
            "message": message_to_json(message),
        },
        "digest": f"0x{typed_digest(domain, message).hex()}",
        "struct_hash": f"0x{struct_hash(message).hex()}",
    }


def _committed(wanted: DraftWanted) -> tuple[dict[str, Any], dict[str, str] | None]:
    """A statement for a sealed record names a commitment in place of the SHA-256 that was sent, with a fresh salt."""
    if wanted.type != "Statement" or wanted.message.get("form") != ContentForm.COMMITMENT:
        return wanted.message, None
    sha256, salt = _digest(wanted.message.get("content")), parts().randomness(SALT_BYTES)
    given = {**wanted.message, "content": commitment(sha256, salt).hex()}
    return given, {"sha256": sha256.hex(), "salt": salt.hex()}


def _digest(sent: object) -> bytes:
    try:
        return bytes.fromhex(str(sent).removeprefix("0x"))
    except ValueError as problem:
        raise BadMessage("message.content", "The content is a SHA-256: it is committed to here.") from problem
