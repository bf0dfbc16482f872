"""A model, a tool, an authority or a certificate can be reported by what was published of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from provenance.attestation import naming
from provenance.attestation.types import IdKind
from provenance.blindlist.government.types import Reason
from provenance.blindlist.records import has_room
from provenance.blindlist.types import Entry, Status
from verify.reporting.errors import BadReport
from verify.reporting.models import What
from verify.reporting.services import MOST_VERSION_BYTES, Report, require_report
from verify.reporting.typed import typed_id

KEYS = [ec.derive_private_key(number, ec.SECP256R1()) for number in (11, 12)]
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)


def certificate(subject: str, key: int, issuer: str, signer: int, number: int = 5) -> x509.Certificate:
    def named(name: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])

    made = x509.CertificateBuilder().subject_name(named(subject)).issuer_name(named(issuer)).serial_number(number)
    made = made.public_key(KEYS[key].public_key()).not_valid_before(BEGINS).not_valid_after(BEGINS + timedelta(9))
    return made.sign(KEYS[signer], hashes.SHA256())


ROOT, LEAF = certificate("root", 0, "root", 0), certificate("leaf", 1, "root", 0)


def pem(one: x509.Certificate) -> dict[str, str]:
    return {"pem": one.public_bytes(Encoding.PEM).decode()}


def test_a_model_and_a_tool_are_named_as_files_name_them() -> None:
    assert typed_id(What.MODEL, {"maker": " Demo ", "name": "One"}) == naming.model_id("Demo", "One", "")
    assert typed_id(What.GENERATOR, {"name": "Retoucher"}) == naming.generator_id("Retoucher", "")


def test_an_authority_is_named_by_its_key() -> None:
    assert typed_id(What.AUTHORITY, pem(ROOT)) == naming.authority_id(naming.key_digest(naming.spki_of(ROOT)))


def test_a_certificate_is_named_by_its_own_bytes() -> None:
    found = typed_id(What.CERTIFICATE, pem(LEAF))
    assert found == naming.certificate_id(LEAF.public_bytes(Encoding.DER))
    assert found != typed_id(What.CERTIFICATE, pem(ROOT))
    assert found.kind is IdKind.CERTIFICATE


@pytest.mark.parametrize(
    ("what", "given", "code"),
    [
        (What.DEVICE, {"maker": "Demo", "name": "000123"}, "report.file"),
        (What.MODEL, {"name": "One"}, "report.name"),
        (What.GENERATOR, {"name": "x" * 101}, "report.name"),
        (What.AUTHORITY, {"pem": "nothing"}, "report.pem"),
        (What.AUTHORITY, {"pem": "-" * 40_000}, "report.pem"),
        (What.CERTIFICATE, {}, "report.pem"),
    ],
)
def test_what_names_nothing_is_told(what: str, given: dict[str, str], code: str) -> None:
    with pytest.raises(BadReport) as told:
        typed_id(what, given)
    assert told.value.code == code


def test_versions_that_no_entry_holds_are_refused_when_they_are_reported() -> None:
    told = Report(What.MODEL, "ai_content_signed", "A", "seen", first_version="ä" * 12, last_version="2" * 24)
    require_report(told)
    for reason in Reason:
        words = {"first_version": told.first_version, "last_version": told.last_version}
        assert has_room(Entry(Status.LISTED, reason, "FL-2026-12345", BEGINS, BEGINS, BEGINS, **words))
    with pytest.raises(BadReport, match="shorten"):
        require_report(replace(told, last_version="2" * (MOST_VERSION_BYTES + 1)))
