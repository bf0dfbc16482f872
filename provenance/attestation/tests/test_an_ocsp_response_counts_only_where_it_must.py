from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp

from fixtures.corpus import need_corpus
from provenance.attestation import ocsp as checking
from provenance.attestation.errors import BadRevocations
from provenance.attestation.naming import key_digest
from provenance.attestation.ocsp import OcspAnswer, read_ocsp
from provenance.attestation.revocation import STALE_AFTER, Book
from provenance.attestation.tests.minting import AT, spki
from provenance.attestation.tests.responding import (
    CAMERA,
    NEIGHBOUR,
    OTHER_ROOT,
    ROOT,
    Said,
    certificate,
    no_answer,
    responder,
    response,
)
from provenance.attestation.types import Platform, Revocation, RevocationEvidence

REVOKED = ocsp.OCSPCertStatus.REVOKED
SERIAL = certificate(CAMERA).serial_number


def book(*responses: bytes) -> Book:
    """What a reader holds who took these in; those that were refused are not in it."""
    found: list[OcspAnswer] = []
    for one in responses:
        try:
            found += read_ocsp(one, certificate(ROOT))
        except BadRevocations:
            continue
    return Book(answers=tuple(found))


def standing(of: Book, at: datetime = AT, serial: int = SERIAL) -> RevocationEvidence:
    return of.of_serial(Platform.C2PA, serial, key_digest(spki(ROOT.key)), at)


def test_the_issuer_and_a_responder_it_lets_respond_are_heard() -> None:
    deputy = responder()
    for one in (response(Said()), response(Said(), deputy, certificate(deputy))):
        assert standing(book(one)).state is Revocation.GOOD
        assert standing(book(one)).evidence_at == AT


@pytest.mark.parametrize(
    "content",
    [
        response(Said(REVOKED), OTHER_ROOT),
        response(Said(REVOKED), responder(OTHER_ROOT), certificate(responder(OTHER_ROOT))),
        response(Said(REVOKED), responder(allowed=False), certificate(responder(allowed=False))),
        response(Said(REVOKED), responder(ends=AT - timedelta(1)), certificate(responder(ends=AT - timedelta(1)))),
        response(Said(REVOKED), responder(number=56), certificate(responder(number=57))),
        response(Said(REVOKED, issuer=OTHER_ROOT)),
        response(Said(REVOKED))[:-1] + b"\x00",
        no_answer(),
        b"",
        b"garbage",
        b"\x30" * 100_000,
    ],
    ids=[
        "a stranger of the same name", "another one's deputy", "a deputy for something else", "a deputy that ended",
        "a deputy with another key", "about another issuer's", "a signature that does not hold", "no answer", "nothing",
        "garbage", "too much",
    ],
)  # fmt: skip
def test_nobody_else_accuses_clears_or_keeps_others_from_being_heard(content: bytes) -> None:
    with pytest.raises(BadRevocations):
        read_ocsp(content, certificate(ROOT))
    assert standing(book(content)).state is Revocation.UNKNOWN
    assert standing(book(content, response(Said(REVOKED)))).state is Revocation.REVOKED
    assert standing(book(content, response(Said()))).state is Revocation.GOOD


def test_an_answer_about_a_neighbour_says_nothing_of_this_one() -> None:
    held = book(response(Said(REVOKED, about=NEIGHBOUR)))
    assert standing(held).state is Revocation.UNKNOWN
    assert standing(held, serial=certificate(NEIGHBOUR).serial_number).state is Revocation.REVOKED


def test_good_out_of_its_window_is_stale_and_never_revoked() -> None:
    assert standing(book(response(Said())), AT + timedelta(hours=23)).state is Revocation.GOOD
    late = standing(book(response(Said())), AT + timedelta(days=2))
    assert (late.state, late.code, late.evidence_at) == (Revocation.STALE, "ocsp.stale", AT)


