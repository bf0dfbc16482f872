from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from fixtures.corpus import need_corpus
from provenance.attestation.errors import BadRevocations
from provenance.attestation.formats.android import FORMAT
from provenance.attestation.formats.android.tests.phones import BATCH, CONTENT, MIDDLE, READER, honest
from provenance.attestation.naming import key_digest
from provenance.attestation.ocsp import OcspAnswer
from provenance.attestation.revocation import STALE_AFTER, Book
from provenance.attestation.status_list import StatusList, read_status_list
from provenance.attestation.tests.minting import AT, spki
from provenance.attestation.tests.responding import certificate
from provenance.attestation.types import Evidence, KeyDigest, Level, Platform, Revocation

SERIAL = certificate(BATCH).serial_number


def listing(content: str) -> StatusList:
    return read_status_list(content.encode(), AT, "test", Platform.ANDROID)


def checked(one: StatusList, **change: object) -> Evidence:
    reader = replace(READER, revocations=Book((one,)))
    return FORMAT.verify(honest(), CONTENT, AT + timedelta(days=int(str(change.get("days", 0)))), reader)


def with_status(status: str, serial: str = f"{SERIAL:x}") -> StatusList:
    return listing(f'{{"entries": {{"{serial}": {{"status": "{status}", "reason": "KEY_COMPROMISE"}}}}}}')


def test_a_phone_whose_batch_is_revoked_is_refused_and_told_why() -> None:
    found = checked(with_status("REVOKED"))
    assert (found.level, found.code) == (Level.REFUSED, "revocation.revoked")
    assert (found.revocation.reason, found.revocation.evidence_at) == ("KEY_COMPROMISE", AT)


def test_a_phone_revoked_after_the_time_asked_about_is_questioned_and_not_refused() -> None:
    def revoked(since: datetime) -> Evidence:
        answer = OcspAnswer(key_digest(spki(MIDDLE.key)), SERIAL, Revocation.REVOKED, AT, None, since)
        reader = replace(READER, revocations=Book((with_status("REVOKED", "ab"),), (answer,)))
        return FORMAT.verify(honest(), CONTENT, AT, reader)

    assert revoked(AT - timedelta(days=1)).level is Level.REFUSED
    assert revoked(AT + timedelta(days=1)).level is Level.QUESTIONED


def test_a_phone_whose_batch_is_suspended_is_questioned() -> None:
    found = checked(with_status("SUSPENDED"))
    assert (found.level, found.code) == (Level.QUESTIONED, "revocation.suspended")


def test_a_status_nobody_has_heard_of_is_not_good() -> None:
    assert checked(with_status("ON_FIRE")).revocation.state is Revocation.SUSPENDED


def test_a_list_that_names_others_alone_clears_until_it_is_stale() -> None:
    others = with_status("REVOKED", "ab")
    assert checked(others).level is Level.HARDWARE_LOCKED
    late = checked(others, days=STALE_AFTER.days + 1)
    assert (late.level, late.code) == (Level.ROOT_UNKNOWN, "revocation.stale")


def test_early_entries_written_in_decimal_are_understood() -> None:
    assert checked(with_status("REVOKED", f"{SERIAL}")).level is Level.REFUSED


def test_a_maker_that_counts_its_cameras_accuses_the_one_it_means_alone() -> None:
    listed = '{"entries": {"10": {"status": "REVOKED"}}}'
    own = read_status_list(listed.encode(), AT, "test", Platform.SECURE_ELEMENT)
    assert set(own.entries) == {0x10}


def test_a_list_of_one_platform_says_nothing_of_another() -> None:
    other = replace(with_status("REVOKED"), platform=Platform.C2PA)
    assert checked(other).revocation.state is Revocation.UNKNOWN


def test_a_list_speaks_for_the_issuers_it_names_and_without_any_it_clears_nobody_among_many_makers() -> None:
    def said(one: StatusList, serial: int, issuer: KeyDigest) -> Revocation:
        return Book((one,)).of_serial(Platform.SECURE_ELEMENT, serial, issuer, AT).state

    mine, other = KeyDigest(b"m" * 32), KeyDigest(b"o" * 32)
    content = b'{"entries": {"ab": {"status": "REVOKED"}}, "issuers": ["%s"]}' % mine.hex().encode()
    named = read_status_list(content, AT, "test", Platform.SECURE_ELEMENT)
    assert [said(named, 0xAB, mine), said(named, 1, mine)] == [Revocation.REVOKED, Revocation.GOOD]
    assert [said(named, 0xAB, other), said(named, 1, other)] == [Revocation.UNKNOWN, Revocation.UNKNOWN]
    unnamed = replace(named, issuers=())
    assert [said(unnamed, 0xAB, other), said(unnamed, 1, mine)] == [Revocation.REVOKED, Revocation.UNKNOWN]


def test_a_source_that_never_answered_is_unreachable_and_never_good() -> None:
    reader = replace(READER, revocations=Book(unreachable=(Platform.ANDROID,)))
    found = FORMAT.verify(honest(), CONTENT, AT, reader)
    assert (found.level, found.code) == (Level.ROOT_UNKNOWN, "revocation.unreachable")


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{}", '{"entries": {}}', '{"entries": []}', '{"entries": {"xyz": {"status": "REVOKED"}}}',
        '{"entries": {"ab": "REVOKED"}}', '{"entries": {"ab": {}}}', '{"entries": {"ab": {"status": "REV', "[" * 5000,
        '{"entries": {"ab": {"status": "REVOKED"}}, "issuers": ["ab"]}',
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_whole(content: str) -> None:
    with pytest.raises(BadRevocations):
        listing(content)


def test_the_published_sample_reads() -> None:
    file = need_corpus("attestation/android") / "attestation" / "android" / "google-sample" / "status.json"
    entries = listing(file.read_text()).entries
    assert entries[0x6681152659205225093].state is Revocation.REVOKED
    assert entries[6681152659205225093].state is Revocation.REVOKED
    assert entries[0xCC66E9A93713B6E643B26C15879786F7].state is Revocation.SUSPENDED
