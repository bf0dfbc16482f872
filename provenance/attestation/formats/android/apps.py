"""Which app asked an Android key for its attestation, and whether the reader counts it.

A reader names an app by its package and the SHA-256 of the certificate that signed it, `package@digest`: a package name
alone can be taken by anybody who installs an app of that name, and counts only where the reader wrote it so. Both are
written by the operating system: one that the owner put on the phone, or of which nothing is known, writes anything.
"""

from __future__ import annotations

from provenance.attestation.formats.android.description import App, Boot, KeyDescription, RootOfTrust
from provenance.attestation.types import AppStanding, Reader


def app_of(said: KeyDescription) -> App | None:
    """The app as the operating system names it, or None where it names none."""
    app = said.software.get("attestationApplicationId") or said.hardware.get("attestationApplicationId")
    return app if isinstance(app, App) else None


def standing_of_app(said: KeyDescription, reader: Reader) -> AppStanding:
    """Whether the reader counts the one app that asked; keys that several apps share are counted for none."""
    if not reader.apps or not _named_by_the_maker_s_system(said):
        return AppStanding.NOT_CHECKED
    app = app_of(said)
    if app is None or len(app.packages) != 1 or len(app.signers) != 1:
        return AppStanding.NOT_COUNTED
    package, signer = app.packages[0][0], app.signers[0].hex()
    counted = {package, f"{package}@{signer}"} & {_plain(name) for name in reader.apps}
    return AppStanding.COUNTED if counted else AppStanding.NOT_COUNTED


def _named_by_the_maker_s_system(said: KeyDescription) -> bool:
    started = said.hardware.get("rootOfTrust")
    return isinstance(started, RootOfTrust) and started.locked and started.boot is Boot.VERIFIED


def _plain(name: str) -> str:
    package, at, signer = name.partition("@")
    return f"{package}{at}{signer.lower().replace(':', '')}"
