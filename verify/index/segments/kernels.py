"""The loops over millions of codes, compiled when they are first called, and run without the interpreter's lock.

A look-up goes in passes: first all lines of bucket counts are asked for, then all buckets' postings, then all
candidates' codes, so that the memory works on many answers at once instead of on one after the other.

Compiled code is kept beside this file until this file changes: what it takes from other modules belongs to the format
of segments, and changes with its version only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from verify.index.segments import masks
from verify.index.segments.intrinsics import ones, prefetch
from verify.index.segments.layout import LINE_BITS, STRIDE
from verify.index.segments.tables import SPILLED, Found, Probes, Query, Scratch, Tables

Words = NDArray[np.uint64]

BLOCK: Final = 4096
"""Candidates noted before they are compared."""
AHEAD: Final = 48
"""How many steps ahead memory is asked for: as many answers as a core waits for at once, and some."""

FULL: Final = -1
"""No room for another hit."""
TOO_MANY: Final = -2
"""So many candidates that reading all codes in order is cheaper."""


def compiled(function: Callable[..., Any]) -> Any:
    """The function in machine code, from its first call on; compiled anew by each process where no folder keeps it.

    Kept in the folder NUMBA_CACHE_DIR names, else beside this file, else in the user's own cache.
    """
    try:
        return njit(nogil=True, cache=True)(function)
    except RuntimeError:  # none of these can be written to
        return njit(nogil=True)(function)


scrambled = compiled(masks.scrambled)


@compiled
def search(
    tables: Tables, probes: Probes, codes: Words, query: Query, scratch: Scratch, found: Found
) -> tuple[int, int]:
    """Look up one code after the other while there is room for hits; how many codes that were, and their hits.

    `query.code` and `query.keys` are room to work in.
    """
    hits = 0
    for number in range(codes.shape[0]):
        query.code[:] = codes[number]
        after = look_up(tables, probes, query, scratch, found, hits) if query.limit else TOO_MANY
        if after == TOO_MANY:
            after = read_through(tables, query, found, hits)
        if after == FULL:
            return number, hits
        found.asked[hits:after] = number
        hits = after
    return codes.shape[0], hits


@compiled
def look_up(tables: Tables, probes: Probes, query: Query, scratch: Scratch, found: Found, hits: int) -> int:
    """Write the hits of one code behind `hits` others; their number then, or FULL, or TOO_MANY."""
    candidates = 0
    lines = list_lines(probes, query, scratch)
    spans = list_spans(tables, probes, query, scratch, lines)
    for span in range(spans):
        candidates += scratch.ends[span] - scratch.starts[span]
    if candidates > query.limit:
        return TOO_MANY
    return read_candidates(tables, query, scratch, found, spans, hits)


@compiled
def list_lines(probes: Probes, query: Query, scratch: Scratch) -> int:
    """Note which lines of bucket counts to read, of which chunk, and how many buckets of each; how many lines."""
    number = 0
    for chunk in range(probes.widths.shape[0]):
        key = chunk_of(query.code, probes.offsets[chunk], probes.widths[chunk])
        own = scrambled(key >> LINE_BITS, probes.widths[chunk] - LINE_BITS)
        query.keys[chunk], mask = key, probes.mask_starts[chunk]
        for flips in range(query.radii[chunk] + 1):
            buckets = probes.low_counts[query.radii[chunk] - flips]
            for index in range(mask, probes.mask_starts[chunk] + probes.mask_counts[chunk, flips]):
                scratch.lines[number] = probes.lines[chunk] + (own ^ probes.masks[index])
                scratch.line_chunks[number], scratch.buckets[number] = chunk, buckets
                number += 1
            mask = probes.mask_starts[chunk] + probes.mask_counts[chunk, flips]
    scratch.lines[number : number + AHEAD] = 0
    return number


@compiled
def list_spans(tables: Tables, probes: Probes, query: Query, scratch: Scratch, lines: int) -> int:
    """Note where the postings of the buckets lie; how many buckets are not empty."""
    bases, counts, spans = tables.bases.ctypes.data, tables.counts.ctypes.data, 0
    for number in range(lines):
        ahead = np.int64(scratch.lines[number + AHEAD])
        prefetch(counts + ahead * 64)
        prefetch(bases + ahead * 4)
        line, chunk = np.int64(scratch.lines[number]), np.int64(scratch.line_chunks[number])
        base, low = np.int64(tables.bases[line]), query.keys[chunk] & 63
        zero = chunk * tables.codes.shape[0]
        for which in range(scratch.buckets[number]):
            bucket = low ^ probes.low_masks[which]
            start, end = borders(tables, base, line, bucket)
            scratch.starts[spans], scratch.ends[spans] = zero + start, zero + end
            spans += start < end
    scratch.starts[spans : spans + AHEAD] = 0
    return spans


@compiled
def borders(tables: Tables, base: int, line: int, bucket: int) -> tuple[int, int]:
    """Where the postings of a bucket begin and end."""
    if base & SPILLED:
        line = base ^ SPILLED
        return np.int64(tables.spilled[line, bucket]), np.int64(tables.spilled[line, bucket + 1])
    before = np.int64(tables.counts[line, bucket - 1]) if bucket else np.int64(0)
    return base + before, base + np.int64(tables.counts[line, bucket])


@compiled
def read_candidates(tables: Tables, query: Query, scratch: Scratch, found: Found, spans: int, hits: int) -> int:
    """Compare the codes of all noted buckets, a block at a time."""
    postings, waiting, first = tables.postings.ctypes.data, 0, hits
    for span in range(spans):
        prefetch(postings + scratch.starts[span + AHEAD] * 4)
        posting, end = scratch.starts[span], scratch.ends[span]
        while posting < end:
            for step in range(STRIDE):  # most buckets hold fewer: always reading so many spares guessing how many
                scratch.rows[waiting + step] = tables.postings[posting + step]
            waiting += min(STRIDE, end - posting)
            posting += STRIDE
            if waiting >= BLOCK:
                hits = compare(tables, query, scratch, found, waiting, hits)
                waiting = 0
    hits = compare(tables, query, scratch, found, waiting, hits)
    forget(scratch, found, first, min(hits, found.rows.shape[0]))
    return hits if hits <= found.rows.shape[0] else FULL


@compiled
def compare(tables: Tables, query: Query, scratch: Scratch, found: Found, waiting: int, hits: int) -> int:
    """Keep the candidates of a block that are near enough; without room for all, one more than there is room for."""
    codes, room = tables.codes.ctypes.data, found.rows.shape[0]
    scratch.rows[waiting : waiting + AHEAD] = 0
    for candidate in range(waiting):
        prefetch(codes + np.int64(scratch.rows[candidate + AHEAD]) * 32)
        row = np.int64(scratch.rows[candidate])
        apart = distance(tables.codes[row], query.code)
        if apart <= query.radius and not is_dropped(tables, row) and hits <= room:
            if hits == room:
                return room + 1
            if is_new(scratch, row):
                found.rows[hits], found.distances[hits] = row, apart
                hits += 1
    return hits


@compiled
def is_new(scratch: Scratch, row: int) -> bool:
    """Whether no other chunk led to this hit before; notes it."""
    bit = np.uint8(1 << (row & 7))
    new = scratch.seen[row >> 3] & bit == 0
    scratch.seen[row >> 3] |= bit
    return new


@compiled
def forget(scratch: Scratch, found: Found, first: int, last: int) -> None:
    """Make the next look-up begin with nothing seen."""
    for hit in range(first, last):
        scratch.seen[found.rows[hit] >> 3] = 0


@compiled
def chunk_of(code: Words, offset: int, width: int) -> int:
    """The bits of one chunk, as a number."""
    word, shift = offset >> 6, offset & 63
    value = code[word] >> np.uint64(shift)
    if shift + width > 64:
        value |= code[word + 1] << np.uint64(64 - shift)
    return np.int64(value & np.uint64((1 << width) - 1))


@compiled
def bucket_of(code: Words, offset: int, width: int) -> int:
    """In which bucket a code lies: the lowest bits of its chunk within a line, the others scrambled."""
    key = chunk_of(code, offset, width)
    return (scrambled(key >> LINE_BITS, width - LINE_BITS) << LINE_BITS) | (key & 63)


@compiled
def distance(one: Words, other: Words) -> int:
    """The bits that differ."""
    return ones(one[0] ^ other[0]) + ones(one[1] ^ other[1]) + ones(one[2] ^ other[2]) + ones(one[3] ^ other[3])


@compiled
def is_dropped(tables: Tables, row: int) -> bool:
    """Whether the row was taken out."""
    return (tables.dropped[row >> 3] >> (row & 7)) & 1 != 0


@compiled
def read_through(tables: Tables, query: Query, found: Found, hits: int) -> int:
    """As `look_up`, by comparing with all codes in order."""
    for row in range(tables.codes.shape[0]):
        apart = distance(tables.codes[row], query.code)
        if apart <= query.radius and not is_dropped(tables, row):
            if hits == found.rows.shape[0]:
                return FULL
            found.rows[hits], found.distances[hits] = row, apart
            hits += 1
    return hits


@compiled
def drop(dropped: NDArray[np.uint8], ids: NDArray[np.uint64], gone: NDArray[np.uint64], shift: int) -> int:
    """Mark the rows whose id, without its lowest `shift` bits, is in the ordered `gone`; how many were not yet."""
    number = 0
    for row in range(ids.shape[0]):
        wanted = ids[row] >> np.uint64(shift)
        if gone[0] <= wanted <= gone[-1]:
            place = np.searchsorted(gone, wanted)
            if gone[place] == wanted and not (dropped[row >> 3] >> (row & 7)) & 1:
                dropped[row >> 3] |= np.uint8(1 << (row & 7))
                number += 1
    return number


@compiled
def key_rows(codes: Words, offset: int, width: int, keyed: Words) -> None:
    """For each row its bucket in a chunk, and below that, in the low half of the word, its number."""
    for row in range(codes.shape[0]):
        keyed[row] = np.uint64((bucket_of(codes[row], offset, width) << 32) | row)


@compiled
def split(keyed: Words, postings: NDArray[np.uint32], ends: NDArray[np.uint32]) -> None:
    """Of ordered `keyed` rows: the rows alone, and where each bucket ends."""
    bucket = 0
    for place in range(keyed.shape[0]):
        own = np.int64(keyed[place] >> np.uint64(32))
        while bucket < own:
            ends[bucket] = place
            bucket += 1
        postings[place] = np.uint32(keyed[place])
    ends[bucket:] = keyed.shape[0]
