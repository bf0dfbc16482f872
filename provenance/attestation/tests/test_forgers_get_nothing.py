"""A thousand forged attestations of secure elements: none earns anything, no honest one is refused, and every part of
the check that could be forgotten is missed by at least one forger when it is.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache

import cbor2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from provenance.attestation import judging, vouching
from provenance.attestation.demo_camera.making import Camera
from provenance.attestation.demo_camera.shooting import attestation_of
from provenance.attestation.earning import earns_capture
from provenance.attestation.findings import findings_of
from provenance.attestation.formats import cose_sign1, secure_element
from provenance.attestation.judging import Made
from provenance.attestation.strict_cbor import deterministic
from provenance.attestation.tests.workshop import (
    CAMERA,
    CONTENT,
    NOW,
    OTHER,
    PLANT,
    READER,
    ROOT,
    Certified,
    Known,
    Wish,
    attested,
    certified,
    new_key,
    over_digest,
    root_of,
)
from provenance.attestation.types import (
    ContentDigest,
    Evidence,
    Format,
    Level,
    Platform,
    Reader,
    Revocation,
    RevocationEvidence,
)
from provenance.types import State

FORMS: dict[str, Format] = {"secure_element": secure_element.FORMAT, "cose_sign1": cose_sign1.FORMAT}
ROUNDS = 28


def camera_of(own: Certified, *above: Certified) -> Camera:
    return Camera(own, tuple(one.der for one in above))  # type: ignore[arg-type]


HONEST = camera_of(CAMERA, PLANT)
EDWARDS = camera_of(certified(Wish("Camera Ed", serial="E-1"), PLANT, ed25519.Ed25519PrivateKey.generate()), PLANT)
WITH_ROOT = camera_of(CAMERA, PLANT, ROOT)


@cache
def forgers() -> tuple[Camera, ...]:
    """Devices that no listed maker made, each with a chain that a careless check might take."""
    stranger_root = certified(Wish("A Maker Root", authority=True))
    stranger_plant = certified(Wish("A Maker Plant", authority=True), stranger_root)
    under_camera = certified(Wish("Camera", serial="F-1"), CAMERA)
    no_basic = certified(Wish("Half a plant", authority=None), PLANT)
    too_deep = certified(Wish("A plant below a plant", authority=True), PLANT)
    no_signing = certified(Wish("No signer", authority=True, may_sign_certificates=False), ROOT)
    lapsed = certified(Wish("Old plant", authority=True, ends=NOW - timedelta(days=1)), ROOT)
    future = certified(Wish("New plant", authority=True, begins=NOW + timedelta(days=1)), ROOT)
    constrained = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.3.6.1.4.1.99999.1"), b"\x05\x00")
    limited = certified(Wish("Limited plant", authority=True, extra=constrained), ROOT)
    fresh = Wish("Camera", serial="F-2")
    weak = certified(Wish("Weak plant", authority=True), ROOT, rsa.generate_private_key(65537, 1024))
    return (
        camera_of(certified(fresh, weak), weak),
        camera_of(certified(fresh, stranger_plant), stranger_plant, stranger_root),
        camera_of(certified(fresh, stranger_plant), stranger_plant, ROOT),
        camera_of(certified(fresh, stranger_plant), PLANT, ROOT),
        camera_of(certified(fresh), PLANT),
        camera_of(certified(fresh, under_camera), under_camera, CAMERA, PLANT),
        camera_of(under_camera, CAMERA, PLANT),
        camera_of(certified(fresh, no_basic), no_basic, PLANT),
        camera_of(certified(fresh, too_deep), too_deep, PLANT, ROOT),
        camera_of(certified(fresh, no_signing), no_signing),
        camera_of(certified(fresh, lapsed), lapsed),
        camera_of(certified(fresh, future), future),
        camera_of(certified(fresh, limited), limited),
        camera_of(Certified(new_key(), CAMERA.certificate), PLANT),
        camera_of(Certified(new_key(), ROOT.certificate)),
        camera_of(certified(fresh, Certified(new_key(), PLANT.certificate)), PLANT),
    )


def content(number: int) -> ContentDigest:
    return ContentDigest(hashlib.sha256(number.to_bytes(4)).digest())


def forged(form: str, chance: random.Random) -> Iterator[tuple[bytes, ContentDigest]]:
    """One attestation by each forger, then honest ones that were carried to another content or altered."""
    digest = content(chance.randrange(2**32))
    for forger in forgers():
        yield attestation_of(forger, digest, form), digest
    yield attestation_of(HONEST, digest, form), OTHER
    yield altered(attestation_of(HONEST, digest, form), chance), digest
    yield relabelled(form, digest), digest


def relabelled(form: str, digest: bytes) -> bytes:
    """An honest signature over another content, with this one's digest written where the signed one stood."""
    if form == "secure_element":
        return attested(OTHER, change=lambda fields: {**fields, 4: digest})
    protected, header, _, signature = cbor2.loads(attestation_of(HONEST, OTHER, form)).value
    return deterministic(cbor2.CBORTag(18, [protected, dict(header), digest, signature]))


