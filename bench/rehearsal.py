"""Make the small signed picture that each media child examines before any stranger's: `python -m bench.rehearsal`.

It has what most real files have, so that all of it is loaded and touched once: EXIF, a manifest, a time stamp. Its
signers are invented, their keys are thrown away at the end of the run, and no list names them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fixtures import photographs as photo
from fixtures.cast import assembled, list_pem
from fixtures.signing import Manifest, Medium, Stamps, Studio, action
from fixtures.stamping import stamp_authority
from provenance.sandbox.rehearsal import PICTURE

SIDE = 64
"""Pixels; enough for every stage of a decoder."""


def main() -> None:
    """Write the picture over the old one."""
    now = datetime.now(UTC)
    cast = assembled(now, now + timedelta(days=1))
    exif = photo.camera_notes("DEMO Camera Works", "DEMO Camera One", "2026:11:20 07:42:10")
    shot = Medium(photo.jpeg(photo.resized(photo.photograph("lake"), SIDE), exif=exif), "image/jpeg")
    lists = {tier: list_pem(cast, tier, now) for tier in ("official", "interim", "newsroom", "tsa")}
    with stamp_authority(cast.clock.identity) as address:
        studio = Studio(address, lists)
        captured = Manifest("a.jpg", "DEMO", (action("c2pa.created", source_type="digitalCapture"),))
        done = studio.sign(shot, captured, cast.camera, stamps=Stamps.OWN)
    PICTURE.write_bytes(done.content)
    print(len(done.content), "bytes")


if __name__ == "__main__":
    main()
