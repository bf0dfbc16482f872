from __future__ import annotations

import pytest

from provenance.statements.commitment import commitment
from provenance.statements.errors import BadMessage

DIGEST, SALT = bytes([1]) * 32, bytes([2]) * 32


def test_the_published_example_stays_what_it_is() -> None:
    """HMAC-SHA-256 by another tool: printf of domain and digest through openssl with this salt as key."""
    assert commitment(DIGEST, SALT).hex() == "f1c18f2a0c1a381da4cde4e6647f2acad4c030f5bdb64332e32c43c645900732"


def test_each_salt_and_digest_gives_another() -> None:
    made = {commitment(DIGEST, SALT), commitment(DIGEST, bytes(32)), commitment(bytes(32), SALT)}
    assert len(made) == 3


@pytest.mark.parametrize(("digest", "salt"), [(b"", SALT), (DIGEST, b"short"), (DIGEST + b"x", SALT)])
def test_other_lengths_are_refused(digest: bytes, salt: bytes) -> None:
    with pytest.raises(BadMessage):
        commitment(digest, salt)
