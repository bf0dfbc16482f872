"""How often an attested key had signed before: a count that was used for something else is a replay."""

from __future__ import annotations

from provenance.attestation.types import ContentDigest, KeyDigest, Reader


def replayed(key: KeyDigest, count: int, content: ContentDigest, reader: Reader) -> bool:
    """Whether what the reader remembers of this key rules this count out.

    A capture may be looked at again, and captures in any order; so a remembered capture speaks only against the same
    count for other content, and a remembered answer to a challenge against every count that is not higher.
    """
    mine = [one for one in reader.counters if one.key == key]
    used = any(one.count == count and one.content not in (None, content) for one in mine)
    return used or any(one.content is None and count <= one.count for one in mine)
