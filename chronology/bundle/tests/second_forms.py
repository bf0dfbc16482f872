"""The forms of a bundle as the second checker reads them: zip, contents, keys, notes, proofs, CBOR. See there."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from chronology.bundle.tests.second_chain import Bad, need

# The outer form.


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files; what is compressed, stands twice or does not make exactly these bytes again is refused."""
    need(len(data) <= 8 * 1024 * 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            need(all(one.compress_type == 0 and one.file_size <= len(data) for one in entries))
            files = {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise Bad from error
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    need(again.getvalue() == data)
    return files


def contents(files: dict[str, bytes]) -> Any:
    """bundle.json; the files must be exactly those that it asks for, in the order of the table."""
    try:
        index = json.loads(files["bundle.json"])
        need(index["format"] == "firstlight.bundle/1" and 0 <= index["written_at"] <= 253_402_300_799)
        numbers = [one["index"] for one in index["records"]]
        beacons = [one["beacon"] for one in index["records"] if "beacon" in one]
        kinds = [one["kind"] for one in index["anchors"]]
        line = json.dumps(_spelled(index), separators=(",", ":")).encode() + b"\n"
    except (TypeError, KeyError, ValueError, RecursionError) as error:
        raise Bad from error
    need(line == files["bundle.json"])
    need(numbers == sorted(set(numbers)) and 1 <= len(numbers) <= 1000 and len(kinds) <= 16)
    wanted = ["README.txt", "bundle.json", "log.vkey", "checkpoint"]
    for number in numbers:
        wanted += [
            f"records/{number}/leaf.cbor",
            f"records/{number}/proof.tlog-proof",
            f"?records/{number}/openings.cbor",
            f"?records/{number}/members.cbor",
        ]
    for number in dict.fromkeys(beacons):
        wanted += [f"beacons/{number}/leaf.cbor", f"beacons/{number}/proof.tlog-proof"]
    names = {"evm": "evidence.cbor", "rfc3161": "checkpoint.tsr", "opentimestamps": "checkpoint.ots"}
    for place, kind in enumerate(kinds, 1):
        folder = f"anchors/{place}"
        wanted += [f"{folder}/checkpoint", f"{folder}/{names.get(kind, 'evidence')}", f"?{folder}/consistency"]
    wanted += ["?report.json", "?report.note", "?lists.json"]
    need(list(files) == [one.removeprefix("?") for one in wanted if one[0] != "?" or one[1:] in files])
    return index


def readable(files: dict[str, bytes], index: Any) -> None:
    """Proofs, openings and consistency proofs that are not of their form make the whole bundle unreadable."""
    for one in index["records"]:
        proof(files, f"records/{one['index']}/", one["index"])
        if "beacon" in one:
            proof(files, f"beacons/{one['beacon']}/", one["beacon"])
        openings(files, one["index"])
        members(files, one["index"])
    for place in range(1, len(index["anchors"]) + 1):
        consistency(files, place)


def openings(files: dict[str, bytes], number: int) -> list[tuple[int, bytes, bytes]]:
    """What was opened of a record: at least one entry, places in rising order."""
    data = files.get(f"records/{number}/openings.cbor")
    if data is None:
        return []
    found = cbor(data)
    need(isinstance(found, list) and bool(found) and all(isinstance(one, list) and len(one) == 3 for one in found))
    for place, salt, value in found:
        need(type(place) is int and 1 <= place <= 8 and isinstance(salt, bytes) and len(salt) == 32)
        need(isinstance(value, bytes) and len(value) <= 1024)
    places = [one[0] for one in found]
    need(places == sorted(set(places)))
    return [(place, salt, value) for place, salt, value in found]


def members(files: dict[str, bytes], number: int) -> list[bytes]:
    """The digests of the parts of a sealed work; the file itself is what its digest is over."""
    data = files.get(f"records/{number}/members.cbor")
    if data is None:
        return []
    found = cbor(data)
    need(isinstance(found, list) and len(found) == 2 and found[0] == "firstlight.work/1" and isinstance(found[1], list))
    need(1 <= len(found[1]) <= 1000 and all(isinstance(one, list) and len(one) == 2 for one in found[1]))
    for role, digest in found[1]:
        need(isinstance(role, str) and isinstance(digest, bytes) and len(digest) == 32)
        need(re.fullmatch("[a-z][a-z0-9_-]{0,31}", role) is not None)
    return [digest for _, digest in found[1]]


def consistency(files: dict[str, bytes], place: int) -> list[bytes]:
    """The proof between an anchored checkpoint and the bundle's; empty where there is no file."""
    data = files.get(f"anchors/{place}/consistency")
    if data is None:
        return []
    need(data.endswith(b"\n"))
    return [unbase64(one) for one in data.decode("ascii", "replace")[:-1].split("\n")]


def _spelled(index: Any) -> Any:
    records = [
        {"index": one["index"]} | ({"beacon": one["beacon"]} if "beacon" in one else {}) for one in index["records"]
    ]
    kinds = [{"kind": one["kind"]} for one in index["anchors"]]
    return {"format": index["format"], "written_at": index["written_at"], "records": records, "anchors": kinds}


# Keys and notes (C2SP signed-note, tlog-checkpoint, tlog-cosignature).


class Key:
    """name+id+base64(type, key)."""

    def __init__(self, text: str) -> None:
        parts = text.split("+", 2)
        need(len(parts) == 3 and len(parts[1]) == 8)
        self.text, self.name, data = text, parts[0], unbase64(parts[2])
        self.type, self.public, self.id = data[:1], data[1:], sha256(self.name.encode() + b"\n" + data).digest()[:4]
        need(self.id.hex() == parts[1])

    def verify(self, message: bytes, signature: bytes) -> None:
        """Ed25519, or with a time before it for a witness."""
        if self.type == b"\x04":
            message = b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + message
            signature = signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError) as error:
            raise Bad from error


def unbase64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Bad from error
    need(base64.b64encode(data).decode() == text)
    return data


def note_of(data: bytes) -> tuple[bytes, list[tuple[str, bytes, bytes]]]:
    """The text, and (name, key id, signature) of each line under it."""
    text, blank, under = data.rpartition(b"\n\n")
    need(bool(blank) and under.endswith(b"\n"))
    try:
        lines = under.decode()[:-1].split("\n")
        text.decode()
    except UnicodeDecodeError as error:
        raise Bad from error
    need(not any(one < " " and one != "\n" for one in data.decode()))
    found = []
    for line in lines:
        need(line.startswith("— "))
        name, _, encoded = line[2:].partition(" ")
        need(bool(name) and "+" not in name and not any(letter.isspace() for letter in name))
        signature = unbase64(encoded)
        need(len(signature) > 4)
        found.append((name, signature[:4], signature[4:]))
    return text + b"\n", found


def checkpoint(data: bytes, key: Key) -> tuple[int, bytes, list[tuple[str, bytes, bytes]]]:
    """Size, root and signatures of a checkpoint that the key has signed."""
    text, lines = note_of(data)
    rows = text.decode().split("\n")
    need(len(rows) >= 4 and all(rows[:-1]) and rows[0] == key.name)
    need(rows[1].isascii() and rows[1].isdigit() and str(int(rows[1])) == rows[1])
    root, own = unbase64(rows[2]), [one for one in lines if one[:2] == (key.name, key.id)]
    need(len(root) == 32 and bool(own))
    for _, _, signature in own:
        key.verify(text, signature)
    return int(rows[1]), root, lines


# Proofs and entries.


def proof(files: dict[str, bytes], folder: str, number: int) -> list[bytes]:
    """The path of a tlog-proof about this entry under the checkpoint of the bundle."""
    head, _, note = files[f"{folder}proof.tlog-proof"].partition(b"\n\n")
    lines = head.decode("ascii", "replace").split("\n")
    need(lines[:2] == ["c2sp.org/tlog-proof@v1", f"index {number}"] and note == files["checkpoint"])
    path = [unbase64(one) for one in lines[2:]]
    need(all(len(one) == 32 for one in path))
    return path


def cbor(data: bytes) -> Any:
    """Deterministic CBOR of numbers, bytes, text, lists, maps, true, false and null, and nothing after it."""

    def item(at: int) -> tuple[Any, int]:
        need(at < len(data))
        kind, small = data[at] >> 5, data[at] & 31
        at += 1
        if kind == 7:
            need(small in {20, 21, 22})
            return {20: False, 21: True, 22: None}[small], at
        need(small <= 27)
        count = small
        if small >= 24:
            width = 1 << small - 24
            count = int.from_bytes(data[at : at + width], "big")
            need(at + width <= len(data) and count >= (24 if width == 1 else 1 << 4 * width))
            at += width
        if kind == 0:
            return count, at
        need(kind in {2, 3, 4, 5} and count <= len(data))
        if kind in {2, 3}:
            part = data[at : at + count]
            need(len(part) == count)
            return (part if kind == 2 else part.decode()), at + count
        found = []
        for _ in range(count * (kind - 3)):
            value, at = item(at)
            found.append(value)
        if kind == 4:
            return found, at
        keys = found[::2]
        need(all(type(one) is int for one in keys) and keys == sorted(set(keys)))
        return dict(zip(keys, found[1::2], strict=True)), at

    try:
        value, end = item(0)
    except UnicodeDecodeError as error:
        raise Bad from error
    need(end == len(data))
    return value
