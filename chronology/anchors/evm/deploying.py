"""Put the ownerless contract on a chain, once for everybody; whoever does it has no rights over it afterwards."""

from __future__ import annotations

from dataclasses import dataclass

import rlp
from eth_account import Account
from eth_hash.auto import keccak

from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.contract.artefact import load_artefact
from chronology.anchors.evm.lane.fees import first_fees
from chronology.anchors.evm.recursion import bound_recursion
from chronology.anchors.evm.values import Address, Gas, RawTransaction, TxHash

bound_recursion()

DEPLOY_GAS = Gas(300_000)
"""Deploying costs 149,000; what is not used is not paid."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """A signed transaction that makes the contract, not sent yet, and the address that it will have."""

    raw: RawTransaction
    hash: TxHash
    contract: Address


def deployment(client: ChainClient, key: bytes) -> Deployment:
    """Sign the creation of the contract with this key; raises PeerUnavailable where the node is silent."""
    account = Account.from_key(key)
    address = bytes.fromhex(account.address[2:])
    nonce, fees = client.nonce(Address(address)), first_fees(client.fees())
    signed = account.sign_transaction(
        {
            "type": 2,
            "chainId": client.chain_id(),
            "nonce": nonce,
            "to": b"",
            "value": 0,
            "data": load_artefact().creation_bytes,
            "gas": DEPLOY_GAS,
            "maxFeePerGas": fees.max_fee,
            "maxPriorityFeePerGas": fees.max_tip,
        }
    )
    contract = Address(keccak(rlp.encode([address, nonce]))[12:])
    return Deployment(RawTransaction(bytes(signed.raw_transaction)), TxHash(bytes(signed.hash)), contract)
