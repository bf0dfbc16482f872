"""What signatures are good for here, from the settings alone; lower parts of the site ask here, wiring hands it on."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from chronology.anchors.evm.development import EMBEDDED_CONTRACT
from provenance.statements.types import Address, ChainId, Domain


def statement_domain() -> Domain:
    """The chain that wallets sign for, and the contract that anchors our log."""
    contract = anchoring_contract() if settings.EVM_RPC_URLS else EMBEDDED_CONTRACT
    return Domain(ChainId(settings.STATEMENT_CHAIN_ID), Address(contract))


def has_node() -> bool:
    """Whether workers can ask about contract wallets; the nodes themselves are in verify/node_wiring.py."""
    return bool(settings.STATEMENT_RPC_URLS)


def anchoring_contract() -> bytes:
    """The address in EVM_CONTRACT, 20 bytes; raises ImproperlyConfigured."""
    try:
        found = bytes.fromhex(settings.EVM_CONTRACT.removeprefix("0x"))
    except ValueError:
        found = b""
    if len(found) != 20:
        raise ImproperlyConfigured("EVM_CONTRACT must be the address of the contract: 0x and 40 hexadecimal digits.")
    return found
