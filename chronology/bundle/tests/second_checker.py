"""A second checker of bundles, written from docs/bundle.md and the pages it names, and from nothing else.

It shares no line with the library: the standard library and `cryptography` for Ed25519, all else by hand, slow and
short. It does not look at time-stamp tokens and .ots files. It answers with the claims that stand, as the codes of
docs/bundle.md, and the interval of each record.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from chronology.bundle.tests.second_chain import Bad, check_evm, need
from chronology.bundle.tests.second_forms import (
    Key,
    cbor,
    checkpoint,
    consistency,
    contents,
    members,
    note_of,
    openings,
    proof,
    readable,
    unzipped,
)

DEVELOPMENT = {987735, 1337, 31337}
RANKS = ["cosigned", "matches_supplied_header", "development_chain"]


@dataclass
class Said:
    """Claims as (subject, code), and [earliest, latest] of each record in Unix seconds."""

    claims: set[tuple[str, str]] = field(default_factory=set)
    intervals: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)


@dataclass
class Ground:
    """Size and root of the checkpoint, the latest ends (code, time, size), and which record names which digest."""

    head: tuple[int, bytes]
    ends: list[tuple[str, int, int]]
    digests: dict[bytes, int] = field(default_factory=dict)


@dataclass
class Reader:
    """What the reader brings: keys as text (a witness with its operator), a digest, and the present."""

    logs: list[str]
    witnesses: list[tuple[str, str]]
    media: bytes
    at: int


def check(data: bytes, reader: Reader) -> Said:
    """Steps 1 to 7 of docs/bundle.md; an unreadable bundle claims nothing."""
    said = Said()
    try:
        files = unzipped(data)
        index = contents(files)
        readable(files, index)
        key = Key(files["log.vkey"].decode().removesuffix("\n"))
        size, root, lines = checkpoint(files["checkpoint"], key)
    except (Bad, KeyError, ValueError):
        return said
    said.claims.add(("checkpoint", _whose(key, reader)))
    cosigned = cosignatures(files["checkpoint"], lines, reader, key, said)
    ground = Ground((size, root), anchors(files, index, key, (size, root), said))
    if cosigned is not None:
        ground.ends.append(("cosigned", cosigned, size))
    for entry in index["records"]:
        record(files, entry, ground, reader, said)
    report(files, key, reader, ground.digests, said)
    return said


def _whose(key: Key, reader: Reader) -> str:
    if key.text in reader.logs:
        return "signed_by_listed_log"
    return "log_not_listed" if reader.logs else "log_key_came_along"


def house(name: str) -> str:
    """The last two labels of the host in a key's name."""
    host = name.partition("/")[0].partition(":")[0].lower().rstrip(".")
    return ".".join(host.split(".")[-2:])


def cosignatures(
    data: bytes, lines: list[tuple[str, bytes, bytes]], reader: Reader, log: Key, said: Said
) -> int | None:
    """Step 2; the time by which three separate operators had seen the checkpoint."""
    text, _ = note_of(data)
    earliest: dict[str, int] = {}
    publics, own = {log.public}, house(log.name)
    for vkey, operator in reader.witnesses:
        key = Key(vkey)
        if key.type != b"\x04" or key.public in publics or own in {operator, house(key.name)}:
            continue
        publics.add(key.public)
        for _, _, signature in [one for one in lines if one[:2] == (key.name, key.id)]:
            try:
                key.verify(text, signature)
            except Bad:
                continue
            time = int.from_bytes(signature[:8], "big")
            if time > reader.at + 600:
                continue
            earliest[operator] = min(time, earliest.get(operator, time))
    said.claims.add(("checkpoint", "cosigned" if len(earliest) >= 3 else "operator_word_only"))
    return sorted(earliest.values())[2] if len(earliest) >= 3 else None


# Trees (RFC 9162 section 2.1.3.2 and 2.1.4.2, by recursion over the tree's shape).


