"""Writing DER by hand, for tests that need statements no library would write."""

from __future__ import annotations


def tlv(kind: int, content: bytes) -> bytes:
    """One value with a one-byte tag."""
    return bytes([kind]) + _length(content) + content


def _length(content: bytes) -> bytes:
    if len(content) < 0x80:
        return bytes([len(content)])
    size = (len(content).bit_length() + 7) // 8
    return bytes([0x80 | size]) + len(content).to_bytes(size)


def context(number: int, content: bytes) -> bytes:
    """A constructed context tag, in its long form from 31 on."""
    if number < 31:
        return tlv(0xA0 | number, content)
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.insert(0, number & 0x7F | 0x80)
    return b"\xbf" + bytes(digits) + _length(content) + content


def integer(value: int, kind: int = 0x02) -> bytes:
    """An INTEGER, or another kind of number."""
    return tlv(kind, value.to_bytes(value.bit_length() // 8 + 1, signed=True))


def octets(content: bytes) -> bytes:
    """An OCTET STRING."""
    return tlv(0x04, content)


def sequence(*parts: bytes) -> bytes:
    """A SEQUENCE."""
    return tlv(0x30, b"".join(parts))


def set_of(*parts: bytes) -> bytes:
    """A SET."""
    return tlv(0x31, b"".join(sorted(parts)))
