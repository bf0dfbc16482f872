"""Everything the asking site keeps, with the public list and two key shares, against a million guessed serials.

The attacker has every database, log line, page, file and backup of the asking site, the edition that anybody may
download, and the shares of two key holders. With a third share the same attack finds the camera: the rig can fail.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from provenance.attestation.types import DeviceId
from provenance.blindlist.ids import canonical, key_of
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.oprf import label_by_key
from provenance.blindlist.pins import read_pins
from provenance.blindlist.ristretto import add, multiply, scalar
from provenance.blindlist.sharing import weights_at_zero
from provenance.blindlist.types import KeyShare, Scalar
from verify import logs, wiring
from verify.cases.examining import examine_verification
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.services import verification_start
from verify.cases.tests.examples import png
from verify.cases.tests.listing_cameras import LEAF, MODEL, SERIAL, Listing, listing, since
from verify.cases.tests.test_cameras_are_asked_about_blinded import captured
from verify.cases.tests.test_examining import Planted
from verify.cases.uploader import Uploader

FIRST_SERIAL = 6_000_000
MILLION = 1_000_000
FEW = 300
IDS = (LEAF, MODEL, SERIAL)

pytestmark = pytest.mark.django_db(databases=["default", "jobs", "keys", "blacklist"])


def serial(number: int) -> DeviceId:
    return replace(SERIAL, value=str(number))


@dataclass
class Spoils:
    """What was carried off: all bytes of the asking site, and the edition that is public anyway."""

    content: bytes
    mirror: Mirror

    def names(self, device: DeviceId) -> list[str]:
        """In which ways the spoils name a device outright: in clear, or by a digest that anybody can compute."""
        return [name for name, mark in marks(device) if mark in self.content]


def marks(device: DeviceId) -> Iterator[tuple[str, bytes]]:
    """A device id as it could have been kept: its words, and their digests as bytes and in hex."""
    for what, content in (("value", device.value.encode()), ("id", canonical(device))):
        yield what, content
        for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "sha3_256"):
            digest = hashlib.new(name, content).digest()
            yield f"{name} of {what}", digest
            yield f"{name} of {what} in hex", digest.hex().encode()


def key_of_shares(shares: Sequence[KeyShare]) -> Scalar:
    """The key that these shares would make if they were enough."""
    weights = weights_at_zero([one.index for one in shares])
    total = scalar(0)
    for one in shares:
        total = add(total, multiply(weights[one.index], one.value))
    return total


def found_by(spoils: Spoils, shares: Sequence[KeyShare], guesses: Sequence[int]) -> list[int]:
    """The guesses whose record opens with these shares."""
    key = key_of_shares(shares)
    return [one for one in guesses if spoils.mirror.look(label_by_key(canonical(serial(one)), key)) is not None]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, settings: Any, data_dir: Path, held: Quarantine) -> Listing:
    found = listing(monkeypatch, settings, data_dir)
    found.put(SERIAL, since())
    return found


@pytest.fixture
def held(data_dir: Path) -> Quarantine:
    return wiring.quarantine()


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    description = logs.settings(level="DEBUG", stream=stream)
    shape = dict(description["formatters"]["json"])
    handler = logging.StreamHandler(stream)
    handler.setFormatter(shape.pop("()")(**shape))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def check_a_capture(monkeypatch: pytest.MonkeyPatch, *ids: DeviceId) -> Verification:
    monkeypatch.setattr(wiring, "_examiner", Planted(lambda: captured(*ids)))
    started = verification_start(upload=io.BytesIO(png()), size=None, uploader=Uploader.fresh())
    examine_verification(started.pk)
    started.refresh_from_db()
    return started


def pages_of(client: Client, done: Verification) -> bytes:
    addresses = (
        f"/c/{done.pk}",
        f"/c/{done.pk}/report.json",
        f"/api/v1/verifications/{done.pk}",
        "/metrics",
        "/healthz",
    )
    answers = [client.get(one) for one in addresses]
    assert [one.status_code for one in answers[:3]] == [200, 200, 200]
    return b"".join(one.getvalue() if one.streaming else one.content for one in answers)


def databases() -> bytes:
    """Every row of every store, and the pages of a backup of each."""
    kept = b""
    for name in connections:
        connection = connections[name]
        if connection.vendor != "sqlite":
            pytest.skip("the dump is taken of SQLite files")
        connection.ensure_connection()
        kept += "\n".join(connection.connection.iterdump()).encode()
        kept += connection.connection.serialize()
    return kept


def carried_off(client: Client, done: Verification, written: io.StringIO, settings: Any) -> Spoils:
    kept = pages_of(client, done) + databases() + written.getvalue().encode()
    kept += b"".join(one.read_bytes() for one in Path(settings.DATA_DIR).rglob("*") if one.is_file())
    kept += b"".join(str(one).encode() for one in Path(settings.DATA_DIR).rglob("*"))
    assert json.dumps("camera_list.listed").encode() in kept, "the answer is not in the dump, so this proves nothing"
    return Spoils(kept, Mirror(Path(settings.BLACKLIST_DIR), read_pins(Path(settings.BLACKLIST_PINS))))


@pytest.fixture
def spoils(
    site: Listing, monkeypatch: pytest.MonkeyPatch, client: Client, written: io.StringIO, settings: Any
) -> Spoils:
    done = check_a_capture(monkeypatch, *IDS)
    assert len(site.holders.asked) > 0
    return carried_off(client, done, written, settings)


def shares_of(site: Listing, *holders: int) -> list[KeyShare]:
    name = key_of(SERIAL.kind)
    return [one for one in site.shares if one.name is name and one.index in holders]


def test_a_dump_and_two_shares_find_nothing_and_three_find_it(spoils: Spoils, site: Listing) -> None:
    around = int(SERIAL.value)
    guesses = range(around - FEW // 2, around + FEW // 2)
    for holders in ((1,), (3,), (1, 2), (2, 5), (4, 5)):
        assert found_by(spoils, shares_of(site, *holders), guesses) == []
    assert found_by(spoils, shares_of(site, 2, 3, 5), guesses) == [around]


@pytest.mark.torture
def test_a_million_guesses_with_a_dump_and_two_shares_find_nothing(spoils: Spoils, site: Listing) -> None:
    guesses = range(FIRST_SERIAL, FIRST_SERIAL + MILLION)
    assert found_by(spoils, shares_of(site, 2, 4), guesses) == []
    assert found_by(spoils, shares_of(site, 2, 3, 5), guesses) == [int(SERIAL.value)]


def test_the_dump_names_no_device_in_any_way(spoils: Spoils) -> None:
    # The model's own word is two characters long and stands in any text; its digests do not.
    assert [[name for name in spoils.names(one) if (one, name) != (MODEL, "value")] for one in IDS] == [[], [], []]


@pytest.mark.torture
def test_no_digest_in_the_dump_is_one_of_a_guessed_serial(spoils: Spoils) -> None:
    kept = set(re.findall(rb"[0-9a-f]{32,128}", spoils.content))
    assert len(kept) > 10
    for number in range(FIRST_SERIAL, FIRST_SERIAL + MILLION):
        for content in (str(number).encode(), canonical(serial(number))):
            digest = hashlib.sha256(content).hexdigest().encode()
            assert digest not in kept
            assert digest[:32] not in kept


Leak = Callable[[DeviceId], bytes]


@pytest.mark.parametrize(
    "leak",
    [
        lambda device: device.value.encode(),
        lambda device: hashlib.sha256(canonical(device)).hexdigest().encode(),
        lambda device: hashlib.blake2b(device.value.encode()).digest(),
    ],
    ids=["in clear", "hashed in hex", "hashed"],
)
def test_a_planted_leak_is_found(spoils: Spoils, leak: Leak, settings: Any) -> None:
    (Path(settings.DATA_DIR) / "leak").write_bytes(b"..." + leak(SERIAL) + b"...")
    spoils.content += (Path(settings.DATA_DIR) / "leak").read_bytes()
    assert spoils.names(SERIAL)
