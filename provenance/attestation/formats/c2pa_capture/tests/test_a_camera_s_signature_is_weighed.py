"""What a capture signed as C2PA shows: by whose list, at which level, for which bytes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fixtures.pki import Authority, Identity
from provenance.attestation.findings import findings_of
from provenance.attestation.formats.c2pa_capture import evidence_of
from provenance.attestation.types import (
    Binding,
    Evidence,
    KeyDigest,
    Level,
    MakerRoot,
    Platform,
    Reader,
    Revocation,
    RevocationEvidence,
    RootTier,
)
from provenance.credentials.examiner import Credentials
from provenance.credentials.signing_chains import key_digest
from provenance.credentials.tests.recertifying import key_hex, of_level
from provenance.credentials.tests.workshop import (
    NOW,
    authority,
    created,
    edited,
    listed,
    picture,
    policy,
    read,
    signed,
)
from provenance.policy import Denied, Policy, Tier
from provenance.types import Integrity, SigningTime, State

MAKER, DESK = authority("Maker"), authority("Desk")


@dataclass(frozen=True)
class Book:
    """What is known of every certificate."""

    state: Revocation = Revocation.GOOD
    since: datetime | None = None

    def of_serial(self, platform: Platform, serial: int, issuer: KeyDigest | None, at: datetime) -> RevocationEvidence:
        return RevocationEvidence(self.state, f"revocation.{self.state}", at, self.since)


KNOWN = Reader(revocations=Book())
LISTED = policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.NEWSROOM, DESK))


def camera(level: int | None = 2, by: Authority = MAKER) -> Identity:
    plain = by.issues("camera", NOW)
    return of_level(plain, by, level) if level else plain


def shown(content: bytes, whom: Policy = LISTED, reader: Reader = KNOWN) -> tuple[Evidence, ...]:
    return weighed(read(content, whom), reader)


def weighed(found: Credentials, reader: Reader = KNOWN) -> tuple[Evidence, ...]:
    return evidence_of(found.steps, found.signed, datetime.now(UTC), reader)


def test_level_2_under_the_official_list_is_a_key_in_hardware_over_these_bytes() -> None:
    (one,) = shown(signed(picture(), camera(), created()))
    assert (one.level, one.code, one.binding, one.root) == (
        Level.HARDWARE, "c2pa.level_2", Binding.BOUND, RootTier.OFFICIAL,
    )  # fmt: skip
    assert one.not_checked == ("device_integrity",)
    assert one.claims["assurance_level"] == 2


@pytest.mark.parametrize(("level", "code"), [(1, "c2pa.level_1"), (None, "c2pa.level_not_stated")])
def test_below_level_2_nobody_says_where_the_key_is(level: int | None, code: str) -> None:
    (one,) = shown(signed(picture(), camera(level), created()))
    assert (one.level, one.code, one.binding) == (Level.SOFTWARE, code, Binding.BOUND)
    assert "key_storage" in one.not_checked


@pytest.mark.parametrize("tier", [Tier.INTERIM, Tier.NEWSROOM])
def test_a_level_counts_for_nothing_on_a_list_of_another_kind(tier: Tier) -> None:
    (one,) = shown(signed(picture(), camera(), created()), policy(listed(tier, MAKER)))
    assert (one.level, one.code) == (Level.SOFTWARE, "c2pa.level_not_stated")


def test_a_maker_on_the_reader_s_own_list_of_makers_counts_by_its_key() -> None:
    reader = replace(KNOWN, roots=(_root(MAKER, Platform.C2PA),))
    (one,) = shown(signed(picture(), camera(), created()), policy(), reader)
    assert (one.level, one.root, one.maker) == (Level.HARDWARE, RootTier.MAKER, "Maker")


@pytest.mark.parametrize(("until", "code"), [(None, "c2pa.level_2"), (NOW, "c2pa.level_not_stated")])
def test_a_maker_s_key_says_more_than_an_interim_list_that_has_it_too(until: datetime | None, code: str) -> None:
    reader = replace(KNOWN, roots=(replace(_root(MAKER, Platform.C2PA), valid_to=until),))
    (one,) = shown(signed(picture(), camera(), created()), policy(listed(Tier.INTERIM, MAKER)), reader)
    assert (one.code, one.root) == (code, RootTier.MAKER)


def test_a_root_for_phones_vouches_for_no_camera() -> None:
    reader = replace(KNOWN, roots=(_root(MAKER, Platform.ANDROID),))
    (one,) = shown(signed(picture(), camera(), created()), policy(), reader)
    assert (one.level, one.code, one.root) == (Level.ROOT_UNKNOWN, "root.unknown", RootTier.NONE)


def test_a_root_of_the_same_name_with_another_key_vouches_for_nobody() -> None:
    reader = replace(KNOWN, roots=(_root(authority("Maker"), Platform.C2PA),))
    (one,) = shown(signed(picture(), camera(), created()), policy(), reader)
    assert one.level is Level.ROOT_UNKNOWN


def test_a_refused_signer_shows_nothing() -> None:
    signer = camera()
    (one,) = shown(signed(picture(), signer, created()), replace(LISTED, denied=(Denied(key=key_hex(signer)),)))
    assert (one.level, one.code) == (Level.REFUSED, "c2pa.signer_denied")


def test_a_picture_that_says_it_is_edited_is_not_only_captured() -> None:
    (one,) = shown(signed(picture(), camera(), created(), edited()))
    assert (one.level, one.code) == (Level.SOFTWARE, "c2pa.not_only_captured")


def test_a_capture_further_down_was_signed_for_an_earlier_version() -> None:
    first = signed(picture(), camera(), created())
    (one,) = shown(signed(picture("red"), DESK.issues("desk", NOW), edited(), parent=first))
    assert (one.subject, one.level, one.binding, one.ids) == ("s1", Level.HARDWARE, Binding.EARLIER_VERSION, ())
    (line,) = findings_of(one, NOW)
    assert (line.code, line.state) == ("camera.earlier_version", State.ABSENT), "an honest edit is nothing to look at"


def test_a_capture_beneath_changed_content_is_not_an_earlier_version_of_it() -> None:
    first = signed(picture(), camera(), created())
    second = signed(picture("red"), DESK.issues("desk", NOW), edited(), parent=first)
    place = second.rindex(b"\xff\xd9") - 3
    found = read(second[:place] + bytes([second[place] ^ 1]) + second[place + 1 :], LISTED)
    assert found.steps[0].integrity is Integrity.CHANGED
    (one,) = weighed(found)
    assert one.binding is Binding.UNBOUND


def test_changed_content_is_not_what_the_camera_signed() -> None:
    content = signed(picture(), camera(), created())
    place = content.rindex(b"\xff\xd9") - 3
    found = read(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :], LISTED)
    assert found.steps[0].integrity is Integrity.CHANGED
    (one,) = weighed(found)
    assert (one.binding, one.ids) == (Binding.UNBOUND, ())


def test_what_is_made_otherwise_is_no_capture() -> None:
    assert shown(signed(picture(), camera(), created("trainedAlgorithmicMedia"))) == ()


def test_a_signer_that_we_and_the_library_do_not_agree_on_is_accused_of_nothing() -> None:
    found = read(signed(picture(), camera(), created()), LISTED)
    (one,) = weighed(replace(found, signed=(None,)))
    assert (one.level, one.code, one.binding) == (Level.ROOT_UNKNOWN, "c2pa.signer_not_read", Binding.NOT_CHECKED)


def test_a_lapsed_certificate_is_questioned_and_not_refused() -> None:
    found = read(signed(picture(), camera(), created()), LISTED)
    lapsed = replace(found, steps=(replace(found.steps[0], time=SigningTime.LAPSED),))
    (one,) = weighed(lapsed)
    assert (one.level, one.code) == (Level.QUESTIONED, "chain.lapsed")


@pytest.mark.parametrize(
    ("state", "level"),
    [
        (Revocation.REVOKED, Level.REFUSED),
        (Revocation.SUSPENDED, Level.QUESTIONED),
        (Revocation.UNKNOWN, Level.ROOT_UNKNOWN),
        (Revocation.UNREACHABLE, Level.ROOT_UNKNOWN),
        (Revocation.STALE, Level.ROOT_UNKNOWN),
    ],
)
def test_what_is_known_of_revocation_is_weighed_in(state: Revocation, level: Level) -> None:
    (one,) = shown(signed(picture(), camera(), created()), LISTED, Reader(revocations=Book(state)))
    assert one.level is level


def test_nothing_known_of_revocation_is_not_good() -> None:
    (one,) = shown(signed(picture(), camera(), created()), LISTED, Reader())
    assert one.level is Level.ROOT_UNKNOWN


@pytest.mark.parametrize(("days", "level"), [(1, Level.HARDWARE), (-1, Level.REFUSED)])
def test_a_revocation_after_the_stamped_time_takes_nothing_away(days: int, level: Level) -> None:
    found = read(signed(picture(), camera(), created()), LISTED)
    stamped = replace(found.steps[0], time=SigningTime.TRUSTED, signed_at=NOW.isoformat())
    book = Book(Revocation.REVOKED, NOW + timedelta(days=days))
    (one,) = weighed(replace(found, steps=(stamped,)), Reader(revocations=book))
    assert one.level is level
    assert one.captured_at == NOW


def test_the_device_s_own_clock_proves_no_time() -> None:
    found = read(signed(picture(), camera(), created()), LISTED)
    claimed = replace(found.steps[0], time=SigningTime.UNVERIFIED, signed_at=NOW.isoformat())
    book = Book(Revocation.REVOKED, NOW + timedelta(days=1))
    (one,) = weighed(replace(found, steps=(claimed,)), Reader(revocations=book))
    assert (one.level, one.captured_at) == (Level.REFUSED, None)


def test_evidence_prints_no_name_of_a_device() -> None:
    (one,) = shown(signed(picture(), camera(), created()))
    assert one.ids
    assert not [name for name in one.ids if name.value in repr(one)]


def _root(by: Authority, platform: Platform) -> MakerRoot:
    spki = by.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    key = key_digest(by.certificate)
    assert key is not None
    return MakerRoot(key, by.organisation, platform, RootTier.MAKER, spki)
