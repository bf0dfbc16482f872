"""The check of an Android attestation, in the order in which each step makes the next one worth doing.

Chain (signatures, names, authorities, no attested key as issuer), root by public key, statement, binding, dates,
revocation. Under the roots of software keystores, whose keys are public, nothing is believed, and a statement there
that claims hardware is refused as what it is: untrusted, not tampered. Source: Android key and ID attestation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from provenance.attestation import der
from provenance.attestation.chain_certificates import Certificate, public_key
from provenance.attestation.formats.android import container
from provenance.attestation.formats.android.apps import standing_of_app
from provenance.attestation.formats.android.claims import claims_of, ids_of
from provenance.attestation.formats.android.description import OID, KeyDescription, description_of
from provenance.attestation.formats.android.standing import claims_hardware, standing_of
from provenance.attestation.known_software import KNOWN_SOFTWARE, says_software
from provenance.attestation.levels import (
    CHAIN_BROKEN,
    LAPSED,
    NOT_AN_AUTHORITY,
    NOT_YET,
    SIGNATURE_BROKEN,
    SOFTWARE_CLAIMS_HARDWARE,
    UNREADABLE,
    Standing,
    weighed,
)
from provenance.attestation.naming import leaf_key_id
from provenance.attestation.revocation import asked
from provenance.attestation.types import (
    Binding,
    ContentDigest,
    DeviceId,
    Evidence,
    KeyDigest,
    Level,
    MakerRoot,
    Platform,
    Reader,
    RevocationEvidence,
    RootTier,
)
from provenance.attestation.walking import Rules, Walk, Way, walk

NAME: Final = "android_key"

OLDEST_ROOT: Final = bytes.fromhex("feb2ea7551ee316ed4bb443c8293b884dbfdea40b603ee3e4f4a897e4580fbae")
"""Key of the maker's RSA root: the only one under which batch certificates were made that say they are no authority."""

ATTESTED_ISSUER: Final = Standing(Level.REFUSED, "chain.attested_issuer")
NOT_UNDERSTOOD: Final = Standing(Level.REFUSED, "signature.not_understood")
MALFORMED: Final = Standing(Level.REFUSED, "statement.malformed")
ABSENT: Final = Standing(Level.REFUSED, "statement.absent")
SOFTWARE_ROOT: Final = Standing(Level.ROOT_UNKNOWN, "root.software")

_IN_DER: Final = b"\x06\x0a" + OID
_RULES: Final = Rules(marks=(_IN_DER,), lenient_roots=frozenset({OLDEST_ROOT}))
_REFUSED: Final = {
    Way.BROKEN: CHAIN_BROKEN, Way.NOT_AN_AUTHORITY: NOT_AN_AUTHORITY, Way.MARKED_ISSUER: ATTESTED_ISSUER,
    Way.NOT_UNDERSTOOD: NOT_UNDERSTOOD,
}  # fmt: skip
_PEM: Final = re.compile(rb"\s*-----BEGIN CERTIFICATE-----")
_NOT_CHECKED: Final = ("system_is_honest", "app_shows_what_the_camera_saw")


@dataclass(frozen=True, slots=True)
class AndroidKey:
    """Reads what `container` describes; content is bound by the challenge, or by the attested key's signature."""

    name: str = NAME

    def detect(self, attestation: bytes) -> bool:
        """Whether this holds certificates, one of which may carry the extension."""
        return bool(_PEM.match(attestation)) or _IN_DER in attestation

    def verify(self, attestation: bytes, content: ContentDigest, at: datetime, reader: Reader) -> Evidence:
        """What the chain shows about this content at this time."""
        try:
            attested = container.read(attestation)
        except der.NotDer:
            return _refused(UNREADABLE)
        went = walk(attested.chain, _roots(reader), at, _RULES)
        if went.way in _REFUSED:
            return _refused(_REFUSED[went.way])
        return _judged(attested, went, content, at, reader)


def _roots(reader: Reader) -> tuple[MakerRoot, ...]:
    listed = tuple(one for one in reader.roots if one.platform in (Platform.ANDROID, Platform.ANY))
    # Known software keys win over any list: who lists one by mistake would believe everybody.
    return (*(one for one in listed if one.key not in _SOFTWARE_KEYS), *KNOWN_SOFTWARE)


