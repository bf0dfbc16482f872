"""The caps of one leaf, each with its reason."""

from __future__ import annotations

from typing import Final

LEAF_BYTES: Final = 65_535
"""Largest leaf: C2SP tlog-tiles writes the length of an entry as 16 bits."""

DEPTH: Final = 6
"""Containers inside containers: our own leaves need three, later formats get some room."""

TEXT: Final = 1_000
"""Characters of one text, such as an origin or a cosignature line."""

ROLE: Final = 32
"""Characters of a member's role: a word such as `headline`."""

MEDIA_TYPE: Final = 127
"""Characters of a media type: RFC 6838 section 4.2 allows 127 on either side of the slash; none in use is that long."""

LINKS: Final = 100
"""Earlier records that one record may name: an edit has a handful of ingredients."""

MEMBERS: Final = 1_000
"""Parts of one work: a long picture story; more would not fit into a leaf."""

WORK_BYTES: Final = 128 * 1024
"""The list of a work's members with the longest roles takes about 70 kilobytes."""

SEALED_VALUE: Final = 1_024
"""Bytes of one sealed value: digests, identifiers and links; bodies live outside."""

OPENINGS_BYTES: Final = 16_384
"""Largest file of openings: eight values of full length, with their salts."""
