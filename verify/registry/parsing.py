"""Reading a published trust list, PEM or the official JSON (ETSI TS 119 602), into certificates that really parse."""

from __future__ import annotations

import base64
import binascii
import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning

from provenance.policy import LIST_BYTES_LIMIT
from verify.registry.errors import ListRefused

# The largest known list has 117 certificates; ten times that is room.
MOST_CERTIFICATES = 2000
BEGIN, END = b"-----BEGIN CERTIFICATE-----", b"-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A list in PEM form, its comments kept; dates as the list itself says, or None."""

    pem: str
    certificates: int
    issued: datetime | None
    next_update: datetime | None


def parse_list(content: bytes) -> ParsedList:
    """Read a list; raises ListRefused where one certificate is damaged, or where there is none."""
    if len(content) > LIST_BYTES_LIMIT:
        raise ListRefused(f"The list has more than {LIST_BYTES_LIMIT} bytes, which no trust list has.")
    return _json_list(content) if content.lstrip()[:1] == b"{" else _pem_list(content)


def _pem_list(content: bytes) -> ParsedList:
    if content.count(BEGIN) != content.count(END):
        raise ListRefused("The list was cut short: a certificate begins and does not end. Get it again.")
    certificates = _counted(_pem_certificates(content))
    return ParsedList(_text(content), len(certificates), None, None)


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as problem:
        raise ListRefused("The list is not plain text. Get it again.") from problem


def _pem_certificates(content: bytes) -> list[x509.Certificate]:
    if BEGIN not in content:
        return []
    with _strange_certificates():
        try:
            return x509.load_pem_x509_certificates(content)
        except ValueError as problem:
            raise ListRefused("A certificate of the list is damaged. Get it again.") from problem


def certificates_in(pem: bytes) -> list[x509.Certificate]:
    """The certificates of a list that was taken in; raises ListRefused where one is damaged."""
    return _pem_certificates(pem)


def _json_list(content: bytes) -> ParsedList:
    try:
        document = json.loads(content)
        scheme = document["LoTE"]["ListAndSchemeInformation"]
        encoded = list(_encoded(document["LoTE"]["TrustedEntitiesList"]))
        with _strange_certificates():
            found = [x509.load_der_x509_certificate(base64.b64decode(one, validate=True)) for one in encoded]
        pem = b"".join(one.public_bytes(Encoding.PEM) for one in _counted(found))
        return ParsedList(pem.decode(), len(found), _moment(scheme["ListIssueDateTime"]), _moment(scheme["NextUpdate"]))
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error) as problem:
        raise ListRefused("The list was cut short or is none: it cannot be read to its end.") from problem


def _encoded(entities: Any) -> Iterator[str]:
    for entity in entities:
        for service in entity["TrustedEntityServices"]:
            information = service["ServiceInformation"]
            if information["ServiceStatus"].endswith("/trusted"):
                yield from (one["val"] for one in information["ServiceDigitalIdentity"]["X509Certificates"])


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _counted(certificates: list[x509.Certificate]) -> list[x509.Certificate]:
    if not certificates:
        raise ListRefused("The list holds no certificate. An empty list would make every signer unknown; get it again.")
    if len(certificates) > MOST_CERTIFICATES:
        raise ListRefused(f"The list holds more than {MOST_CERTIFICATES} certificates, which no trust list does.")
    return certificates


@contextmanager
def _strange_certificates() -> Iterator[None]:
    # Old roots carry serial numbers that today's rules forbid; they are listed, so they are read.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        yield
