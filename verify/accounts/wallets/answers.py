"""What came of a signature that was brought back."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.statements.types import Address, ChainId, TypedDigest
from verify.accounts.wallets.models import Purpose


@dataclass(frozen=True, slots=True)
class Shown:
    """The key of this address signed the text that was asked for, for this purpose, just now."""

    address: Address
    chain_id: ChainId
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Undecided:
    """The address may be a contract wallet: only a node can tell whether it holds this signature good."""

    address: Address
    chain_id: ChainId
    purpose: Purpose
    digest: TypedDigest
    signature: bytes
