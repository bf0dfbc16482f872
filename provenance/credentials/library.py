"""The only module that imports c2pa: bytes in, the library's own report out, with no network twice over.

The library's verdict word is thrown away: it hides failures that an outer signer recorded (see `signers`).
Objects made before a fork are unusable after it, so contexts are built in the process that reads.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, BinaryIO, cast

import c2pa

from provenance.credentials.pools import Pools
from provenance.credentials.reading import NoManifest, Verdictless

REPORT_BYTES_LIMIT = 24 * 1024 * 1024
"""The library accepts manifests to 32 MB; a report above this holds bulk data that nobody will read."""

CLAIM_PURPOSES = "\n".join(
    (
        "1.3.6.1.5.5.7.3.4",  # emailProtection
        "1.3.6.1.5.5.7.3.36",  # documentSigning
        "1.3.6.1.4.1.311.76.59.1.9",  # Microsoft's C2PA signing
        "1.3.6.1.4.1.62558.2.1",  # C2PA claim signing
    )
)
"""Extended key usages that may sign claims. Without this setting a certificate with the official C2PA usage alone
reads as invalid. timeStamping is left out on purpose: it must not sign claims."""

DAMAGE_WORDS = ("prerelease", "jumbf", "cbor", "manifest", "claim", "assertion", "more than one")
"""Words in the library's error that speak of credentials rather than of the file around them."""


class Library:
    """A prepared reader for one set of pools; use in one thread and one process only."""

    def __init__(self, pools: Pools) -> None:
        self._context = c2pa.Context.from_dict(_settings(pools))

    def read(self, source: BinaryIO, mime: str, sidecar: bytes | None = None) -> dict[str, Any] | NoManifest:
        """The library's conformance report of the file, or why there is none; never raises because media is bad."""
        source.seek(0)
        return _guarded(lambda: self._report(source, mime, sidecar))

    def _report(self, source: BinaryIO, mime: str, sidecar: bytes | None) -> dict[str, Any] | NoManifest:
        reader = c2pa.Reader.try_create(mime, source, sidecar, self._context)
        if reader is None:
            return NoManifest(Verdictless.ABSENT)
        with reader:
            text = reader.crjson()
        if len(text) > REPORT_BYTES_LIMIT:
            return NoManifest(Verdictless.DAMAGED, "report too large")
        return cast(dict[str, Any], json.loads(text))


def _settings(pools: Pools) -> dict[str, Any]:
    trust = {"trust_config": CLAIM_PURPOSES}
    named = {"trust_anchors": pools.system, "user_anchors": pools.user}
    trust.update({name: pem for name, pem in named.items() if pem})
    return {
        "trust": trust,
        "verify": {
            "verify_trust": True,
            "verify_timestamp_trust": pools.judge_stamps,
            "remote_manifest_fetch": False,
            "ocsp_fetch": False,
        },
        "core": {"allowed_network_hosts": []},
    }


def _guarded(read: Callable[[], dict[str, Any] | NoManifest]) -> dict[str, Any] | NoManifest:
    try:
        return read()
    except c2pa.C2paError.ManifestNotFound:
        return NoManifest(Verdictless.ABSENT)
    except c2pa.C2paError as error:
        return _no_manifest(str(error))
    except (ValueError, RecursionError) as error:
        return NoManifest(Verdictless.DAMAGED, type(error).__name__)


def _no_manifest(message: str) -> NoManifest:
    _, remote, url = message.partition("must fetch remote manifests from url ")
    if remote:
        return NoManifest(Verdictless.REMOTE, url.strip())
    said = message.lower()
    damaged = message.startswith("Verify") or any(word in said for word in DAMAGE_WORDS)
    return NoManifest(Verdictless.DAMAGED if damaged else Verdictless.UNPARSABLE, message[:200])
