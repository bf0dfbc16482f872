"""The check of an App Attest capture, each step as Apple's documentation numbers it, at the time of the capture.

The chain is judged at `at` where the attestation itself binds the content. Where an assertion does, it is judged at the
moment Apple issued the certificate: it lives for days, the key it attested signs for as long as the app is installed.
Receipts, which Apple's server trades for a measure of risk, are not looked at. Sources: Apple, "Validating apps that
connect to your server"; notes on hardware attestation section 1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from provenance.attestation import der
from provenance.attestation.formats.apple import objects
from provenance.attestation.formats.apple.counting import replayed
from provenance.attestation.formats.apple.leaf import NONCE_OID, app_named, key_id_of, key_of, nonce_of
from provenance.attestation.levels import (
    CHAIN_BROKEN,
    HARDWARE,
    LAPSED,
    NOT_AN_AUTHORITY,
    NOT_YET,
    SIGNATURE_BROKEN,
    UNREADABLE,
    Standing,
    weighed,
)
from provenance.attestation.naming import app_key_id, authority_id, leaf_key_id
from provenance.attestation.revocation import NOT_PUBLISHED, asked
from provenance.attestation.types import (
    AppStanding,
    Binding,
    ContentDigest,
    DeviceId,
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
from provenance.attestation.walking import Rules, Walk, Way, walk

NAME: Final = "apple_app_attest"

ENVIRONMENTS: Final = {b"appattest".ljust(16, b"\0"): "production", b"appattestdevelop": "development"}

DEVELOPMENT: Final = Standing(Level.HARDWARE, "hardware.development")
NONCE: Final = Standing(Level.REFUSED, "attestation.nonce_differs")
KEY_ID: Final = Standing(Level.REFUSED, "attestation.key_differs")
COUNTED_ALREADY: Final = Standing(Level.REFUSED, "counter.not_first")
REPLAYED: Final = Standing(Level.REFUSED, "counter.replayed")
APP: Final = Standing(Level.REFUSED, "attestation.app_differs")
ENVIRONMENT: Final = Standing(Level.REFUSED, "attestation.environment_unknown")
ATTESTED_ISSUER: Final = Standing(Level.REFUSED, "chain.attested_issuer")
NOT_UNDERSTOOD: Final = Standing(Level.REFUSED, "signature.not_understood")

_RULES: Final = Rules(marks=(b"\x06\x09" + NONCE_OID,))
_REFUSED: Final = {
    Way.BROKEN: CHAIN_BROKEN, Way.NOT_AN_AUTHORITY: NOT_AN_AUTHORITY, Way.MARKED_ISSUER: ATTESTED_ISSUER,
    Way.NOT_UNDERSTOOD: NOT_UNDERSTOOD,
}  # fmt: skip
_NOT_CHECKED: Final = ("receipt", "system_is_honest", "app_shows_what_the_camera_saw")


@dataclass(frozen=True, slots=True)
class AppAttest:
    """Reads what `objects` describes; the client data hash of what binds the content is the content's digest."""

    name: str = NAME

    def detect(self, attestation: bytes) -> bool:
        """Whether this names the format as an attestation object does."""
        return b"fmt\x6f" + objects.FORMAT_NAME.encode() in attestation

    def verify(self, attestation: bytes, content: ContentDigest, at: datetime, reader: Reader) -> Evidence:
        """What attestation and assertion show about this content at this time."""
        try:
            capture = objects.read(attestation)
        except der.NotDer:
            return _refused(UNREADABLE)
        leaf = capture.attestation.chain[0]
        went = walk(
            capture.attestation.chain, _roots(reader), at if capture.assertion is None else leaf.not_before, _RULES
        )
        wrong = _REFUSED.get(went.way) or _wrong(capture, content, reader)
        if wrong is not None:
            return _refused(wrong)
        return _evidence(capture, went, content, at, reader)


def _roots(reader: Reader) -> tuple[MakerRoot, ...]:
    return tuple(one for one in reader.roots if one.platform in (Platform.APPLE, Platform.ANY))


def _wrong(capture: objects.Capture, content: ContentDigest, reader: Reader) -> Standing | None:
    """The first of Apple's steps that fails, or None; that an attestation alone is for other content is no failure."""
    attested = capture.attestation
    key = key_of(attested.chain[0])
    if key is None or nonce_of(attested.chain[0]) is None:
        return UNREADABLE
    if key_id_of(key) != attested.key_id:
        return KEY_ID
    if attested.data.counter != 0:
        return COUNTED_ALREADY
    if attested.environment not in ENVIRONMENTS:
        return ENVIRONMENT
    if capture.assertion is None or capture.challenge is None:
        return None
    return _wrong_assertion(capture, key, content, reader)


