"""The demo camera in a folder: its seed and plate, readable by its owner alone, and the root that readers may list."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Final

from provenance.attestation.demo_camera.making import Camera, Plate, camera, maker, status_list
from provenance.attestation.errors import AttestationError

CAMERA: Final = "camera.json"
ROOT: Final = "root.pem"
STATUS: Final = "status.json"
NEVER_MADE: Final = 0xDEAD
"""A list of withdrawn certificates names at least one; no camera has this number."""
SEED_BYTES: Final = 32
MOST_BYTES: Final = 16 * 1024
"""The file has a few hundred bytes."""

_README: Final = """A DEMO CAMERA

Its key follows from the seed in camera.json: software that acts as a secure element. It proves nothing.
root.pem is the certificate that a reader may list to see what a maker's root does; status.json is the maker's list of
withdrawn certificates. It is as old as its file: after a week it says nothing any more (touch it).
"""


class BadCamera(AttestationError):
    """The folder holds no demo camera, or one is there already: name another folder."""


def founded(folder: Path, maker_name: str, plate: Plate, now: datetime, random: Callable[[int], bytes]) -> Camera:
    """A new camera in a new or empty folder; raises BadCamera."""
    if folder.exists() and any(folder.iterdir()):
        raise BadCamera(f"{folder} is not empty. Name a new folder for the camera.")
    said = {"maker": maker_name, **asdict(plate), "made": now.isoformat(), "seed": random(SEED_BYTES).hex()}
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder / CAMERA, json.dumps(said, indent=1).encode(), 0o600)
    (folder / "README").write_text(_README, "utf-8")
    made = kept(folder)
    by = maker(maker_name, bytes.fromhex(said["seed"]), now)
    (folder / ROOT).write_bytes(by.root.pem)
    (folder / STATUS).write_bytes(status_list(by, NEVER_MADE))
    return made


def kept(folder: Path) -> Camera:
    """The camera in a folder; raises BadCamera."""
    try:
        with (folder / CAMERA).open("rb") as file:
            said = json.loads(file.read(MOST_BYTES))
        seed, now = bytes.fromhex(said["seed"]), datetime.fromisoformat(said["made"])
        plate = Plate(said["model"], said["firmware"], said["serial"])
        return camera(maker(said["maker"], seed, now), plate, seed, now, edwards=said.get("edwards") is True)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadCamera(f"{folder} holds no demo camera. Make one with `camera new`.", repr(error)) from error


def _write(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
