"""The fee wallet: a key that is handed in, kept in memory, and that signs nothing but calls to one contract."""

from __future__ import annotations

from eth_account import Account
from eth_account.signers.local import LocalAccount

from chronology.anchors.evm.recursion import bound_recursion
from chronology.anchors.evm.values import Address, RawTransaction, Signed, Transaction, TxHash
from chronology.errors import Malformed
from chronology.types import Randomness

KEY_BYTES = 32

bound_recursion()


def make_key(randomness: Randomness) -> bytes:
    """A new private key, 32 bytes."""
    return randomness(KEY_BYTES)


class KeyWallet:
    """Signs by secp256k1 with deterministic nonces (RFC 6979): the same transaction twice has the same hash."""

    def __init__(self, key: bytes, *, only_to: Address) -> None:
        """Raises Malformed where the key is none; its bytes never appear in an error."""
        try:
            self._account: LocalAccount = Account.from_key(key)
        except Exception:  # noqa: BLE001 the library's errors print the key
            raise Malformed("The key of the fee wallet must hold 32 random bytes.") from None
        self._only_to = only_to
        self.address = Address(bytes.fromhex(self._account.address[2:]))

    def __repr__(self) -> str:
        return f"KeyWallet(0x{self.address.hex()})"

    def sign(self, transaction: Transaction) -> Signed:
        """Sign a call to the contract; raises Malformed for any other receiver."""
        if transaction.to != self._only_to:
            raise Malformed("The fee wallet signs calls to its contract only.")
        signed = self._account.sign_transaction(
            {
                "type": 2,
                "chainId": transaction.chain_id,
                "nonce": transaction.nonce,
                "to": transaction.to,
                "value": 0,
                "data": transaction.data,
                "gas": transaction.gas,
                "maxFeePerGas": transaction.max_fee,
                "maxPriorityFeePerGas": transaction.max_tip,
            }
        )
        return Signed(RawTransaction(bytes(signed.raw_transaction)), TxHash(bytes(signed.hash)))
