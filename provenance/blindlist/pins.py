"""The maintainers whom a client believes, and how that changes: only by what the set before has signed.

A client starts with a set that somebody gave it by another way than the list server. Each later set is signed by a
quorum of the one before; a set that only itself has signed is refused, whoever hands it over.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from provenance.blindlist.cbor import encode
from provenance.blindlist.errors import BadBlob, EpochRefused
from provenance.blindlist.signing import KEY_BYTES, Purpose, SigningKey, signers
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet

SCHEMA: Final = "firstlight.list-set/1"
MOST_BYTES: Final = 1024 * 1024
"""Sets of nine maintainers take 4 KB; this holds more changes than an installation will see."""
MOST_MEMBERS: Final = 31
LEAST_QUORUM: Final = 2
_TEXTS: Final = ("name", "jurisdiction", "sector", "holder_url", "organisation")
_BINARY: Final = ("signing_key", "sealing_key", "wallet")


@dataclass(frozen=True, slots=True)
class SignedSet:
    """A set with the signatures of members of the set before it."""

    members: MaintainerSet
    signatures: tuple[tuple[HolderIndex, bytes], ...] = ()


def set_bytes(members: MaintainerSet) -> bytes:
    """The one spelling of a set, which the set before signs."""
    return encode({"schema": SCHEMA, **_plain(members)})


def set_digest(members: MaintainerSet) -> str:
    """SHA-256 of that spelling, 64 hex digits: what a newcomer compares by telephone."""
    return sha256(set_bytes(members)).hexdigest()


def sign_set(following: MaintainerSet, index: HolderIndex, key: SigningKey) -> tuple[HolderIndex, bytes]:
    """The signature of a member of the set before under the set that follows it."""
    return index, key.sign(Purpose.SET, set_bytes(following))


def follow(pinned: MaintainerSet, following: SignedSet) -> MaintainerSet:
    """The set that follows the pinned one; raises EpochRefused unless a quorum of the pinned one signed it."""
    require_sound(following.members)
    if following.members.number != pinned.number + 1:
        raise EpochRefused(f"Set {following.members.number} does not follow the pinned set {pinned.number}.")
    found = signers(pinned, Purpose.SET, set_bytes(following.members), following.signatures)
    if len(found) < pinned.quorum:
        raise EpochRefused(
            f"The change of the maintainers is signed by {len(found)} of the pinned ones; it takes {pinned.quorum}."
        )
    return following.members


def followed(pinned: MaintainerSet, changes: Iterable[SignedSet]) -> MaintainerSet:
    """The newest set that the pinned one leads to; sets up to the pinned one are passed over."""
    for change in sorted(changes, key=lambda one: one.members.number):
        if change.members.number > pinned.number:
            pinned = follow(pinned, change)
    return pinned


def require_sound(members: MaintainerSet) -> None:
    """Raises EpochRefused for a set in which a minority could sign, open or be counted twice."""
    count = len(members.members)
    indexes = [one.index for one in members.members]
    if not 1 <= count <= MOST_MEMBERS or sorted(indexes) != sorted(set(indexes)) or min(indexes) < 1:
        raise EpochRefused("A set of maintainers has 1 to 31 members with numbers of their own.")
    if any(
        not LEAST_QUORUM <= wanted <= count or 2 * wanted <= count for wanted in (members.quorum, members.threshold)
    ):
        raise EpochRefused("More than half of a set must sign editions, and as many must answer for its keys.")
    keys = [key for one in members.members for key in (one.signing_key, one.sealing_key)]
    if any(len(key) != KEY_BYTES for key in keys) or len(set(keys)) != len(keys):
        raise EpochRefused("Each maintainer has two keys of 32 bytes that nobody else has.")


def set_to_json(members: MaintainerSet) -> dict[str, Any]:
    """A set as JSON; keys as hex digits."""
    return {"schema": SCHEMA, **_written(_plain(members))}


def set_from_json(found: Any) -> MaintainerSet:
    """Read a set; raises BadBlob for another form and EpochRefused for an unsound one."""
    try:
        members = MaintainerSet(int(found["number"]), int(found["quorum"]), int(found["threshold"]),
                                tuple(_member(one) for one in found["members"]))  # fmt: skip
        set_bytes(members)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadBlob("This is no set of maintainers.") from error
    require_sound(members)
    return members


def signed_set_to_json(signed: SignedSet) -> dict[str, Any]:
    """A signed set as JSON."""
    signatures = [[index, base64.b64encode(one).decode()] for index, one in signed.signatures]
    return {"set": set_to_json(signed.members), "signatures": signatures}


def signed_set_from_json(found: Any) -> SignedSet:
    """Read a signed set; raises BadBlob or EpochRefused; no signature is checked yet."""
    try:
        pairs = [(HolderIndex(int(index)), base64.b64decode(one, validate=True)) for index, one in found["signatures"]]
        return SignedSet(set_from_json(found["set"]), tuple(pairs))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadBlob("This is no signed set of maintainers.") from error


def read_pins(path: Path) -> MaintainerSet:
    """The pinned set in this file (JSON as `set_to_json` writes it); raises BadBlob, EpochRefused."""
    try:
        content = path.read_bytes()[: MOST_BYTES + 1]
        found = json.loads(content)
    except (OSError, ValueError, RecursionError) as error:
        raise BadBlob(
            f"The file of pinned maintainers cannot be read: {path.name}. Get it from a maintainer."
        ) from error
    return set_from_json(found)


def _plain(members: MaintainerSet) -> dict[str, Any]:
    each = [
        {"index": one.index, **{name: getattr(one, name) for name in (*_TEXTS, *_BINARY)}} for one in members.members
    ]
    return {"number": members.number, "quorum": members.quorum, "threshold": members.threshold,
            "members": sorted(each, key=lambda one: int(one["index"]))}  # fmt: skip


def _written(plain: dict[str, Any]) -> dict[str, Any]:
    each = [{**one, **{name: one[name].hex() for name in _BINARY}} for one in plain["members"]]
    return {**plain, "members": each}


def _member(found: Mapping[str, Any]) -> Maintainer:
    return Maintainer(
        HolderIndex(int(found["index"])),
        str(found["name"]),
        bytes.fromhex(found["signing_key"]),
        bytes.fromhex(found["sealing_key"]),
        str(found["jurisdiction"]),
        str(found["sector"]),
        str(found.get("holder_url", "")),
        str(found.get("organisation", "")),
        bytes.fromhex(found.get("wallet", "")),
    )
