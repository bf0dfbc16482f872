"""A certificate authority for one test run; its keys live in memory and in a folder that is deleted at once."""

from __future__ import annotations

import datetime as dt
import ssl
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Papers:
    """Certificates of the good site for `names`, and the settings of both ends."""

    def __init__(self, *names: str) -> None:
        self._names = names or ("example.net", "*.example.net")
        self._authority_key = ec.generate_private_key(ec.SECP256R1())
        self._authority = self._sign(self._authority_key, "throw-away authority", None)

    def client(self) -> ssl.SSLContext:
        """What the fetcher trusts in this test: this authority alone."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=self.authority_pem().decode())
        return context

    def authority_pem(self) -> bytes:
        """The certificate of the authority itself."""
        return self._pem(self._authority)

    @cached_property
    def _chain(self) -> bytes:
        key = ec.generate_private_key(ec.SECP256R1())
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return self._pem(self._sign(key, "good site", self._names)) + private

    def server(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "chain.pem"
            path.write_bytes(self._chain)
            context.load_cert_chain(path)
        return context

    def _sign(self, key: ec.EllipticCurvePrivateKey, name: str, names: tuple[str, ...] | None) -> x509.Certificate:
        today = dt.datetime.now(dt.UTC)
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "throw-away authority")])
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(today - dt.timedelta(hours=1))
            .not_valid_after(today + dt.timedelta(hours=1))
            .add_extension(x509.BasicConstraints(ca=names is None, path_length=None), critical=True)
        )
        if names is not None:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(n) for n in names]), False)
        return builder.sign(self._authority_key, hashes.SHA256())

    @staticmethod
    def _pem(certificate: x509.Certificate) -> bytes:
        return certificate.public_bytes(serialization.Encoding.PEM)