def altered(attestation: bytes, chance: random.Random) -> bytes:
    """One bit of an honest attestation changed, anywhere."""
    changed = bytearray(attestation)
    place = chance.randrange(8 * len(changed))
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def accepted(form: str, attestation: bytes, digest: ContentDigest, reader: Reader = READER) -> bool:
    return earns_capture(FORMS[form].verify(attestation, digest, NOW, reader))


def all_forged(rounds: int) -> Iterator[tuple[str, bytes, ContentDigest]]:
    chance = random.Random(20261122)
    for _ in range(rounds):
        for form in FORMS:
            for attestation, digest in forged(form, chance):
                yield form, attestation, digest


def test_no_forgery_is_taken() -> None:
    tried = list(all_forged(ROUNDS))
    assert len(tried) >= 1_000
    assert [form for form, attestation, digest in tried if accepted(form, attestation, digest)] == []


@pytest.mark.parametrize("by", [HONEST, EDWARDS, WITH_ROOT], ids=["chain", "ed25519", "with root"])
@pytest.mark.parametrize("form", FORMS)
def test_no_honest_capture_is_refused(form: str, by: Camera) -> None:
    digests = [content(number) for number in range(20)]
    assert all(accepted(form, attestation_of(by, one, form), one) for one in digests)


def forget(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(vouching, name, lambda *_, **__: name not in {"_not_understood"})


FORGETFUL: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "who may issue": lambda patch: forget(patch, "_is_authority"),
    "whether the chain fits": lambda patch: forget(patch, "_issued"),
    "critical extensions": lambda patch: forget(patch, "_not_understood"),
    "the signature": lambda patch: patch.setattr(secure_element, "made_over_digest", lambda *_: Made.MADE),
    "the dates": lambda patch: patch.setattr(vouching, "LAPSED", None),
    "weak keys": lambda patch: patch.setattr(vouching, "_short", lambda _: False),
    "a lapse": lambda patch: patch.setattr(judging, "_best", lambda signed, _: signed.best),
}


@pytest.mark.parametrize("forgotten", FORGETFUL)
def test_a_check_that_forgets_a_part_is_noticed(forgotten: str, monkeypatch: pytest.MonkeyPatch) -> None:
    FORGETFUL[forgotten](monkeypatch)
    assert any(accepted(*one) for one in all_forged(1))


def test_a_check_that_forgets_the_content_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Same(bytes):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = bytes.__hash__

    carried = attestation_of(HONEST, OTHER, "secure_element")
    assert not accepted("secure_element", carried, CONTENT)
    assert accepted("secure_element", carried, ContentDigest(Same(CONTENT)))


def found(reader: Reader, by: Camera = HONEST) -> Evidence:
    return FORMS["secure_element"].verify(attestation_of(by, CONTENT, "secure_element"), CONTENT, NOW, reader)


def test_another_root_of_the_same_name_is_no_root() -> None:
    namesake = certified(Wish("A Maker Root", authority=True))
    assert found(replace(READER, roots=(root_of(namesake),))).code == "root.unknown"


def test_a_root_for_phones_says_nothing_of_secure_elements() -> None:
    assert found(replace(READER, roots=(root_of(ROOT, platform=Platform.ANDROID),))).code == "root.unknown"


