"""What is measured: a policy as a real desk has it, the corpus of signed files, and one long film made on the spot."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fixtures.corpus import CORPUS
from provenance.policy import Policy, Tier, TrustList

_LISTS = {
    Tier.OFFICIAL: "C2PA-TRUST-LIST.pem",
    Tier.TSA: "C2PA-TSA-TRUST-LIST.pem",
    Tier.INTERIM: "interim-anchors.pem",
}

_BLOCK = 1024 * 1024


def policy() -> Policy:
    """The three published lists."""
    folder = CORPUS / "c2pa" / "trust"
    return Policy(tuple(TrustList(tier, name, (folder / name).read_bytes()) for tier, name in _LISTS.items()))


def signed_files() -> list[Path]:
    """Every file of the corpus of real and made-up Content Credentials."""
    return sorted((CORPUS / "c2pa" / "files").iterdir())


def long_film(size: int) -> tuple[bytes, TrustList]:
    """A real film with `size` bytes more of media data, signed; and the list that names its signer."""
    from fixtures.cast import assembled, list_pem
    from fixtures.signing import Manifest, Medium, Studio, action

    now = datetime.now(UTC)
    cast = assembled(now, now + timedelta(days=1))
    film = (CORPUS / "video" / "iscc-demo.mp4").read_bytes()
    more = (size + 8).to_bytes(4, "big") + b"mdat" + os.urandom(_BLOCK) * (size // _BLOCK)
    manifest = Manifest("film.mp4", "DEMO", (action("c2pa.created", source_type="digitalCapture"),))
    signed = Studio("", {}).sign(Medium(film + more, "video/mp4"), manifest, cast.phone)
    return signed.content, TrustList(Tier.OFFICIAL, "demo", list_pem(cast, "official", now))
