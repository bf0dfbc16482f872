"""What the chain says to a transaction that is handed in: there is no pool, it goes into a block or is refused."""

from __future__ import annotations

from eth.abc import SignedTransactionAPI
from eth.exceptions import PyEVMError
from eth_utils.exceptions import ValidationError
from rlp.exceptions import RLPException

from chronology.anchors.evm.chain import Sending
from chronology.anchors.evm.development import EMBEDDED_CHAIN_ID
from chronology.anchors.evm.embedded.reading import mined_of
from chronology.anchors.evm.embedded.rules import Rules, base_fee
from chronology.anchors.evm.values import RawTransaction, TxHash

MAX_TRANSACTION_BYTES = 131_072
"""As in the pools of public nodes."""


def read_transaction(chain: Rules, raw: RawTransaction) -> SignedTransactionAPI | None:
    """The transaction; None where these bytes are none that this chain would take."""
    if len(raw) > MAX_TRANSACTION_BYTES:
        return None
    try:
        transaction = chain.get_vm().get_transaction_builder().decode(raw)
        transaction.validate()
        chain.get_vm().validate_transaction_against_header(chain.header, transaction)
    except (RLPException, ValidationError, PyEVMError, ValueError, TypeError, IndexError):
        return None
    # py-evm itself would run what was signed for another chain.
    if transaction.chain_id != EMBEDDED_CHAIN_ID or transaction.gas < transaction.intrinsic_gas:
        return None
    return transaction


def objection(chain: Rules, transaction: SignedTransactionAPI) -> Sending | None:
    """Why this transaction cannot go into the next block; None where it can."""
    state, sender = chain.get_vm().state, transaction.sender
    if mined_of(chain, TxHash(transaction.hash)) is not None:
        return Sending.KNOWN
    if transaction.nonce < state.get_nonce(sender):
        return Sending.NONCE_USED
    if transaction.nonce > state.get_nonce(sender):
        return Sending.REFUSED
    if transaction.max_fee_per_gas < base_fee(chain.header):
        return Sending.UNDERPRICED
    if state.get_balance(sender) < transaction.value + transaction.gas * transaction.max_fee_per_gas:
        return Sending.NO_FUNDS
    return None
