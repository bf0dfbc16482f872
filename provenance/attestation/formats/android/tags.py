"""The tags of an Android authorization list, with the schema versions that know each.

Source: Android key and ID attestation, schema of KeyDescription versions 1 to 4, 100, 200, 300, 400 and 500; names are
those of the published decoded examples. The version is that of the attestation, not of the operating system.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Shape(StrEnum):
    """How the value of a tag is encoded."""

    NUMBERS = "numbers"
    NUMBER = "number"
    PRESENT = "present"
    TEXT = "text"
    OCTETS = "octets"
    BOOT = "boot"
    APP = "app"
    ORIGIN = "origin"


class Tag(NamedTuple):
    """A field of the list, and the first and last schema version that has it."""

    name: str
    shape: Shape
    first: int = 1
    last: int = 1_000_000


VERSIONS: Final = (1, 2, 3, 4, 100, 200, 300, 400, 500)

TAGS: Final[Mapping[int, Tag]] = {
    1: Tag("purposes", Shape.NUMBERS),
    2: Tag("algorithms", Shape.NUMBER),
    3: Tag("keySize", Shape.NUMBER),
    4: Tag("blockModes", Shape.NUMBERS),
    5: Tag("digests", Shape.NUMBERS),
    6: Tag("paddings", Shape.NUMBERS),
    7: Tag("callerNonce", Shape.PRESENT),
    8: Tag("minMacLength", Shape.NUMBER),
    10: Tag("ecCurve", Shape.NUMBER),
    200: Tag("rsaPublicExponent", Shape.NUMBER),
    203: Tag("rsaOaepMgfDigests", Shape.NUMBERS, 100),
    303: Tag("rollbackResistance", Shape.PRESENT, 3),
    305: Tag("earlyBootOnly", Shape.PRESENT, 4),
    400: Tag("activeDateTime", Shape.NUMBER),
    401: Tag("originationExpireDateTime", Shape.NUMBER),
    402: Tag("usageExpireDateTime", Shape.NUMBER),
    405: Tag("usageCountLimit", Shape.NUMBER, 100),
    503: Tag("noAuthRequired", Shape.PRESENT),
    504: Tag("userAuthType", Shape.NUMBER),
    505: Tag("authTimeout", Shape.NUMBER),
    506: Tag("allowWhileOnBody", Shape.PRESENT),
    507: Tag("trustedUserPresenceRequired", Shape.PRESENT, 3),
    508: Tag("trustedConfirmationRequired", Shape.PRESENT, 3),
    509: Tag("unlockedDeviceRequired", Shape.PRESENT, 3),
    600: Tag("allApplications", Shape.PRESENT, 1, 2),
    601: Tag("applicationId", Shape.OCTETS, 1, 2),
    701: Tag("creationDateTime", Shape.NUMBER),
    702: Tag("origin", Shape.ORIGIN),
    703: Tag("rollbackResistant", Shape.PRESENT, 1, 2),
    704: Tag("rootOfTrust", Shape.BOOT),
    705: Tag("osVersion", Shape.NUMBER),
    706: Tag("osPatchLevel", Shape.NUMBER),
    709: Tag("attestationApplicationId", Shape.APP),
    710: Tag("attestationIdBrand", Shape.TEXT, 2),
    711: Tag("attestationIdDevice", Shape.TEXT, 2),
    712: Tag("attestationIdProduct", Shape.TEXT, 2),
    713: Tag("attestationIdSerial", Shape.TEXT, 2),
    714: Tag("attestationIdImei", Shape.TEXT, 2),
    715: Tag("attestationIdMeid", Shape.TEXT, 2),
    716: Tag("attestationIdManufacturer", Shape.TEXT, 2),
    717: Tag("attestationIdModel", Shape.TEXT, 2),
    718: Tag("vendorPatchLevel", Shape.NUMBER, 3),
    719: Tag("bootPatchLevel", Shape.NUMBER, 3),
    720: Tag("deviceUniqueAttestation", Shape.PRESENT, 4),
    721: Tag("identityCredentialKey", Shape.PRESENT, 4),
    723: Tag("attestationIdSecondImei", Shape.TEXT, 300),
    724: Tag("moduleHash", Shape.OCTETS, 400),
}


def known_in(version: int, number: int) -> Tag | None:
    """The field that a tag is in that version of the schema, or None where it has no such field."""
    tag = TAGS.get(number)
    return tag if tag and tag.first <= version <= tag.last else None
