"""How a campaign is numbered: from its name, so that a consent to the number is a consent to that name."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

import rfc8785

from provenance.statements.errors import BadMessage

DOMAIN: Final = b"firstlight/campaign/1\0"
LONGEST_NAME: Final = 100
"""Characters: a wallet shows a number, the page beside it shows this."""
NONCE_BYTES: Final = 32


def campaign_id(name: str, nonce: bytes) -> bytes:
    """SHA-256 over the name and 32 random bytes, which keep two campaigns of one name apart. Raises BadMessage."""
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable() or len(nonce) != NONCE_BYTES:
        raise BadMessage("campaign.name", f"A campaign has a name of one line, at most {LONGEST_NAME} characters.")
    return sha256(DOMAIN + rfc8785.dumps({"name": name, "nonce": nonce.hex()})).digest()
