"""What an Android device says about a key: the KeyDescription in the extension of its certificate, by schema version.

The walk is our own because field devices write what general decoders refuse. Tags must ascend, each once, as DER asks
for; a tag that the version does not know, or whose value is of another shape, is skipped and named. Values are the
device's words and hold serial numbers and IMEIs: they stay in memory. Source: Android key and ID attestation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, TypeVar

from provenance.attestation import der
from provenance.attestation.formats.android.tags import VERSIONS, Shape, Tag, known_in

OID: Final = bytes.fromhex("2b06010401d679020111")
"""1.3.6.1.4.1.11129.2.1.17"""

_FIELDS: Final = 8

E = TypeVar("E", bound=IntEnum)


class Secured(IntEnum):
    """Where a key or an attestation was made."""

    SOFTWARE = 0
    TRUSTED_ENVIRONMENT = 1
    STRONG_BOX = 2


class Boot(IntEnum):
    """What the boot loader made of the operating system."""

    VERIFIED = 0
    SELF_SIGNED = 1
    UNVERIFIED = 2
    FAILED = 3


class Origin(IntEnum):
    """How a key came into the keystore."""

    GENERATED = 0
    DERIVED = 1
    IMPORTED = 2
    UNKNOWN = 3
    SECURELY_IMPORTED = 4


@dataclass(frozen=True, slots=True)
class RootOfTrust:
    """The state in which the device started."""

    boot_key: bytes = field(repr=False)
    locked: bool
    boot: Boot
    boot_hash: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class App:
    """Who asked for the key: package names with versions, and digests of the certificates that signed them."""

    packages: tuple[tuple[str, int], ...]
    signers: tuple[bytes, ...]


Value = int | bool | str | bytes | tuple[int, ...] | RootOfTrust | App | Origin
Authorizations = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class KeyDescription:
    """The whole statement; `beyond` are numbers of tags that this version's schema does not have so."""

    version: int
    attested_by: Secured
    keymint_version: int
    kept_by: Secured
    challenge: bytes
    unique_id: bytes = field(repr=False)
    software: Authorizations = field(repr=False)
    hardware: Authorizations = field(repr=False)
    beyond: tuple[int, ...] = ()

    @property
    def known_version(self) -> bool:
        """Whether the schema of this version is one that is read here as it was published."""
        return self.version in VERSIONS


def description_of(extension: bytes) -> KeyDescription:
    """The statement in an extension's value; raises NotDer where it does not follow its schema."""
    found = der.parts(der.one(extension, der.SEQUENCE).content)
    if len(found) != _FIELDS:
        raise der.NotDer("not a key description")
    version = der.integer(found[0])
    beyond: list[int] = []
    software, hardware = (_authorizations(one, version, beyond) for one in found[6:])
    return KeyDescription(
        version, _enumerated(Secured, found[1]), der.integer(found[2]), _enumerated(Secured, found[3]),
        der.octets(found[4]), der.octets(found[5]), software, hardware, tuple(beyond),
    )  # fmt: skip


def _authorizations(whole: der.Item, version: int, beyond: list[int]) -> Authorizations:
    if whole.kind != der.SEQUENCE:
        raise der.NotDer("not a list of authorizations")
    read: dict[str, Value] = {}
    last = 0
    for item in der.parts(whole.content):
        number = der.explicit(item)
        if number is None or number <= last:
            raise der.NotDer("tags do not ascend")
        last = number
        tag = known_in(version, number)
        value = _value(tag, item) if tag else None
        if tag is None or value is None:
            beyond.append(number)
        else:
            read[tag.name] = value
    return read


def _value(tag: Tag, item: der.Item) -> Value | None:
    """The value of a field, or None where it is written in another way; what decides anything must be written so."""
    try:
        return _READ[tag.shape](der.one(item.content))
    except der.NotDer:
        if tag.shape in (Shape.BOOT, Shape.ORIGIN):
            raise
        return None


def _enumerated(kind: type[E], item: der.Item) -> E:
    try:
        return kind(der.integer(item))
    except ValueError as problem:
        raise der.NotDer("an unknown name") from problem


def _numbers(item: der.Item) -> tuple[int, ...]:
    if item.kind != der.SET:
        raise der.NotDer("not a set")
    return tuple(der.integer(one) for one in der.parts(item.content))


def _present(item: der.Item) -> bool:
    if item.encoded != b"\x05\x00":
        raise der.NotDer("not a mark")
    return True


def _text(item: der.Item) -> str:
    return der.octets(item).decode("utf-8", "replace")


def _boot(item: der.Item) -> RootOfTrust:
    inside = der.parts(item.content)
    if item.kind != der.SEQUENCE or len(inside) not in (3, 4):
        raise der.NotDer("not a root of trust")
    key, locked, boot = der.octets(inside[0]), der.boolean(inside[1]), _enumerated(Boot, inside[2])
    return RootOfTrust(key, locked, boot, der.octets(inside[3]) if len(inside) == 4 else None)


def _app(item: der.Item) -> App:
    inside = der.parts(der.one(der.octets(item), der.SEQUENCE).content)
    if [one.kind for one in inside] != [der.SET, der.SET]:
        raise der.NotDer("not an application")
    packages = tuple(_package(one) for one in der.parts(inside[0].content))
    return App(packages, tuple(der.octets(one) for one in der.parts(inside[1].content)))


def _package(item: der.Item) -> tuple[str, int]:
    inside = der.parts(item.content)
    if item.kind != der.SEQUENCE or len(inside) != 2:
        raise der.NotDer("not a package")
    return _text(inside[0]), der.integer(inside[1])


_READ: Final[Mapping[Shape, Callable[[der.Item], Value]]] = {
    Shape.NUMBERS: _numbers,
    Shape.NUMBER: der.integer,
    Shape.PRESENT: _present,
    Shape.TEXT: _text,
    Shape.OCTETS: der.octets,
    Shape.BOOT: _boot,
    Shape.APP: _app,
    Shape.ORIGIN: lambda item: _enumerated(Origin, item),
}
