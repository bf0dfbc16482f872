"""Throw-away roots and lists made of them."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID


@cache
def root(number: int) -> x509.Certificate:
    """One self-signed certificate; the same number gives the same one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Root {number}")])
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(begin)
    return builder.not_valid_after(begin + timedelta(days=3650)).sign(key, hashes.SHA256())


def pem_list(*numbers: int) -> bytes:
    """A list in PEM form."""
    return b"".join(root(number).public_bytes(Encoding.PEM) for number in numbers)


def json_list(issued: str, *numbers: int) -> bytes:
    """A list in the official JSON form."""
    entities = [_entity(base64.b64encode(root(number).public_bytes(Encoding.DER)).decode()) for number in numbers]
    scheme = {"ListIssueDateTime": f"{issued}T00:00:00Z", "NextUpdate": "2030-01-01T00:00:00Z"}
    return json.dumps({"LoTE": {"ListAndSchemeInformation": scheme, "TrustedEntitiesList": entities}}).encode()


def _entity(der: str) -> dict[str, object]:
    information = {
        "ServiceStatus": "http://c2pa.org/conformance/trust-list/trusted",
        "ServiceDigitalIdentity": {"X509Certificates": [{"val": der}]},
    }
    return {"TrustedEntityServices": [{"ServiceInformation": information}]}
