"""How an address of a wallet is written for people: whole for those who compare, short for those who read."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.statements.eip55 import to_checksum
from provenance.statements.types import Address

HEAD, TAIL = 6, 4  # 0x1234…abcd: enough to tell two of one's own apart, never enough to trust; the whole stands beside
GROUP = 7


@dataclass(frozen=True, slots=True)
class Account:
    """An address as wallets write it; `short` is for lists, `groups` for comparing by eye."""

    whole: str
    short: str
    groups: tuple[str, ...]


def account(address: Address) -> Account:
    """Return an address ready to be shown."""
    return account_of(to_checksum(address))


def account_of(text: str) -> Account:
    """Return an address that is text already (`0x` and 40 hex digits)."""
    groups = tuple(text[start : start + GROUP] for start in range(0, len(text), GROUP))
    return Account(text, f"{text[:HEAD]}…{text[-TAIL:]}", groups)
