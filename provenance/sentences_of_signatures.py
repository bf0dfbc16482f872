"""Sentences about one signature alone: whose key made it, never whether what was signed is true."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "signature.holds": "The key of the account that is named made this signature.",
    "signature.may_be_contract": "The key of this account did not make the signature. The account may be a contract "
    "wallet, which only a node of its chain can tell; none was asked.",
    "signature.high_s": "The account's key made this signature, but somebody rewrote it into a form that is not "
    "accepted. Ask for the signature as the wallet gave it.",
    "signature.contract_holds": "The wallet, which is a contract, confirmed this signature at the block named here.",
    "signature.contract_not_final": "The wallet, which is a contract, confirmed this signature at a block that the "
    "chain may still take back. It is asked again.",
    "signature.contract_held": "The wallet, which is a contract, confirmed this signature when it was recorded. It no "
    "longer does: its keys changed since.",
    "signature.contract_refuses": "The wallet, which is a contract, says that it did not sign this.",
    "signature.other_key": "Another key than this account's made the signature, and the account is no contract.",
    "signature.no_node": "The account may be a contract wallet, and no node of its chain is set up to ask. "
    "That says nothing about the signature.",
    "signature.node_silent": "The account may be a contract wallet, and no node of its chain answered. "
    "That says nothing about the signature; it is asked again.",
    "signature.state_gone": "The account may be a contract wallet. What it said when this came cannot be asked any "
    "more: the nodes keep no state so old. That says nothing about the signature.",
    "signature.wallet_not_deployed": "The wallet, which is a contract, is not on the chain yet. "
    "Signatures of such wallets cannot be checked here until it is.",
    "signature.too_long": "The signature is longer than is passed on to a wallet here.",
    "content.same": "The message names exactly these bytes.",
    "content.other": "The message names other bytes than these. That does not say which of the two was changed.",
    "content.sealed": "The statement is sealed: whether it is about these bytes shows only who has its opening.",
    "content.not_given": "No content was given to hold the statement against.",
    "content.none": "This message is about no content.",
}
