"""Answers of two foreign authorities, good and bad, from the corpus."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from cryptography import x509

from chronology.anchors.rfc3161 import Authority, check_stamp
from chronology.anchors.rfc3161.check import ANSWER_BYTES
from chronology.errors import ChronologyError, Malformed, ProofBroken
from fixtures.corpus import need_corpus

TEXT = b"hello"
Read = Callable[[str], bytes]


@pytest.fixture
def stamps() -> Read:
    folder = need_corpus("log/rfc3161/sigstage/ts_chain.pem") / "log" / "rfc3161"
    return lambda name: (folder / name).read_bytes()


def chain(stamps: Read, name: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(stamps(f"{name}/ts_chain.pem"))


@pytest.mark.parametrize(
    ("name", "at"),
    [
        ("sigstage/response-sha256.tsr", datetime(2025, 5, 9, 11, 58, 55, tzinfo=UTC)),
        ("sigstage/response-sha512.tsr", datetime(2025, 5, 9, 11, 58, 56, tzinfo=UTC)),
        ("sigstage/response-no-embedded-cert.tsr", datetime(2025, 6, 18, 8, 13, 2, tzinfo=UTC)),
        ("test_tsa/response.tsr", datetime(2024, 10, 8, 15, 40, 32, tzinfo=UTC)),
    ],
)
def test_a_listed_authority_gives_its_time(stamps: Read, name: str, at: datetime) -> None:
    found = check_stamp(stamps(name), text=TEXT, certificates=chain(stamps, name.split("/", maxsplit=1)[0]))
    assert (found.authority, found.at) == (Authority.LISTED, at)


def test_the_stated_accuracy_moves_the_bound_later(stamps: Read) -> None:
    found = check_stamp(stamps("sigstage/response-sha256.tsr"), text=TEXT, certificates=chain(stamps, "sigstage"))
    assert (found.by, (found.no_later_than - found.at).total_seconds()) == ("sigstore.dev", 1)


def test_a_broken_signature_is_broken(stamps: Read) -> None:
    with pytest.raises(ProofBroken, match="signature"):
        check_stamp(
            stamps("sigstage/response-invalid-signature.tsr"), text=TEXT, certificates=chain(stamps, "sigstage")
        )


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("test_tsa/other_response.tsr", "test_tsa"),
        ("test_tsa/response.tsr", "sigstage"),
        ("sigstage/response-no-embedded-cert.tsr", "test_tsa"),
    ],
)
def test_an_authority_that_is_not_listed_is_unknown_and_not_broken(stamps: Read, name: str, listed: str) -> None:
    found = check_stamp(stamps(name), text=TEXT, certificates=chain(stamps, listed))
    assert found.authority is Authority.UNKNOWN


def test_without_any_list_every_authority_is_unknown(stamps: Read) -> None:
    found = check_stamp(stamps("test_tsa/response.tsr"), text=TEXT, certificates=[])
    assert found.authority is Authority.UNKNOWN


@pytest.mark.parametrize("listed", [True, False])
def test_a_stamp_over_other_bytes_is_broken_whoever_made_it(stamps: Read, listed: bool) -> None:
    certificates = chain(stamps, "sigstage") if listed else []
    with pytest.raises(ProofBroken, match="other bytes"):
        check_stamp(stamps("sigstage/response-sha256.tsr"), text=b"hullo", certificates=certificates)


@pytest.mark.parametrize("data", [b"", b"\x30\x03abc", bytes(ANSWER_BYTES + 1)])
def test_what_is_no_stamp_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        check_stamp(data, text=TEXT, certificates=[])


def test_a_request_is_no_stamp(stamps: Read) -> None:
    with pytest.raises(Malformed):
        check_stamp(stamps("sigstage/request.der"), text=TEXT, certificates=[])


def test_no_changed_bit_gives_another_answer_of_a_listed_authority(stamps: Read) -> None:
    raw, certificates = stamps("sigstage/response-sha256.tsr"), chain(stamps, "sigstage")
    good = check_stamp(raw, text=TEXT, certificates=certificates)
    refused = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a changed serial number makes the decoder complain, which is no finding
        for bit in range(0, len(raw) * 8, 3):
            changed = bytearray(raw)
            changed[bit // 8] ^= 1 << bit % 8
            try:
                found = check_stamp(bytes(changed), text=TEXT, certificates=certificates)
            except ChronologyError:
                refused += 1
                continue
            assert found == good or found.authority is Authority.UNKNOWN
    assert refused > len(raw)
