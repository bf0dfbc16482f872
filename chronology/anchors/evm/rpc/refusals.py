"""What nodes mean when they refuse a transaction: each client has its own words, the codes say little."""

from __future__ import annotations

from chronology.anchors.evm.chain import Sending

# The words of geth and bor, erigon, nethermind, besu, reth and anvil; looked for in this order, without spaces.
WORDS = (
    (Sending.KNOWN, ("alreadyknown", "alreadyimported", "knowntransaction", "alreadyinthepool")),
    (Sending.NONCE_USED, ("noncetoolow", "nonceistoolow", "oldnonce", "nonce_too_low")),
    (Sending.NO_FUNDS, ("insufficientfunds", "insufficientbalance", "upfrontcost", "outoffund")),
    (
        Sending.UNDERPRICED,
        (
            "underpriced",
            "feetoolow",
            "gaspricetoolow",
            "lessthanblockbasefee",
            "gastipcap",
            "maxfeepergastoolow",
            "gas_price_too_low",
            "replacementnotallowed",
            "gaspricebelow",
        ),
    ),
)


def meaning(refusal: str) -> Sending:
    """Read a node's refusal; what nobody knows is REFUSED."""
    words = "".join(refusal.lower().split())
    return next((sending for sending, known in WORDS if any(word in words for word in known)), Sending.REFUSED)
