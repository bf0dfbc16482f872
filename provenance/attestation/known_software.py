"""Roots of software keystores, whose private keys are public: known, so that what stands under them is not believed.

They are the keys of the Android Open Source Project's software attestation, EC and RSA, in use since 2016: anybody can
sign with them. A root that only bears such a name counts as one too, because a name may lower what is believed and
never raise it.
"""

from __future__ import annotations

import hashlib
from typing import Final

from provenance.attestation.chain_certificates import Certificate
from provenance.attestation.types import KeyDigest, MakerRoot, Platform, RootTier

_KEYS: Final = (
    (
        "3059301306072a8648ce3d020106082a8648ce3d03010703420004ee5d5ec7e1c0db6d03a67ee6b61bec4d6a5d6a682e0fff7f490e7d771f"
        "44226dbdb1affa16cbc7adc577d2569caab7b02d54015d3e432b2a8ed74eec487541a4"
    ),
    (
        "30819f300d06092a864886f70d010101050003818d0030818902818100a26badeb6e2e4461efd50e82e6b794d175231f779b639163fff7aa"
        "ff0b72474ec02c43ec337cd7aced403e8c28a066d5f7870b3397de0eb84e1340abafa527bf9569a031db065265f844595761f0bbf2174bb7"
        "418064c0280e8f52778edbd247b645e919c8e98bc3dbc2913fd7d750c41d3566f957e497960b09acce9235859b0203010001"
    ),
)
_NAMES: Final = (b"Android Keystore Software Attestation", b"Android Software Attestation")


def _root(spki: bytes) -> MakerRoot:
    key = KeyDigest(hashlib.sha256(spki).digest())
    origin = "Android Open Source Project"
    return MakerRoot(key, "", Platform.ANDROID, RootTier.NONE, spki, origin=origin, known_software=True)


KNOWN_SOFTWARE: Final = tuple(_root(bytes.fromhex(spki)) for spki in _KEYS)


def says_software(last: Certificate) -> bool:
    """Whether the last certificate of a chain bears the name of a software keystore, whatever its key."""
    return any(name in last.issuer or name in last.subject for name in _NAMES)