@pytest.mark.parametrize("name", ["known", "named"])
def test_a_software_root_that_claims_hardware_is_refused(name: str) -> None:
    if name == "known":
        reader, by = replace(READER, roots=(root_of(ROOT, known_software=True),)), HONEST
    else:
        keystore = certified(Wish("Some Software Attestation Root", authority=True))
        reader, by = READER, camera_of(certified(Wish("Camera"), keystore), keystore)
    evidence = found(reader, by)
    assert (evidence.level, evidence.code) == (Level.REFUSED, "root.software_claims_hardware")


@pytest.mark.parametrize(
    ("state", "code", "level"),
    [
        (Revocation.REVOKED, "revocation.revoked", Level.REFUSED),
        (Revocation.SUSPENDED, "revocation.suspended", Level.QUESTIONED),
        (Revocation.UNKNOWN, "revocation.unknown", Level.ROOT_UNKNOWN),
        (Revocation.UNREACHABLE, "revocation.unreachable", Level.ROOT_UNKNOWN),
        (Revocation.STALE, "revocation.stale", Level.ROOT_UNKNOWN),
    ],
)
def test_the_standing_of_a_certificate_is_weighed(state: Revocation, code: str, level: Level) -> None:
    serial = CAMERA.certificate.serial_number
    evidence = found(replace(READER, revocations=Known({serial: RevocationEvidence(state, "said", NOW)})))
    assert (evidence.code, evidence.level) == (code, level)


def test_a_plant_that_was_withdrawn_takes_its_cameras_with_it() -> None:
    serial = PLANT.certificate.serial_number
    revoked = RevocationEvidence(Revocation.REVOKED, "said", NOW)
    assert found(replace(READER, revocations=Known({serial: revoked}))).code == "revocation.revoked"


def test_a_capture_that_claims_to_be_older_than_the_revocation_is_questioned_and_not_cleared() -> None:
    revoked = RevocationEvidence(Revocation.REVOKED, "said", NOW, since=NOW - timedelta(days=1))
    reader = replace(READER, revocations=Known({CAMERA.certificate.serial_number: revoked}))
    assert found(replace(reader, claimed_at=NOW - timedelta(days=2))).level is Level.QUESTIONED
    assert found(replace(reader, claimed_at=NOW)).level is Level.REFUSED


def test_a_claimed_time_never_makes_a_lapsed_certificate_valid() -> None:
    old = certified(Wish("Old camera", ends=NOW - timedelta(days=1)), PLANT)
    reader = replace(READER, claimed_at=NOW - timedelta(days=2))
    assert found(reader, camera_of(old, PLANT)).code == "chain.lapsed"


def test_a_certificate_of_tomorrow_has_not_run_out() -> None:
    new = certified(Wish("New camera", begins=NOW + timedelta(minutes=5)), PLANT)
    evidence = found(READER, camera_of(new, PLANT))
    assert (evidence.code, evidence.level) == ("chain.not_yet_valid", Level.QUESTIONED)
    assert [one.state for one in findings_of(evidence, NOW)] == [State.UNAVAILABLE]


def test_a_key_that_the_reader_lists_itself_needs_no_certificate() -> None:
    key = new_key()
    own = certified(Wish("Own"), None, key)
    bare = attested(CONTENT, own, change=lambda fields: {**fields, 2: secure_element_key(key)})
    evidence = secure_element.FORMAT.verify(bare, CONTENT, NOW, Reader((root_of(own),)))
    assert earns_capture(evidence)
    assert secure_element.FORMAT.verify(bare, CONTENT, NOW, READER).code == "root.unknown"


def secure_element_key(key: ec.EllipticCurvePrivateKey) -> bytes:
    return root_of(certified(Wish("x"), None, key)).spki


def test_the_signature_of_one_algorithm_is_none_of_another() -> None:
    digest = over_digest(CAMERA.key, CONTENT)
    swapped = attested(CONTENT, change=lambda fields: {**fields, 1: -8, 3: digest})
    assert not accepted("secure_element", swapped, CONTENT)
