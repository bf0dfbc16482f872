"""How much a bundle may hold, and why; every number is checked before anything of that size is made or walked."""

from __future__ import annotations

from collections.abc import Mapping

from chronology.errors import Malformed

BUNDLE_BYTES_LIMIT = 8 * 1024 * 1024
"""One record takes about 15 KiB with all anchors; 1,000 records with full leaves and a long report stay below this."""

RECORDS_LIMIT = 1_000
"""The most records under one checkpoint; each takes about a tenth of a millisecond, so this limits time too."""

ANCHORS_LIMIT = 16
"""Four kinds of anchor exist; several of each are useful, more are an attempt to keep a checker busy."""

LATER_ENTRIES_LIMIT = 1_000_000
"""How many later entries `--refresh` reads; beyond it the answer says where it stopped."""

ENTRIES_LIMIT = 6 * RECORDS_LIMIT + 4 * ANCHORS_LIMIT + 8
"""Every file of the largest bundle: four a record, two a beacon, three an anchor, and the few at the top."""

INDEX_BYTES_LIMIT = 128 * 1024
"""`bundle.json` takes about 40 bytes a record."""

LEAF_BYTES_LIMIT = 65_535
"""The longest entry that a log takes (C2SP tlog-tiles: its length is two bytes)."""

OPENINGS_BYTES_LIMIT = 16 * 1024
"""Eight fields of at most a kilobyte each, and their salts."""

MEMBERS_BYTES_LIMIT = 128 * 1024
"""A thousand parts of a work with the longest roles take about 70 KiB."""

PROOF_BYTES_LIMIT = 72 * 1024
"""A path of 63 hashes is 3 KiB; the rest is the checkpoint and its cosignatures."""

CHECKPOINT_BYTES_LIMIT = 64 * 1024
"""Three lines and room for a hundred Ed25519 cosignatures, or for fifteen of the long post-quantum ones."""

PATH_LIMIT = 64
"""A tree of 2^64 entries is this high."""

SIGNATURES_LIMIT = 100
"""Each takes a third of a millisecond to check."""

EVIDENCE_BYTES_LIMIT = 1024 * 1024
"""Two proofs of a busy block are about 20 KiB, a time-stamp token with its chain about 8 KiB."""

REPORT_BYTES_LIMIT = 4 * 1024 * 1024
"""The longest report the site lets out of its media process is as long."""

NOTE_BYTES_LIMIT = 4 * 1024
"""The signature of a report: four lines and one signature."""

LISTS_BYTES_LIMIT = 64 * 1024
"""Names and digests of the lists used, about 200 bytes each."""

README_BYTES_LIMIT = 16 * 1024
"""Words for people; never read by the checker."""

JSON_DEPTH_LIMIT = 64
"""A report is nine levels deep; a deeper text is refused before it is decoded."""

LIMITS: tuple[tuple[str, int], ...] = (
    ("README.txt", README_BYTES_LIMIT),
    ("bundle.json", INDEX_BYTES_LIMIT),
    ("log.vkey", 512),
    ("checkpoint", CHECKPOINT_BYTES_LIMIT),
    ("leaf.cbor", LEAF_BYTES_LIMIT),
    ("proof.tlog-proof", PROOF_BYTES_LIMIT),
    ("openings.cbor", OPENINGS_BYTES_LIMIT),
    ("members.cbor", MEMBERS_BYTES_LIMIT),
    ("consistency", PATH_LIMIT * 45),
    ("report.json", REPORT_BYTES_LIMIT),
    ("report.note", NOTE_BYTES_LIMIT),
    ("lists.json", LISTS_BYTES_LIMIT),
)
"""The limit of each file by the last part of its name; what is not named here is evidence."""


def require_limits(files: Mapping[str, bytes], *, records: int, anchors: int) -> None:
    """Raise Malformed where a file or the number of them is over its limit."""
    if not 0 < records <= RECORDS_LIMIT or anchors > ANCHORS_LIMIT:
        raise Malformed(f"A bundle holds 1 to {RECORDS_LIMIT} records and at most {ANCHORS_LIMIT} anchors.")
    allowed = dict(LIMITS)
    for name, content in files.items():
        limit = allowed.get(name.rpartition("/")[2], EVIDENCE_BYTES_LIMIT)
        if len(content) > limit:
            raise Malformed(f"{name} of this bundle is longer than the {limit} bytes it may have.")
