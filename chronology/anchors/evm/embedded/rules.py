"""The rules of the embedded chain: Prague, no proof of work or stake, one account that holds all coins."""

from __future__ import annotations

from datetime import datetime

from eth.abc import BlockHeaderAPI
from eth.chains.base import MiningChain
from eth.consensus.applier import ConsensusApplier
from eth.consensus.noproof import NoProofConsensus
from eth.db.atomic import AtomicDB
from eth.typing import AccountDetails, HeaderParams
from eth.vm.forks.prague import PragueVM
from eth_account import Account
from eth_typing import Address as EvmAddress
from eth_typing import BlockNumber as EvmBlockNumber

from chronology.anchors.evm.contract import load_artefact
from chronology.anchors.evm.development import EMBEDDED_CHAIN_ID
from chronology.anchors.evm.embedded.blocks import Words
from chronology.anchors.evm.values import RawTransaction, Wei

FAUCET_KEY = bytes(31) + b"\x01"
"""Known to everybody, as is the first key of every development chain. Coins here have no worth."""

GAS_LIMIT = 30_000_000
"""Of a block; as on public chains."""

TIP = Wei(1_000_000_000)
"""What the chain says that a usual tip is: one gwei."""

_COINS = Wei(10**27)
_DEPLOY_GAS = 500_000


class Rules(MiningChain):
    """py-evm's chain with our id; seals are not checked, as there are none."""

    chain_id = int(EMBEDDED_CHAIN_ID)
    vm_configuration = ConsensusApplier(NoProofConsensus).amend_vm_configuration(((EvmBlockNumber(0), PragueVM),))


def open_rules(words: Words) -> Rules:
    """The chain at its present head, read from these words."""
    return Rules(AtomicDB(words))


def begin(words: Words, at: datetime) -> None:
    """Write the first block, and the second, which deploys the contract."""
    if words.exists(b"v1:canonical_head_hash"):
        return
    faucet = EvmAddress(bytes.fromhex(Account.from_key(FAUCET_KEY).address[2:]))
    holdings: AccountDetails = {"balance": int(_COINS), "nonce": 0, "code": b"", "storage": {}}
    first = int(at.timestamp()) - 1
    parameters: dict[str, HeaderParams] = {"difficulty": 0, "gas_limit": GAS_LIMIT, "timestamp": first}
    Rules.from_genesis(AtomicDB(words), parameters, {faucet: holdings})
    chain = open_rules(words)
    deploying = {"to": b"", "data": load_artefact().creation_bytes, "gas": _DEPLOY_GAS, "value": 0}
    add_block(chain, at, from_faucet(chain, deploying))


def from_faucet(chain: Rules, fields: dict[str, object]) -> RawTransaction:
    """A transaction of the faucet's account, signed."""
    account = Account.from_key(FAUCET_KEY)
    nonce = chain.get_vm().state.get_nonce(EvmAddress(bytes.fromhex(account.address[2:])))
    fees = {"maxFeePerGas": 2 * base_fee(chain.header) + TIP, "maxPriorityFeePerGas": TIP}
    signed = account.sign_transaction({**fields, **fees, "chainId": EMBEDDED_CHAIN_ID, "nonce": nonce, "type": 2})
    return RawTransaction(bytes(signed.raw_transaction))


def add_block(chain: Rules, at: datetime, *transactions: RawTransaction) -> BlockHeaderAPI:
    """Make the next block of these transactions; its time is `at`, or one second after its parent's."""
    decode = chain.get_vm().get_transaction_builder().decode
    chain.header = chain.header.copy(timestamp=max(int(at.timestamp()), _parent_time(chain) + 1), gas_limit=GAS_LIMIT)
    made, _, _ = chain.mine_all([decode(raw) for raw in transactions])
    return made.imported_block.header


def _parent_time(chain: Rules) -> int:
    return int(chain.get_canonical_head().timestamp)


def base_fee(header: BlockHeaderAPI) -> Wei:
    """What one gas costs in this block before any tip."""
    return Wei(header.base_fee_per_gas or 0)
