"""What a moment rests on, in words: a block of a chain, witnesses, an authority, a calendar."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from verify.ledger.values import Moment
from verify.pages.presentation.chronology.path import counted
from verify.pages.presentation.words import Words

DEVELOPMENT: Words = gettext_lazy("development chain: proves nothing to outsiders")
# Names from the public list of EIP-155 chain ids; a chain that is not here is called by its number.
CHAINS: dict[int, str] = {
    1: "Ethereum",
    10: "OP Mainnet",
    100: "Gnosis",
    137: "Polygon",
    8453: "Base",
    42161: "Arbitrum One",
    80002: "Polygon Amoy, a test chain",
    11155111: "Sepolia, a test chain",
}
OTHER_GROUNDS: dict[str, Words] = {
    "witnesses": gettext_lazy("a checkpoint that witnesses cosigned"),
    "authority": gettext_lazy("a stamp of a time-stamp authority"),
    "calendar": gettext_lazy("an OpenTimestamps proof"),
}


def chain_name(chain_id: int | None, *, development: bool) -> str:
    """Return how a chain is called on a page."""
    if development:
        return _("the development chain")
    return CHAINS.get(chain_id or 0) or _("chain %(number)s") % {"number": chain_id}


def ground(moment: Moment | None) -> str:
    """Return what a moment rests on, or nothing where there is no moment."""
    if moment is None:
        return ""
    if moment.source != "block":
        return str(OTHER_GROUNDS.get(moment.source, moment.source))
    return block_name(moment.block_number, chain_name(moment.chain_id, development=moment.development))


def block_name(number: int | None, chain: str) -> str:
    """Return how a block is called, with its number where that is known."""
    if number is None:
        return _("a block of %(chain)s") % {"chain": chain}
    return _("block %(number)s of %(chain)s") % {"number": counted(number), "chain": chain}
