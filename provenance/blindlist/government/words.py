"""Single maintainers' words: a cancellation is signed by a wallet; stations see it, the public sees its hash.

Whoever writes into the list server's store can write an act that cancels; no wallet will have signed it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

from provenance.blindlist.government.ballots import SignedBallot, address_of_wallet, ballot_to_json, from_text
from provenance.blindlist.government.codec import canonical, hex_at, word_at
from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.types import Act, ActKind, CancelReason, Plain, Register
from provenance.blindlist.types import HolderIndex


def cancel_name(reason: CancelReason) -> str:
    """What stands in the signed word, so that the wallet shows what is cancelled and why."""
    return f"cancel {reason.value}"


def proof_of(word: SignedBallot) -> str:
    """The digest by which the public act names a signed word; its random parts keep it from being guessed."""
    return sha256(canonical(ballot_to_json(word))).hexdigest()


def check_cancel(act: Act, signed: Mapping[str, Plain] | str, register: Register) -> HolderIndex:
    """The seat whose wallet signed this cancellation; raises BadAct, BadBallot where none did.

    A station keeps who cancelled in which case, because a seat may do it once under whatever pseudonym.
    """
    if act.kind is not ActKind.CANCELLED:
        raise BadAct("word.act", "This act is no cancellation.")
    word = from_text(signed if isinstance(signed, str) else json.dumps(signed))
    reason = word_at(act.body, "reason", CancelReason)
    told = (word.ballot.case_hash.hex(), word.ballot.round, proof_of(word))
    if told != (act.case, cancel_name(reason), hex_at(act.body, "proof", 64)):
        raise BadAct("word.other", "What was signed is about something else.")
    for one in register.maintainers.members:
        if address_of_wallet(one.wallet) == word.signer:
            return one.index
    raise BadAct("word.stranger", "No maintainer's wallet signed this cancellation.")
