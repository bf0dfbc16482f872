"""The chain part of the second checker: Keccak, RLP, Merkle-Patricia proofs, key recovery; from docs/evm-anchors.md."""

from __future__ import annotations

from typing import Any

MASK = 2**64 - 1
PRIME = 2**256 - 2**32 - 977
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
BASE = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)
Point = tuple[int, int] | None


class Bad(Exception):
    """Something does not hold or cannot be read."""


def need(holds: bool) -> None:
    """Stop here where it does not hold."""
    if not holds:
        raise Bad


def keccak(data: bytes) -> bytes:
    """Keccak-256 with the padding of before SHA-3."""
    data += b"\x01" + bytes(-(len(data) + 1) % 136)
    data = data[:-1] + bytes([data[-1] | 0x80])
    lanes = [[0] * 5 for _ in range(5)]
    for start in range(0, len(data), 136):
        for number in range(17):
            at = start + 8 * number
            lanes[number % 5][number // 5] ^= int.from_bytes(data[at : at + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lanes[x][0].to_bytes(8, "little") for x in range(4))


def _permuted(lanes: list[list[int]]) -> list[list[int]]:
    register = 1
    for _ in range(24):
        columns = [a ^ b ^ c ^ d ^ e for a, b, c, d, e in lanes]
        mixed = [columns[x - 1] ^ _turned(columns[(x + 1) % 5], 1) for x in range(5)]
        lanes = [[lanes[x][y] ^ mixed[x] for y in range(5)] for x in range(5)]
        x, y, current = 1, 0, lanes[1][0]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            current, lanes[x][y] = lanes[x][y], _turned(current, (step + 1) * (step + 2) // 2)
        for y in range(5):
            row = [lanes[x][y] for x in range(5)]
            for x in range(5):
                lanes[x][y] = row[x] ^ ~row[(x + 1) % 5] & row[(x + 2) % 5] & MASK
        for power in range(7):
            register = (register << 1 ^ (register >> 7) * 0x71) % 256
            if register & 2:
                lanes[0][0] ^= 1 << (1 << power) - 1
    return lanes


def _turned(lane: int, by: int) -> int:
    by %= 64
    return (lane << by | lane >> 64 - by) & MASK


def unrlp(data: bytes) -> Any:
    """One RLP item and nothing after it."""
    value, rest = _item(data)
    need(not rest)
    return value


def _item(data: bytes) -> tuple[Any, bytes]:
    need(bool(data))
    first = data[0]
    if first < 0x80:
        return data[:1], data[1:]
    short, long = (0x80, 0xB7) if first < 0xC0 else (0xC0, 0xF7)
    start, length = 1, first - short
    if first > long:
        start += first - long
        length = int.from_bytes(data[1:start], "big")
        need(length > 55 and data[1] != 0)
    body, rest = data[start : start + length], data[start + length :]
    need(len(body) == length)
    if first < 0xC0:
        need(not (length == 1 and body[0] < 0x80))
        return body, rest
    items = []
    while body:
        one, body = _item(body)
        items.append(one)
    return items, rest


def rlp(value: Any) -> bytes:
    """The RLP of bytes or a list."""
    if isinstance(value, bytes):
        if len(value) == 1 and value[0] < 0x80:
            return value
        return _headed(value, 0x80)
    return _headed(b"".join(map(rlp, value)), 0xC0)


def _headed(body: bytes, short: int) -> bytes:
    if len(body) <= 55:
        return bytes([short + len(body)]) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes([short + 55 + len(length)]) + length + body


def proven(root: bytes, place: int, nodes: list[bytes]) -> bytes:
    """The item at this place, by a Merkle-Patricia proof of which every node lies on the way."""
    number = b"" if place == 0 else place.to_bytes((place.bit_length() + 7) // 8, "big")
    key, rest, wanted = _nibbles(rlp(number)), list(nodes), root
    need(1 <= len(rest) <= 16)
    node: Any = None
    while True:
        if node is None:
            need(bool(rest) and keccak(rest[0]) == wanted)
            node = unrlp(rest.pop(0))
        if len(node) == 17:
            step, key = (16, key) if not key else (key[0], key[1:])
        else:
            path, last = _prefix(node[0])
            need(key[: len(path)] == path)
            key, step = key[len(path) :], 1
            if last:
                key, step = [*key, -1], 1
        value = node[step]
        if step == 16 or (len(node) == 2 and key[-1:] == [-1]):
            need(not rest and key in ([], [-1]) and bool(value))
            return bytes(value)
        node, wanted = (value, b"") if isinstance(value, list) else (None, value)


def _nibbles(data: bytes) -> list[int]:
    return [nibble for byte in data for nibble in (byte >> 4, byte & 15)]


def _prefix(data: bytes) -> tuple[list[int], bool]:
    flag, *path = _nibbles(data)
    need(flag < 4)
    return (path if flag & 1 else path[1:]), flag >= 2


def recovered(digest: bytes, odd: int, r: int, s: int) -> bytes:
    """The address whose key made this signature."""
    need(0 < r < ORDER and 0 < s <= ORDER // 2 and odd in {0, 1})
    y = pow(r**3 + 7, (PRIME + 1) // 4, PRIME)
    need(y * y % PRIME == (r**3 + 7) % PRIME)
    made: Point = (r, y if y & 1 == odd else PRIME - y)
    inverse = pow(r, -1, ORDER)
    message = int.from_bytes(digest, "big")
    public = _added(_times(BASE, -message * inverse % ORDER), _times(made, s * inverse % ORDER))
    if public is None:
        raise Bad
    return keccak(public[0].to_bytes(32, "big") + public[1].to_bytes(32, "big"))[12:]


def _added(one: Point, other: Point) -> Point:
    if one is None or other is None:
        return other if one is None else one
    if one[0] == other[0] and (one[1] + other[1]) % PRIME == 0:
        return None
    if one == other:
        slope = 3 * one[0] ** 2 * pow(2 * one[1], -1, PRIME)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, PRIME)
    x = (slope**2 - one[0] - other[0]) % PRIME
    return x, (slope * (one[0] - x) - one[1]) % PRIME


def _times(point: Point, by: int) -> Point:
    total: Point = None
    while by:
        if by & 1:
            total = _added(total, point)
        point, by = _added(point, point), by >> 1
    return total


def check_evm(evidence: Any, log_id: bytes, size: int, root: bytes) -> tuple[int, int]:
    """Chain id and block time of evidence that anchors exactly this tree."""
    need(isinstance(evidence, dict) and sorted(evidence) == [0, 1, 2, 3, 4, 5] and evidence[0] == 1)
    header = unrlp(evidence[1])
    need(isinstance(header, list) and 15 <= len(header) <= 32)
    raw = proven(header[4], evidence[2], evidence[3])
    receipt = proven(header[5], evidence[2], evidence[4])
    need(raw[:1] == receipt[:1] == b"\x02")
    call = unrlp(raw[1:])
    need(len(call) == 12)
    sender = recovered(keccak(b"\x02" + rlp(call[:9])), _number(call[9]), _number(call[10]), _number(call[11]))
    words = log_id + size.to_bytes(32, "big") + root
    need(call[7] == keccak(b"anchor(bytes32,uint64,bytes32)")[:4] + words)
    status, _, _, logs = unrlp(receipt[1:])
    topics = [keccak(b"Anchored(address,bytes32,uint64,bytes32)"), sender.rjust(32, b"\0"), log_id]
    need(status == b"\x01" and logs[evidence[5]] == [call[5], topics, words[32:]])
    return _number(call[0]), _number(header[11])


def _number(data: bytes) -> int:
    need(isinstance(data, bytes) and data[:1] != b"\0")
    return int.from_bytes(data, "big")
