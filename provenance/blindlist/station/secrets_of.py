"""The two keys of one maintainer, in one file that only this account reads."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from provenance.blindlist.errors import BadBlob
from provenance.blindlist.sealing import SealingKey
from provenance.blindlist.signing import SigningKey
from provenance.blindlist.types import HolderIndex

SEED_BYTES: Final = 32
FILE: Final = "keys.json"


@dataclass(frozen=True, slots=True)
class StationKeys:
    """Which maintainer this is, and what it signs and opens with."""

    index: HolderIndex
    signing: SigningKey
    sealing: SealingKey


def make(folder: Path, index: HolderIndex, random: Callable[[int], bytes]) -> StationKeys:
    """New keys in this folder; raises BadBlob where there are keys already: they are never replaced."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = {"index": index, "signing": random(SEED_BYTES).hex(), "sealing": random(SEED_BYTES).hex()}
    try:
        descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise BadBlob("This folder has keys already. Name another one: keys are never replaced.") from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        json.dump(content, target)
        target.flush()
        os.fsync(target.fileno())
    return load(folder)


def make_from(folder: Path, index: HolderIndex, seeds: Iterator[bytes]) -> StationKeys:
    """The keys in this folder, made from these seeds where there are none: for demonstrations alone."""
    return load(folder) if (folder / FILE).exists() else make(folder, index, lambda _: next(seeds))


def load(folder: Path) -> StationKeys:
    """The keys in this folder; raises BadBlob where there are none."""
    try:
        found = json.loads((folder / FILE).read_bytes())
        signing, sealing = bytes.fromhex(found["signing"]), bytes.fromhex(found["sealing"])
        return StationKeys(HolderIndex(int(found["index"])), SigningKey(signing), SealingKey.of_seed(sealing))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadBlob("There are no keys of a maintainer here: python -m provenance blindlist keys new.") from error
