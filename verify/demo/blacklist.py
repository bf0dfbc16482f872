"""The camera list of a demo: five maintainers whose keys, holders and stations all lie on this machine.

That defeats the purpose of having five, and every page says so. Their keys come from words that stand here.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import coincurve
from django.conf import settings

from provenance.blindlist.budgets import Budgets
from provenance.blindlist.errors import SodiumMissing
from provenance.blindlist.holding_store import HolderStore, hash_of
from provenance.blindlist.pins import set_to_json
from provenance.blindlist.sodium import sodium
from provenance.blindlist.station import secrets_of
from provenance.blindlist.station.secrets_of import StationKeys
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet
from verify.environment import folder

COUNT: Final = 5
QUORUM: Final = 3
NAMES: Final = (
    ("DEMO Harbour Desk", "CH", "newsroom"),
    ("DEMO Lantern Platform", "DE", "platform"),
    ("DEMO Prism Cameras", "JP", "vendor"),
    ("DEMO Meridian University", "BR", "academia"),
    ("DEMO Open Records", "ZA", "rights"),
)
STATION_BUDGET: Final = Budgets(open=1_000_000, serials=1_000_000, links=0)
SITE_BUDGET: Final = Budgets(open=10_000_000, serials=10_000, links=100_000)


def hindrance() -> str:
    """Why this machine's demo has no camera list, as a sentence; empty where it has one."""
    try:
        sodium()
    except SodiumMissing as problem:
        return f"{problem.public} Until then this demo has no camera list."
    return ""


def home() -> Path:
    """Where the demo's list lies."""
    return folder(Path(settings.LIST_DIR))


def station_folder(index: int) -> Path:
    """The host of one maintainer, as far as a demo has one."""
    return home() / "stations" / str(index)


def holder_folder(index: int) -> Path:
    """The key holder of one maintainer."""
    return home() / "holders" / str(index)


def socket_path() -> str:
    """Where all five key holders answer; short, because the path of a socket has 107 bytes at most."""
    full = Path(settings.DATA_DIR).absolute() / "run" / "holders.sock"
    return min(str(full), os.path.relpath(full, settings.BASE_DIR), key=len)


def demo_keys(index: int) -> StationKeys:
    """The keys of this maintainer; everybody can make them."""
    return secrets_of.make_from(station_folder(index), HolderIndex(index), _word_bytes(index))


def demo_set() -> MaintainerSet:
    """The five maintainers of a demo."""
    return MaintainerSet(1, QUORUM, QUORUM, tuple(_members()))


def prepare() -> MaintainerSet:
    """Make what is not there yet: keys, pins, tokens, holders."""
    members = demo_set()
    pins = home() / "pins.json"
    if not pins.exists():
        pins.write_text(json.dumps(set_to_json(members), indent=1), "utf-8")
    tokens = [("site", _token(home() / "token"), SITE_BUDGET)]
    tokens += [(f"station {one.index}", _token(station_folder(one.index) / "token"), STATION_BUDGET)
               for one in members.members]  # fmt: skip
    for one in members.members:
        (station_folder(one.index) / "pins.json").write_text(pins.read_text("utf-8"), "utf-8")
        store = HolderStore(folder(holder_folder(one.index)))
        for name, token, budgets in tokens:
            store.add_token(name, budgets, hash_of(token))
    return members


def _members() -> Iterator[Maintainer]:
    for index, (name, place, sector) in enumerate(NAMES, start=1):
        keys = demo_keys(index)
        wallet = coincurve.PrivateKey(_seed(f"maintainer-{index}")).public_key.format(compressed=True)
        yield Maintainer(
            HolderIndex(index), name, keys.signing.public, keys.sealing.public, place, sector,
            f"unix:{socket_path()}:/{index}", name.removeprefix("DEMO "), wallet,
        )  # fmt: skip


def _word_bytes(index: int) -> Iterator[bytes]:
    return (_seed(f"maintainer-{index} {use}") for use in ("signs", "opens"))


def _seed(word: str) -> bytes:
    return hashlib.sha256(f"firstlight demo key of {word}, worth nothing".encode()).digest()


def _token(path: Path) -> str:
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(32), "utf-8")
    return path.read_text("utf-8").strip()
