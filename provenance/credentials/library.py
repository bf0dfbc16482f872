"""The way in to c2pa: bytes in, the library's own report out, with no network twice over.

The library's verdict word is thrown away: it hides failures that an outer signer recorded (see `signers`).
Objects made before a fork are unusable after it, so contexts are built in the process that reads.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any, BinaryIO, cast

import c2pa

from provenance.credentials.pools import Pools
from provenance.credentials.purposes import CLAIM_PURPOSES
from provenance.credentials.reading import NoManifest, Verdictless

REPORT_BYTES_LIMIT = 24 * 1024 * 1024
"""The library accepts manifests to 32 MB; a report above this holds bulk data that nobody will read."""

DAMAGE_WORDS = ("prerelease", "jumbf", "cbor", "manifest", "claim", "assertion", "more than one")
"""Words in the library's error that speak of credentials rather than of the file around them."""


class Library:
    """A prepared reader for one set of pools; use in one thread and one process only."""

    def __init__(self, pools: Pools, *, judges: bool = True) -> None:
        self._context = c2pa.Context.from_dict(library_settings(pools, judges=judges))

    def read(self, source: BinaryIO, mime: str, sidecar: bytes | None = None) -> dict[str, Any] | NoManifest:
        """The library's conformance report of the file, or why there is none; never raises because media is bad."""
        source.seek(0)
        return _guarded(lambda: self._report(source, mime, sidecar))

    def archive(self, source: BinaryIO, mime: str) -> bytes | None:
        """The library's working archive for editing this file, which holds its manifests; None where it has none."""
        source.seek(0)
        archive = io.BytesIO()
        draft = {"claim_generator_info": [{"name": "firstlight", "version": "1"}], "assertions": []}
        try:
            with c2pa.Builder(draft, self._context) as builder:
                builder.add_ingredient({"title": "file", "relationship": "parentOf"}, mime, source)
                builder.to_archive(archive)
        except (c2pa.C2paError, ValueError):
            return None
        return archive.getvalue()

    def _report(self, source: BinaryIO, mime: str, sidecar: bytes | None) -> dict[str, Any] | NoManifest:
        reader = c2pa.Reader.try_create(mime, source, sidecar, self._context)
        if reader is None:
            return NoManifest(Verdictless.ABSENT)
        with reader:
            text = reader.crjson()
        if len(text) > REPORT_BYTES_LIMIT:
            return NoManifest(Verdictless.DAMAGED, "report too large")
        return cast(dict[str, Any], json.loads(text))


def library_settings(pools: Pools, *, judges: bool) -> dict[str, Any]:
    """How the library is set up: the reader's pools, and no network twice over."""
    trust = {"trust_config": "\n".join(CLAIM_PURPOSES)}
    named = {"trust_anchors": pools.system, "user_anchors": pools.user}
    trust.update({name: pem for name, pem in named.items() if pem})
    return {
        "trust": trust,
        "verify": {
            # Where only the bytes of the store are wanted, nothing is hashed: of a film that is the longest part.
            "verify_after_reading": judges,
            "verify_trust": judges,
            "verify_timestamp_trust": pools.judge_stamps,
            "remote_manifest_fetch": False,
            "ocsp_fetch": False,
        },
        "core": {"allowed_network_hosts": []},
        # Working archives are taken apart here, never signed: a preview would decode the picture for nothing.
        "builder": {"thumbnail": {"enabled": False}},
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