def test_a_response_that_names_no_end_counts_for_a_week() -> None:
    held = book(response(Said(lasts=None)))
    assert standing(held, AT + STALE_AFTER).state is Revocation.GOOD
    assert standing(held, AT + STALE_AFTER + timedelta(seconds=1)).state is Revocation.STALE


def test_a_revocation_stays_one_however_old_it_is_and_says_since_when() -> None:
    since = AT - timedelta(days=30)
    said = Said(REVOKED, since=since, reason=x509.ReasonFlags.key_compromise)
    found = standing(book(response(said)), AT + timedelta(days=4000))
    assert (found.state, found.since, found.reason) == (Revocation.REVOKED, since, "keyCompromise")


def test_a_certificate_on_hold_is_suspended() -> None:
    held = book(response(Said(REVOKED, reason=x509.ReasonFlags.certificate_hold)))
    assert standing(held).state is Revocation.SUSPENDED


def test_what_a_responder_does_not_know_is_unknown() -> None:
    assert standing(book(response(Said(ocsp.OCSPCertStatus.UNKNOWN)))).state is Revocation.UNKNOWN


def test_a_revocation_beats_a_newer_good() -> None:
    revoked, good = response(Said(REVOKED)), response(Said(made=AT + timedelta(days=1)))
    assert standing(book(revoked, good), AT + timedelta(days=1)).state is Revocation.REVOKED


@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        (Said(), "0609608648016503040201", "0609608648016503040263"),
        (Said(REVOKED, reason=x509.ReasonFlags.key_compromise), "a0030a0101", "a0030a014d"),
    ],
    ids=["a digest that nobody knows", "a reason that nobody knows"],
)
def test_what_an_issuer_of_strangers_wrote_oddly_is_no_answer_and_stops_nothing(said: Said, old: str, new: str) -> None:
    with pytest.raises(BadRevocations):
        read_ocsp(signed_anew(response(said), bytes.fromhex(old), bytes.fromhex(new)), certificate(ROOT))


def signed_anew(content: bytes, old: bytes, new: bytes) -> bytes:
    """The response with other words, signed again by its issuer until the signature has the length of the first."""
    read = ocsp.load_der_ocsp_response(content)
    changed, signature = read.tbs_response_bytes.replace(old, new), b""
    while len(signature) != len(read.signature):
        signature = ROOT.key.sign(changed, ec.ECDSA(hashes.SHA256()))
    return content.replace(read.tbs_response_bytes, changed).replace(read.signature, signature)


def test_a_response_of_the_last_day_there_is_stops_nothing() -> None:
    last = book(response(Said(made=datetime(9999, 12, 30, tzinfo=UTC), lasts=None)))
    assert standing(last).state is Revocation.GOOD


def test_a_check_that_asks_nobody_who_signed_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_require_authorised", lambda *_: None)
    assert standing(book(response(Said(REVOKED), OTHER_ROOT))).state is Revocation.REVOKED


def test_a_check_that_does_not_bind_the_issuer_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "_is_about", lambda *_: True)
    assert standing(book(response(Said(REVOKED, issuer=OTHER_ROOT)))).state is Revocation.REVOKED


@pytest.mark.parametrize(("name", "state"), [("good", Revocation.GOOD), ("revoked", Revocation.REVOKED)])
def test_the_responses_of_the_corpus_say_what_their_names_say(name: str, state: Revocation) -> None:
    folder = need_corpus("attestation/c2pa/ocsp") / "attestation" / "c2pa" / "ocsp"
    signer, issuer = x509.load_pem_x509_certificates((folder / "ocsp_chain.pem").read_bytes())
    (answer,) = read_ocsp((folder / f"response_{name}.der").read_bytes(), issuer)
    assert (answer.serial, answer.state) == (signer.serial_number, state)
    assert answer.evidence_at.date() == datetime(2025, 3, 7, tzinfo=UTC).date()
    with pytest.raises(BadRevocations):
        read_ocsp((folder / f"response_{name}.der").read_bytes(), signer)
