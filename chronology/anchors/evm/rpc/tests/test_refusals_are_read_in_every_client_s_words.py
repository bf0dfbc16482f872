from __future__ import annotations

import pytest

from chronology.anchors.evm.chain import Sending
from chronology.anchors.evm.rpc.refusals import meaning

SAID = (
    ("already known", Sending.KNOWN),  # geth, bor
    ("transaction already imported", Sending.KNOWN),  # anvil
    ("AlreadyKnown", Sending.KNOWN),  # nethermind
    ("Known transaction", Sending.KNOWN),  # besu
    ("nonce too low: next nonce 5, tx nonce 4", Sending.NONCE_USED),
    ("OldNonce, Current nonce: 5, nonce of rejected tx: 4", Sending.NONCE_USED),
    ("replacement transaction underpriced", Sending.UNDERPRICED),
    ("transaction underpriced: gas tip cap 1, minimum needed 25000000000", Sending.UNDERPRICED),
    ("max fee per gas less than block base fee: address 0x…", Sending.UNDERPRICED),
    ("FeeTooLow, EffectivePriorityFeePerGas too low", Sending.UNDERPRICED),
    ("ReplacementNotAllowed", Sending.UNDERPRICED),
    ("insufficient funds for gas * price + value: balance 0", Sending.NO_FUNDS),
    ("Insufficient funds for gas * price + value", Sending.NO_FUNDS),
    ("Upfront cost exceeds account balance", Sending.NO_FUNDS),
    ("exceeds block gas limit", Sending.REFUSED),
    ("", Sending.REFUSED),
)


@pytest.mark.parametrize(("said", "meant"), SAID)
def test_what_a_node_says_is_understood(said: str, meant: Sending) -> None:
    assert meaning(f"{{'code': -32000, 'message': '{said}'}}") is meant