def _wrong_assertion(
    capture: objects.Capture, key: ec.EllipticCurvePublicKey, content: ContentDigest, reader: Reader
) -> Standing | None:
    attested, assertion, challenge = capture.attestation, capture.assertion, capture.challenge
    if assertion is None or challenge is None or not _made_for(attested, challenge):
        return NONCE
    if assertion.data.app != attested.data.app:
        return APP
    nonce = hashlib.sha256(assertion.data.encoded + content).digest()
    try:
        key.verify(assertion.signature, nonce, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return SIGNATURE_BROKEN
    if assertion.data.counter < 1 or replayed(attested.chain[0].key, assertion.data.counter, content, reader):
        return REPLAYED
    return None


def _made_for(attested: objects.Attestation, client_data_hash: bytes) -> bool:
    return nonce_of(attested.chain[0]) == hashlib.sha256(attested.data.encoded + client_data_hash).digest()


def _refused(standing: Standing) -> Evidence:
    return Evidence(
        NAME, standing.level, standing.code, Binding.NOT_CHECKED, RootTier.NONE, "", NOT_PUBLISHED, {}, ("binding",)
    )


def _evidence(capture: objects.Capture, went: Walk, content: ContentDigest, at: datetime, reader: Reader) -> Evidence:
    bound = capture.assertion is not None or _made_for(capture.attestation, content)
    revocation = _revocation(went, at, reader)
    standing = _standing(capture, went, revocation, at, bound=bound)
    app = app_named(went.path[0], capture.attestation.data.app)
    claims = {"environment": ENVIRONMENTS[capture.attestation.environment]} | ({"app": app[:80]} if app else {})
    return Evidence(
        NAME, standing.level, standing.code, Binding.BOUND if bound else Binding.UNBOUND,
        went.root.tier if went.root else RootTier.NONE, went.root.maker if went.root else "", revocation,
        # Without the content's digest nothing ties the statement about the app to the certificate.
        claims if bound else {}, _NOT_CHECKED, ids=_ids(capture, went, app) if bound else (),
        app=_app(capture, reader) if bound else AppStanding.NOT_CHECKED,
    )  # fmt: skip


def _revocation(went: Walk, at: datetime, reader: Reader) -> RevocationEvidence:
    above: list[KeyDigest | None] = [*(one.key for one in went.path[1:]), went.root.key if went.root else None]
    numbers = [(one.serial, issuer) for one, issuer in zip(went.path, above, strict=True)]
    known = asked(reader.revocations, Platform.APPLE, numbers, at)
    return NOT_PUBLISHED if known.state is Revocation.UNKNOWN else known


def _standing(
    capture: objects.Capture, went: Walk, revocation: RevocationEvidence, at: datetime, *, bound: bool
) -> Standing:
    developing = bound and ENVIRONMENTS[capture.attestation.environment] == "development"
    best = DEVELOPMENT if developing else HARDWARE
    if went.early or at < went.path[0].not_before:
        best = NOT_YET
    elif went.late:
        best = LAPSED
    # Where the maker publishes no revocations, that none is known does not lower what its root vouches for.
    known = _NOTHING_AGAINST if revocation is NOT_PUBLISHED else revocation
    return weighed(best, went.root, known, at, at)


_NOTHING_AGAINST: Final = RevocationEvidence(Revocation.GOOD, NOT_PUBLISHED.code)


def _app(capture: objects.Capture, reader: Reader) -> AppStanding:
    """Whether the reader counts the app; a build for development signs whatever a debugger asks it to."""
    if not reader.apps:
        return AppStanding.NOT_CHECKED
    counted = any(hashlib.sha256(name.encode()).digest() == capture.attestation.data.app for name in reader.apps)
    finished = ENVIRONMENTS[capture.attestation.environment] == "production"
    return AppStanding.COUNTED if counted and finished else AppStanding.NOT_COUNTED


def _ids(capture: objects.Capture, went: Walk, app: str) -> tuple[DeviceId, ...]:
    """Whom to ask about. Without a listed root anybody can name any key; only one that signed is shown to be there."""
    key_id = KeyDigest(capture.attestation.key_id)
    if went.root is None:
        return (leaf_key_id(went.path[0].key),) if capture.assertion else ()
    above = [authority_id(one.key) for one in went.path[1:2]]
    return (leaf_key_id(went.path[0].key), app_key_id(app, key_id), *above)
