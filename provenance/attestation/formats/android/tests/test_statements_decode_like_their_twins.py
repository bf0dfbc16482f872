from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from provenance.attestation import der
from provenance.attestation.chain_certificates import chain_of
from provenance.attestation.formats.android.description import (
    OID,
    App,
    KeyDescription,
    Origin,
    RootOfTrust,
    description_of,
)
from provenance.attestation.formats.android.tags import TAGS, Shape
from provenance.attestation.formats.android.tests.corpus import folder, phones
from provenance.attestation.tests.writing_der import context, integer, octets, sequence, set_of, tlv

TWINS = "akita/sdk34/SB_RSA_NONE", "akita/sdk34/TEE_EC_NONE", "akita/sdk34/TEE_RSA_BASE+IMEI", \
    "akita/sdk34/TEE_RSA_NONE", "akita/sdk34/TEE_RSA_NONE_USERAUTH", "caiman/sdk36/SB_EC_RKP", \
    "caiman/sdk36/TEE_EC_RKP", "marlin/sdk29/TEE_EC_NONE", "marlin/sdk29/TEE_RSA_NONE", \
    "tegu/sdk37/TEE_MAX_USAGE_COUNT", "tegu/sdk37/TEE_TRUSTED_CONF"  # fmt: skip


def as_twin(value: Any) -> Any:
    """A decoded value as the published examples write it."""
    if isinstance(value, Origin):
        return value.name
    if isinstance(value, RootOfTrust):
        return {
            "verifiedBootKey": as_twin(value.boot_key), "deviceLocked": value.locked,
            "verifiedBootState": value.boot.name, "verifiedBootHash": as_twin(value.boot_hash),
        }  # fmt: skip
    if isinstance(value, App):
        packages = [{"name": name, "version": str(version)} for name, version in value.packages]
        return {"packages": packages, "signatures": [as_twin(one) for one in value.signers]}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value if isinstance(value, bool | str) else str(value)


def whole(said: KeyDescription) -> dict[str, Any]:
    return {
        "attestationVersion": str(said.version), "attestationSecurityLevel": said.attested_by.name,
        "keyMintVersion": str(said.keymint_version), "keyMintSecurityLevel": said.kept_by.name,
        "attestationChallenge": as_twin(said.challenge), "uniqueId": as_twin(said.unique_id),
        "softwareEnforced": {name: as_twin(value) for name, value in said.software.items()},
        "hardwareEnforced": {name: as_twin(value) for name, value in said.hardware.items()},
    }  # fmt: skip


def twin(file: Path) -> dict[str, Any]:
    said = json.loads(file.read_text())
    for part in ("softwareEnforced", "hardwareEnforced"):
        # Whether tags ascend is no field; that they do is what reading them at all says.
        assert said.get(part, {}).pop("areTagsOrdered", True) is True
    return dict(said)


@pytest.mark.parametrize("name", TWINS)
def test_a_reference_statement_says_what_its_twin_says(name: str) -> None:
    file = folder() / "aosp-keyattestation" / f"{name}.pem"
    leaf = chain_of(file.read_bytes())[0]
    assert whole(description_of(leaf.values_of(OID)[0])) == twin(file.with_suffix(".json"))


def written(name: str, value: Any, shape: Shape) -> bytes:
    """A field of a twin, written as DER by the test's own hand."""
    if shape is Shape.BOOT:
        keys = [base64.b64decode(value[part]) for part in ("verifiedBootKey", "verifiedBootHash")]
        boot = ("VERIFIED", "SELF_SIGNED", "UNVERIFIED", "FAILED").index(value["verifiedBootState"])
        locked = tlv(1, b"\xff" if value["deviceLocked"] else b"\x00")
        return sequence(octets(keys[0]), locked, integer(boot, 0x0A), octets(keys[1]))
    if shape is Shape.APP:
        packages = [sequence(octets(one["name"].encode()), integer(int(one["version"]))) for one in value["packages"]]
        signers = [octets(base64.b64decode(one)) for one in value["signatures"]]
        return octets(sequence(set_of(*packages), set_of(*signers)))
    return {
        Shape.NUMBERS: lambda: set_of(*(integer(int(one)) for one in value)),
        Shape.NUMBER: lambda: integer(int(value)),
        Shape.PRESENT: lambda: b"\x05\x00",
        Shape.TEXT: lambda: octets(value.encode()),
        Shape.OCTETS: lambda: octets(base64.b64decode(value)),
        Shape.ORIGIN: lambda: integer(("GENERATED", "DERIVED", "IMPORTED").index(value)),
    }[shape]()


def test_the_example_of_every_field_reads_back_whole() -> None:
    said = twin(folder() / "aosp-keyattestation" / "complete_authlist.json")
    # No schema at hand numbers this field: a phone that has it is read without it.
    del said["softwareEnforced"]["mlDsaVariant"]
    lists = []
    for part in ("softwareEnforced", "hardwareEnforced"):
        # That version of the schema has one of two fields for what is named alike; the example names the older one.
        numbers = {tag.name: number for number, tag in TAGS.items()} | {"rollbackResistant": 303}
        fields = {numbers[name]: written(name, value, TAGS[numbers[name]].shape) for name, value in said[part].items()}
        lists.append(sequence(*(context(number, fields[number]) for number in sorted(fields))))
    unique, challenge = (base64.b64decode(said[name]) for name in ("uniqueId", "attestationChallenge"))
    encoded = sequence(
        integer(400), integer(1, 0x0A), integer(400), integer(1, 0x0A), octets(challenge), octets(unique), *lists
    )
    read = whole(description_of(encoded))
    read["softwareEnforced"]["rollbackResistant"] = read["softwareEnforced"].pop("rollbackResistance")
    assert read == said


def test_every_phone_of_the_field_has_a_statement_of_a_known_version() -> None:
    for phone in phones():
        said = description_of(phone.certificates[0].values_of(OID)[0])
        assert said.known_version
        assert said.beyond == ()
        assert said.challenge == phone.challenge


def test_tags_that_do_not_ascend_are_no_statement() -> None:
    file = folder() / "aosp-keyattestation" / "invalid" / "tags_not_in_ascending_order.pem"
    leaf = chain_of(file.read_bytes())[0]
    with pytest.raises(der.NotDer, match="ascend"):
        description_of(leaf.values_of(OID)[0])


@pytest.mark.parametrize(
    ("number", "read"), [(3, True), (5, True), (503, True), (709, True), (702, False), (704, False)]
)
def test_an_odd_value_is_skipped_unless_something_hangs_on_it(number: int, read: bool) -> None:
    odd = context(number, octets(b"\x30\x03odd"))
    parts = integer(3), integer(1, 0x0A), integer(4), integer(1, 0x0A), octets(b""), octets(b""), sequence()
    if read:
        said = description_of(sequence(*parts, sequence(odd)))
        assert (said.hardware, said.beyond) == ({}, (number,))
    else:
        with pytest.raises(der.NotDer):
            description_of(sequence(*parts, sequence(odd)))


def test_fields_a_version_does_not_have_are_named_and_not_read() -> None:
    said = description_of(
        sequence(
            integer(3), integer(1, 0x0A), integer(4), integer(1, 0x0A), octets(b""), octets(b""), sequence(),
            sequence(context(724, octets(b"x")), context(999, b"\x05\x00")),
        )
    )  # fmt: skip
    assert (said.hardware, said.beyond) == ({}, (724, 999))