_SOFTWARE_KEYS: Final = frozenset(one.key for one in KNOWN_SOFTWARE)


def _refused(standing: Standing, went: Walk | None = None) -> Evidence:
    root = went.root if went else None
    unknown = asked(None, Platform.ANDROID, (), datetime.min.replace(tzinfo=UTC))
    return Evidence(
        NAME, standing.level, standing.code, Binding.NOT_CHECKED, root.tier if root else RootTier.NONE,
        root.maker if root else "", unknown, {}, ("binding",),
    )  # fmt: skip


def _judged(attested: container.Attested, went: Walk, content: ContentDigest, at: datetime, reader: Reader) -> Evidence:
    said = _statement(attested.chain[0])
    if isinstance(said, Standing):
        return _refused(said, went)
    signs = attested.signature is not None
    if signs and not _made_by(attested.chain[0], attested.signature or b"", content):
        return _refused(SIGNATURE_BROKEN, went)
    bound = Binding.BOUND if signs or _asked_for(said, content) else Binding.UNBOUND
    revocation = asked(reader.revocations, Platform.ANDROID, _numbers(went), at)
    standing = _standing(said, went, revocation, at, signs=signs)
    found = _evidence(said, went, standing, bound, revocation, reader)
    return replace(found, ids=_ids(said, went, signs=signs)) if bound is Binding.BOUND else found


def _asked_for(said: KeyDescription, content: ContentDigest) -> bool:
    return bool(content) and said.challenge == content


def _statement(leaf: Certificate) -> KeyDescription | Standing:
    found = leaf.values_of(OID)
    if not found:
        return ABSENT
    try:
        return description_of(found[0]) if len(found) == 1 else MALFORMED
    except der.NotDer:
        return MALFORMED


def _standing(
    said: KeyDescription, went: Walk, revocation: RevocationEvidence, at: datetime, *, signs: bool
) -> Standing:
    if (went.root is not None and went.root.known_software) or (went.root is None and says_software(went.path[-1])):
        return SOFTWARE_CLAIMS_HARDWARE if claims_hardware(said) else SOFTWARE_ROOT
    best = standing_of(said, signs=signs)
    if went.root is not None and (went.early or went.late):
        best = min(best, NOT_YET if went.early else LAPSED, key=lambda one: one.level)
    return weighed(best, went.root, revocation, at, at)


def _numbers(went: Walk) -> list[tuple[int, KeyDigest | None]]:
    above = [*(one.key for one in went.path[1:]), went.root.key if went.root else None]
    return [(one.serial, issuer) for one, issuer in zip(went.path, above, strict=True)]


def _made_by(leaf: Certificate, signature: bytes, content: ContentDigest) -> bool:
    key, digest = public_key(leaf.spki), Prehashed(hashes.SHA256())
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, content, ec.ECDSA(digest))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), digest)
        else:
            return False
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def _evidence(
    said: KeyDescription,
    went: Walk,
    standing: Standing,
    bound: Binding,
    revocation: RevocationEvidence,
    reader: Reader,
) -> Evidence:
    trusted = went.root if went.root and not went.root.known_software else None
    return Evidence(
        NAME, standing.level, standing.code, bound, trusted.tier if trusted else RootTier.NONE,
        trusted.maker if trusted else "", revocation, claims_of(said), _unchecked(said),
        app=standing_of_app(said, reader),
    )  # fmt: skip


def _ids(said: KeyDescription, went: Walk, *, signs: bool) -> tuple[DeviceId, ...]:
    """Whom to ask about. Without a listed root anybody can name any key; only one that signed is shown to be there."""
    if went.root is None or went.root.known_software:
        return (leaf_key_id(went.path[0].key),) if signs else ()
    return ids_of(said, went)


def _unchecked(said: KeyDescription) -> tuple[str, ...]:
    odd: Sequence[str] = () if said.known_version and not said.beyond else ("schema_version",)
    return (*_NOT_CHECKED, *odd)
