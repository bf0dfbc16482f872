from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from provenance.attestation.formats.android import FORMAT
from provenance.attestation.formats.android.tests.corpus import Phone, folder, phones, reader
from provenance.attestation.types import Binding, ContentDigest, Evidence, Level, Revocation, RootTier

OTHER = ContentDigest(b"o" * 32)
# The source of the corpus names it: it claims a trusted environment and a verified boot under a software root.
CLAIMS_HARDWARE_IN_VAIN = "4MQTA7TRO6IROWU7897R9VPEM"
TIMES = {
    "akita": datetime(2024, 10, 1, tzinfo=UTC),
    "caiman": datetime(2025, 10, 1, tzinfo=UTC),
    "tegu": datetime(2026, 7, 20, tzinfo=UTC),
    "marlin": datetime(2020, 1, 1, tzinfo=UTC),
}


def checked(phone: Phone, content: ContentDigest | None = None) -> Evidence:
    return FORMAT.verify(phone.attestation, content or phone.challenge, phone.at, reader())


def test_all_146_are_there_and_recognised() -> None:
    assert len(phones()) == 146
    assert all(FORMAT.detect(phone.attestation) for phone in phones())


def test_no_phone_under_a_published_root_is_refused_and_none_under_another_one_is_believed() -> None:
    for phone in phones():
        found = checked(phone)
        assert (found.root is RootTier.OFFICIAL) == phone.rooted, phone.name
        assert (found.level > Level.ROOT_UNKNOWN or found.level is Level.QUESTIONED) == phone.rooted, phone.name
        assert found.level is not Level.REFUSED or phone.name == CLAIMS_HARDWARE_IN_VAIN


def test_what_speaks_against_a_phone_is_what_it_says_itself() -> None:
    found = Counter((one.level, one.code) for one in map(checked, phones()))
    assert found == {
        (Level.HARDWARE_LOCKED, "hardware.locked"): 91,
        (Level.HARDWARE, "hardware.own_system"): 1,
        (Level.QUESTIONED, "device.unlocked"): 6,
        (Level.ROOT_UNKNOWN, "root.software"): 47,
        (Level.REFUSED, "root.software_claims_hardware"): 1,
    }


def test_hardware_claimed_under_a_software_root_is_refused_and_called_untrusted_and_not_tampered() -> None:
    (phone,) = (one for one in phones() if one.name == CLAIMS_HARDWARE_IN_VAIN)
    found = checked(phone)
    assert (found.level, found.code, found.root) == (
        Level.REFUSED,
        "root.software_claims_hardware",
        RootTier.NONE,
    )


def test_each_is_bound_to_its_own_challenge_and_to_nothing_else() -> None:
    for phone in phones():
        assert checked(phone).binding is Binding.BOUND
        assert checked(phone, OTHER).binding is Binding.UNBOUND
        assert checked(phone, OTHER).ids == ()


def test_a_phone_is_judged_at_the_time_asked_about_and_lapsed_is_not_forged() -> None:
    phone = next(one for one in phones() if one.rooted)
    late = FORMAT.verify(phone.attestation, phone.challenge, phone.at + timedelta(days=40_000), reader())
    assert (late.level, late.code) == (Level.QUESTIONED, "chain.lapsed")


def test_without_evidence_on_revocation_no_phone_reaches_hardware() -> None:
    blind = replace(reader(), revocations=None)
    for phone in phones()[:20]:
        found = FORMAT.verify(phone.attestation, phone.challenge, phone.at, blind)
        assert found.level <= Level.ROOT_UNKNOWN
        assert found.revocation.state is Revocation.UNKNOWN


@pytest.mark.parametrize(
    ("file", "level", "code"),
    [
        ("akita/sdk34/SB_RSA_NONE", Level.QUESTIONED, "device.unlocked"),
        ("akita/sdk34/TEE_EC_NONE", Level.QUESTIONED, "device.unlocked"),
        ("akita/sdk34/TEE_RSA_BASE+IMEI", Level.QUESTIONED, "device.unlocked"),
        ("akita/sdk34/TEE_RSA_NONE", Level.QUESTIONED, "device.unlocked"),
        ("akita/sdk34/TEE_RSA_NONE_USERAUTH", Level.QUESTIONED, "device.unlocked"),
        ("caiman/sdk36/SB_EC_RKP", Level.HARDWARE_LOCKED, "hardware.locked"),
        ("caiman/sdk36/TEE_EC_RKP", Level.HARDWARE_LOCKED, "hardware.locked"),
        ("marlin/sdk29/TEE_EC_NONE", Level.ROOT_UNKNOWN, "root.software"),
        ("marlin/sdk29/TEE_RSA_NONE", Level.ROOT_UNKNOWN, "root.software"),
        ("tegu/sdk37/TEE_MAX_USAGE_COUNT", Level.QUESTIONED, "device.unlocked"),
        ("tegu/sdk37/TEE_TRUSTED_CONF", Level.QUESTIONED, "device.unlocked"),
        ("allow_while_on_body", Level.ROOT_UNKNOWN, "root.unknown"),
    ],
)
def test_the_reference_chains_count_for_what_their_source_says(file: str, level: Level, code: str) -> None:
    content = (folder() / "aosp-keyattestation" / f"{file}.pem").read_bytes()
    at = TIMES.get(file.partition("/")[0], TIMES["akita"])
    found = FORMAT.verify(content, OTHER, at, reader())
    assert (found.level, found.code, found.binding) == (level, code, Binding.UNBOUND)


def test_tags_out_of_order_are_refused() -> None:
    content = (folder() / "aosp-keyattestation" / "invalid" / "tags_not_in_ascending_order.pem").read_bytes()
    assert FORMAT.verify(content, OTHER, TIMES["akita"], reader()).level is Level.REFUSED


@pytest.mark.parametrize(
    ("name", "root"),
    [
        # This one's root is an older one that is not published: it stands under nobody a reader could list.
        ("EC_SecurityLevel_StrongBox", RootTier.NONE),
        ("EC_SecurityLevel_TEE", RootTier.OFFICIAL),
        ("RSA_SecurityLevel_TEE", RootTier.OFFICIAL),
    ],
)
def test_the_makers_samples_are_of_unlocked_phones(name: str, root: RootTier) -> None:
    sample = folder() / "google-sample" / f"algorithm_{name}"
    content = b"".join((sample / f"cert{number}.pem").read_bytes() for number in range(4))
    found = FORMAT.verify(content, OTHER, datetime(2020, 1, 1, tzinfo=UTC), reader())
    assert (found.root, found.code) == (root, "device.unlocked")
    assert found.claims["key_kept_by"] == ("strong_box" if "StrongBox" in name else "trusted_environment")


def test_no_number_of_a_device_is_in_its_words() -> None:
    content = (folder() / "aosp-keyattestation" / "akita" / "sdk34" / "TEE_RSA_BASE+IMEI.pem").read_bytes()
    found = FORMAT.verify(content, OTHER, TIMES["akita"], reader())
    assert "351163520096208" not in repr(found)
    assert found.claims["model"] == "Pixel 8a"
