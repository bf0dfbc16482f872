"""Android Key Attestation: a chain that a phone's keystore made, and what it says about key, system and app."""

from __future__ import annotations

from typing import Final

from provenance.attestation.formats.android.format import AndroidKey

FORMAT: Final = AndroidKey()
