"""Apple App Attest: an app's key in the Secure Enclave, attested once, and its assertions over later content."""

from __future__ import annotations

from typing import Final

from provenance.attestation.formats.apple.format import AppAttest

FORMAT: Final = AppAttest()
