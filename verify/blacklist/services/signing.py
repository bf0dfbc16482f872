"""What a wallet is asked to sign here, and whether it was the right wallet that did."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from provenance.blindlist.government.ballots import Ballot, SignedBallot, address_of_wallet
from provenance.blindlist.government.codec import seconds
from provenance.blindlist.types import Maintainer
from verify.blacklist.errors import BadBallot
from verify.blacklist.services.writing import now
from verify.signing_domain import statement_domain

AHEAD_SECONDS: Final = 300
"""How far ahead of ours the time in a ballot may be: it was ours when the ballot was made."""

AGE_SECONDS: Final = 3_600
"""How long a ballot may lie before it comes: signing on another machine takes minutes."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A ballot for a wallet: what it shows, what goes back beside the signature, and the code, shown once."""

    ballot: Ballot
    typed_data: dict[str, object]
    unsigned: dict[str, object]
    opening: str = field(repr=False)


def require_own(signed: SignedBallot, member: Maintainer, case: str) -> None:
    """Raises BadBallot unless this maintainer's wallet signed it, for this site and case, and lately."""
    if signed.signer != address_of_wallet(member.wallet):
        raise BadBallot("ballot.signer", "This is signed by another wallet than the one of your seat. Sign again.")
    if signed.domain != statement_domain() or signed.ballot.case_hash.hex() != case:
        raise BadBallot("ballot.case", "This was signed for another case or another site. Sign again.")
    age = seconds(now()) - signed.ballot.time
    if not -AHEAD_SECONDS <= age <= AGE_SECONDS:
        raise BadBallot("ballot.time", "This was signed too long ago. Ask for a new one and sign it.")
