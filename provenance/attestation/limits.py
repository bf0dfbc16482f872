"""Bounds on what strangers send as attestations, with the reason of each; beyond one, it counts as unreadable."""

from __future__ import annotations

from typing import Final

ATTESTATION_BYTES: Final = 64 * 1024
"""One attestation, chain included: the largest genuine one seen has 8 KiB."""

CHAIN_CERTIFICATES: Final = 8
"""Certificates of one chain: field phones have 3 to 5, remotely provisioned ones may get one or two more."""

CERTIFICATE_BYTES: Final = 16 * 1024
"""One certificate: genuine ones have up to 1.5 KiB, those with post-quantum keys and signatures up to 8 KiB."""

DER_ITEMS: Final = 512
"""Parts of one DER structure at one level: the longest genuine list has about forty."""

ANCHORS_TRIED: Final = 64
"""Roots whose key is tried where a chain comes without its root: each try is one signature check."""

LEAST_RSA_BITS: Final = 2048
"""Of a key that vouches for another one; weaker ones can be broken, whoever lists them."""

ROOTS_BYTES: Final = 1024 * 1024
"""A file of makers' roots: the published ones have some KiB."""

MOST_ROOTS: Final = 500
"""Roots of one file."""

STATUS_LIST_BYTES: Final = 8 * 1024 * 1024
"""A status list: the published one holds some thousand entries of about 80 bytes."""

MOST_ENTRIES: Final = 100_000
"""Entries of one status list."""

OCSP_BYTES: Final = 32 * 1024
"""One OCSP response with its responder's certificate: 2 KiB are usual."""
