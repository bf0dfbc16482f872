"""Messages made ready for signing: whoever signs says what matters, the rest is filled in the same for everybody.

Pages, API and command line draft through here, so that one wish gives one message. Time and nonce are handed in.
Source: docs/statements.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from provenance.statements.decoding import message_of
from provenance.statements.errors import BadMessage
from provenance.statements.messages import require_well_formed
from provenance.statements.types import Message, Nonce

Fields = Mapping[str, object]

NO_ADDRESS: Final = "0x" + "00" * 20
NO_BYTES: Final = "0x" + "00" * 32
PADDED: Final = "0x" + "00" * 12
"""An address stands behind these where a field has 32 bytes."""

ADDRESS_DIGITS: Final = 40
DIGEST_DIGITS: Final = 64
LONGEST: Final = 2 + DIGEST_DIGITS
WORDS_OF_32: Final = frozenset({"content", "target", "about", "delegation"})
"""Fields of 32 bytes that people copy from elsewhere."""


def draft(type_name: str, given: Fields, *, at: int, nonce: Nonce, origin: str = "") -> Message:
    """The message of this EIP-712 type out of the fields that were given, in the names of the type.

    `at` (Unix seconds) is its time and, where none is given, the beginning of what it allows; `origin` is the host of
    the installation, for a claim. Raises BadMessage: `draft.type` and `draft.field` for what no such message has,
    else as `wire` does.
    """
    filler = FILLERS.get(type_name)
    if filler is None:
        raise BadMessage("draft.type", f"Name one of the types {', '.join(FILLERS)}.")
    filled = filler(at, origin) | {"nonce": _hex(nonce)}
    _require_known(given, filled, type_name)
    message = message_of(type_name, filled | _plain(given))
    require_well_formed(message)
    return message


def _statement(at: int, _origin: str) -> dict[str, object]:
    return {
        "act": "state", "role": "author", "content": None, "form": "sha256", "source": "",
        "organisation": NO_ADDRESS, "delegation": NO_BYTES, "about": NO_BYTES, "time": at,
    }  # fmt: skip


def _delegation(at: int, _origin: str) -> dict[str, object]:
    return {"organisation": None, "delegate": None, "scopes": None, "validFrom": at, "validTo": None}


def _revocation(at: int, _origin: str) -> dict[str, object]:
    return {"subject": None, "target": None, "effective": at, "reason": "unspecified", "time": at}


def _key_claim(at: int, origin: str) -> dict[str, object]:
    return {"principal": None, "origin": origin, "replaces": NO_ADDRESS, "time": at}


def _domain_claim(at: int, _origin: str) -> dict[str, object]:
    return {"domain": None, "principal": None, "time": at}


def _consent(at: int, _origin: str) -> dict[str, object]:
    return {
        "to": "work", "content": None, "membersRoot": NO_BYTES, "tracks": None, "purpose": None, "scope": None,
        "estate": False, "grantee": NO_ADDRESS, "validFrom": at, "validTo": None,
    }  # fmt: skip


FILLERS: Final[Mapping[str, Callable[[int, str], dict[str, object]]]] = {
    "Statement": _statement,
    "Delegation": _delegation,
    "Revocation": _revocation,
    "KeyClaim": _key_claim,
    "DomainClaim": _domain_claim,
    "Consent": _consent,
}
"""What each type has where nobody says otherwise; None stands for what must be said."""

FIXED: Final = frozenset({"nonce", "time", "origin"})
"""What the installation fills in: nobody who asks for a draft chooses it."""


def _require_known(given: Fields, filled: Mapping[str, object], type_name: str) -> None:
    for name in given:
        if name not in filled or name in FIXED:
            raise BadMessage(
                "draft.field", f"Leave `{name[:40]}` out: it is no field of a {type_name} that you fill in."
            )
    for name, value in filled.items():
        if value is None and name not in given:
            raise BadMessage("draft.field", f"A {type_name} needs the field `{name}`.")


def _plain(given: Fields) -> dict[str, object]:
    """Digests may come as they are printed elsewhere, without 0x, and an address where a target has 32 bytes."""
    return {name: _bytes32(value) if name in WORDS_OF_32 else value for name, value in given.items()}


def _bytes32(value: object) -> object:
    if not isinstance(value, str) or len(value) > LONGEST:
        return value
    digits = value.removeprefix("0x").lower()
    if len(digits) == ADDRESS_DIGITS:
        return f"{PADDED}{digits}"
    return f"0x{digits}" if len(digits) == DIGEST_DIGITS else value


def _hex(value: bytes) -> str:
    return f"0x{value.hex()}"
