"""Attestations of real phones checked, beside the bare signature checks that such a chain cannot do without."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.utils import CryptographyDeprecationWarning

from provenance.attestation import chain_certificates
from provenance.attestation.formats.android import FORMAT as ANDROID
from provenance.attestation.formats.android.tests.corpus import Phone, phones, reader
from provenance.attestation.formats.apple import FORMAT as APPLE
from provenance.attestation.formats.apple.tests import corpus as apple
from provenance.attestation.types import Binding, RootTier

ROUNDS = 20
"""Over all phones: seconds of work."""

Loaded = Sequence[x509.Certificate]


def lines() -> Iterator[str]:
    """The figures, a line each; both sides take turns, chain by chain, so that a busy machine slows both."""
    real = [phone for phone in phones() if phone.rooted]
    loaded = [_loaded(phone) for phone in real]
    whole = _seconds(real, _checked)
    known = _seconds(real, _checked_again)
    bare = _seconds(loaded, _signatures)
    naive = _seconds(real, _naive)
    count = len(real)
    yield f"Android: {count} chains of field phones with {sum(map(len, loaded)) / count:.1f} certificates each"
    yield f"decided in full: {count / whole:,.0f}/s of one processor ({whole / count * 1000:.2f} ms each)"
    yield f"the same where the issuers' keys were met before: {count / known:,.0f}/s ({known / count * 1000:.2f} ms)"
    yield f"their bare signatures, everything loaded before: {count / bare:,.0f}/s; ratio {whole / bare:.2f}"
    yield f"the library's own look at issuers, which forgers pass: {count / naive:,.0f}/s; ratio {whole / naive:.2f}"
    objects = apple.objects()
    took = _seconds(objects, _app_attest)
    yield f"App Attest: {len(objects) / took:,.0f} attestations/s ({took / len(objects) * 1000:.2f} ms each)"


def _seconds(over: Sequence, work: Callable) -> float:  # type: ignore[type-arg]
    """Processor time of one round, the best of all: what else the machine does is not counted."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for one in over:
            work(one)
        best = min(best, time.process_time() - began)
    return best


def _checked(phone: Phone) -> None:
    chain_certificates.public_key.cache_clear()
    _checked_again(phone)


def _checked_again(phone: Phone) -> None:
    found = ANDROID.verify(phone.attestation, phone.challenge, phone.at, reader())
    if found.root is not RootTier.OFFICIAL or found.binding is not Binding.BOUND:
        raise AssertionError("a genuine phone was not vouched for")


def _loaded(phone: Phone) -> Loaded:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        certificates = [x509.load_der_x509_certificate(one) for one in phone.encoded]
        for one in certificates:
            one.public_key()
        return certificates


def _signatures(chain: Loaded) -> None:
    for below, above in pairwise(chain):
        key, digest = above.public_key(), below.signature_hash_algorithm
        if isinstance(key, ec.EllipticCurvePublicKey) and digest:
            key.verify(below.signature, below.tbs_certificate_bytes, ec.ECDSA(digest))
        elif isinstance(key, rsa.RSAPublicKey) and digest:
            key.verify(below.signature, below.tbs_certificate_bytes, padding.PKCS1v15(), digest)


def _naive(phone: Phone) -> None:
    chain = _loaded(phone)
    for below, above in pairwise(chain):
        below.verify_directly_issued_by(above)


def _app_attest(one: apple.Object) -> None:
    APPLE.verify(one.attestation, one.content, one.at, apple.reader())