def parent(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def included(leaf: bytes, number: int, head: tuple[int, bytes], path: list[bytes]) -> None:
    size, root = head
    need(number < size)

    def climb(at: int, count: int, rest: list[bytes]) -> bytes:
        if count == 1:
            need(not rest)
            return sha256(b"\x00" + leaf).digest()
        need(bool(rest))
        half = 1 << (count - 1).bit_length() - 1
        if at < half:
            return parent(climb(at, half, rest[:-1]), rest[-1])
        return parent(rest[-1], climb(at - half, count - half, rest[:-1]))

    need(climb(number, size, path) == root)


def one_history(one: tuple[int, bytes], other: tuple[int, bytes], path: list[bytes]) -> None:
    (old, old_root), (new, new_root) = sorted((one, other), key=lambda head: head[0])
    if old == new:
        need(not path and old_root == new_root)
        return
    need(old > 0)

    def climb(at: int, count: int, rest: list[bytes], *, whole: bool) -> tuple[bytes, bytes]:
        """The old and the new root of a subtree of `count` entries, of which the old tree has the first `at`."""
        if at == count:
            if whole:
                need(not rest)
                return old_root, old_root
            need(len(rest) == 1)
            return rest[0], rest[0]
        need(bool(rest))
        half = 1 << (count - 1).bit_length() - 1
        if at <= half:
            left_old, left_new = climb(at, half, rest[:-1], whole=whole)
            return left_old, parent(left_new, rest[-1])
        right_old, right_new = climb(at - half, count - half, rest[:-1], whole=False)
        return parent(rest[-1], right_old), parent(rest[-1], right_new)

    need(climb(old, new, path, whole=True) == (old_root, new_root))


# Entries (docs/records.md).


def record(files: dict[str, bytes], entry: Any, ground: Ground, reader: Reader, said: Said) -> None:
    """Steps 3, 4 and 7."""
    head = ground.head
    number, subject = entry["index"], f"record {entry['index']}"
    leaf = files[f"records/{number}/leaf.cbor"]
    try:
        included(leaf, number, head, proof(files, f"records/{number}/", number))
    except Bad:
        return
    said.claims.add((subject, "included"))
    named = names(files, number, cbor(leaf), said)
    for one in named:
        ground.digests.setdefault(one, number)
    if named:
        said.claims.add((subject, "names_this_file" if reader.media in named else "names_another_file"))
    after = beacon(files, entry, head, reader, said) if "beacon" in entry else None
    before = min((RANKS.index(code), at) for code, at, size in ground.ends if number < size)[1] if ground.ends else None
    clash = after is not None and before is not None and after > before
    said.intervals[number] = (None, None) if clash else (after, before)


def names(files: dict[str, bytes], number: int, leaf: Any, said: Said) -> list[bytes]:
    """The digests that the record shows: its content and members, or an opened content that fits."""
    opened, parts = openings(files, number), members(files, number)
    if leaf[1] == 1:
        return [] if opened or parts else [leaf[3], *(digest for _, digest in leaf.get(7, []))]
    if not opened:
        return []
    found = []
    for place, salt, value in opened:
        message = b"firstlight.sealed/1\x00" + bytes([place]) + value
        if hmac.digest(salt, message, "sha256") != leaf[11][place - 1]:
            return []
        found += [value] if place == 2 else []
    if parts and found != [sha256(files[f"records/{number}/members.cbor"]).digest()]:
        return []
    found += parts
    said.claims.add((f"record {number}", "opened"))
    return found


def beacon(files: dict[str, bytes], entry: Any, head: tuple[int, bytes], reader: Reader, said: Said) -> int | None:
    """Step 4, for blocks; cosignatures of other logs are not looked at."""
    number = entry["beacon"]
    try:
        need(number < entry["index"])
        leaf = files[f"beacons/{number}/leaf.cbor"]
        included(leaf, number, head, proof(files, f"beacons/{number}/", number))
        sort, chain, _, _, time = cbor(leaf)[10]
        need(sort == 1 and time <= reader.at + 600)
    except (Bad, KeyError, TypeError, ValueError):
        return None
    said.claims.add((f"beacon {number}", "beacon_development" if chain in DEVELOPMENT else "beacon_named"))
    return int(time)


# Anchors and reports.


def anchors(
    files: dict[str, bytes], index: Any, key: Key, head: tuple[int, bytes], said: Said
) -> list[tuple[str, int, int]]:
    """Step 5, for chains: (code, time, size) of each that holds."""
    ends = []
    for place, one in enumerate(index["anchors"], 1):
        if one["kind"] != "evm":
            continue
        try:
            size, root, _ = checkpoint(files[f"anchors/{place}/checkpoint"], key)
            one_history(head, (size, root), consistency(files, place))
            evidence = cbor(files[f"anchors/{place}/evidence.cbor"])
            chain, time = check_evm(evidence, sha256(key.text.encode()).digest(), size, root)
        except (Bad, KeyError, TypeError, ValueError, IndexError):
            continue
        code = "development_chain" if chain in DEVELOPMENT else "matches_supplied_header"
        said.claims.add((f"anchor {place}", code))
        ends.append((code, time, size))
    return ends


def report(files: dict[str, bytes], log: Key, reader: Reader, digests: dict[bytes, int], said: Said) -> None:
    """Step 6. Python's JSON is the canonical form where a report has no fractions and only plain names."""
    if "report.json" not in files or "report.note" not in files:
        return
    try:
        given = json.loads(files["report.json"].decode())
        plain = json.dumps(given, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        text, lines = note_of(files["report.note"])
        first, name, _, digest, last = text.decode().split("\n")
        need((first, last, digest) == ("firstlight.report-signature/1", "", sha256(plain).hexdigest()))
        keys = [one for one in [*map(Key, reader.logs), log] if (one.name, one.id) == lines[0][:2] == (name, one.id)]
        need(bool(keys))
        keys[0].verify(text, lines[0][2])
    except (Bad, ValueError):
        return
    listed = keys[0].text in reader.logs
    said.claims.add(("report", "report_signed" if listed else "report_key_came_along"))
    about = bytes.fromhex(given["media"]["sha256"])
    if digests:
        said.claims.add(("report", "report_of_record" if about in digests else "report_of_other_file"))
    if "lists.json" in files:
        try:
            same = json.loads(files["lists.json"].decode()) == {"lists": given["made_with"]["lists"]}
        except ValueError:
            return
        said.claims.add(("lists", "lists_of_report" if same else "lists_differ"))
