"""`python -m chronology.anchors.evm.deploy --rpc URL --key FILE [--send]`: put the contract on a chain.

Needed once for a chain; whoever has its address may anchor with it. Without --send nothing leaves this machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from chronology.anchors.evm.abi import head_call, read_head
from chronology.anchors.evm.chain import ChainClient, Sending
from chronology.anchors.evm.deploying import DEPLOY_GAS, Deployment, deployment
from chronology.anchors.evm.lane.fees import first_fees
from chronology.anchors.evm.rpc import RpcClient
from chronology.anchors.evm.values import BlockNumber
from chronology.anchors.evm.wallet import KEY_BYTES, KeyWallet
from chronology.errors import ChronologyError, Malformed, PeerUnavailable
from chronology.types import LogId

WAIT_SECONDS = 1800.0
"""The slowest public chains call a block final after some fifteen minutes."""
PAUSE_SECONDS = 2.0
GWEI = 10**9

T = TypeVar("T")
Say = Callable[[str], object]


def plan(client: ChainClient, key: bytes, say: Say) -> Deployment:
    """Sign the creation, and tell what it would cost whom."""
    made = deployment(client, key)
    account = KeyWallet(key, only_to=made.contract).address
    price = first_fees(client.fees()).max_fee
    say(f"Chain {client.chain_id()}, account 0x{account.hex()}, which holds {client.balance(account) // GWEI:,} gwei.")
    say(f"Deploying costs at most {DEPLOY_GAS * price // GWEI:,} gwei. The contract will be 0x{made.contract.hex()}.")
    return made


def carry_out(client: ChainClient, made: Deployment, say: Say, pause: Callable[[float], object] = time.sleep) -> None:
    """Send it and wait until its block is final; raises PeerUnavailable where the chain does not take it."""
    said = client.send(made.raw)
    if said not in {Sending.ACCEPTED, Sending.KNOWN}:
        raise PeerUnavailable(f"The node did not take the transaction ({said}); look at the account's coins.")
    say(f"Sent as 0x{made.hash.hex()}. Waiting until its block is final ...")
    number = _mined(client, made, pause)
    _until(lambda: client.finalized().number >= number or None, pause)
    read_head(client.call(made.contract, head_call(made.contract, LogId(bytes(32)))))
    say(f"The contract is there. Set:\nEVM_CHAIN_ID={client.chain_id()}\nEVM_CONTRACT=0x{made.contract.hex()}")


def _mined(client: ChainClient, made: Deployment, pause: Callable[[float], object]) -> BlockNumber:
    mined = _until(lambda: client.mined(made.hash), pause)
    if not mined.succeeded:
        raise PeerUnavailable("The chain took the transaction and did not make the contract; nothing else was changed.")
    return mined.block_number


def _until(ask: Callable[[], T | None], pause: Callable[[float], object]) -> T:
    for _ in range(int(WAIT_SECONDS / PAUSE_SECONDS)):
        answer = ask()
        if answer is not None:
            return answer
        pause(PAUSE_SECONDS)
    raise PeerUnavailable("The transaction is sent but not final yet. Look it up later; do not send a second one.")


def _key(path: Path) -> bytes:
    try:
        key = path.read_bytes()
    except OSError as error:
        raise Malformed(f"The key {path.name} cannot be read ({error.strerror}); name the file with --key.") from error
    if len(key) != KEY_BYTES:
        raise Malformed(f"The key {path.name} must hold {KEY_BYTES} bytes, as keys/wallet.key of an installation does.")
    return key


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when done, 2 where something that was named does not fit, 3 where the node is silent."""
    parser = argparse.ArgumentParser(prog="python -m chronology.anchors.evm.deploy", description="Deploy the contract.")
    parser.add_argument("--rpc", required=True, help="a node of the chain, http:// or https://")
    parser.add_argument("--key", required=True, type=Path, help="32 bytes: DATA_DIR/keys/wallet.key, or any other key")
    parser.add_argument("--send", action="store_true", help="really send it, and pay for it")
    given = parser.parse_args(arguments)
    try:
        client = RpcClient(given.rpc)
        made = plan(client, _key(given.key), _say)
        if given.send:
            carry_out(client, made, _say)
        else:
            _say("Nothing was sent. Repeat with --send to do it.")
    except Malformed as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except ChronologyError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
