"""Tiles in an S3-compatible store: over the real interface, through the real library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import pytest

from chronology.errors import Conflict, Malformed, StoreUnavailable
from chronology.tiles import TilePath
from chronology.tiles.s3 import S3Tiles, open_s3
from chronology.tiles.tests.s3server.running import running_s3
from chronology.tiles.tests.s3server.swift import ENVIRONMENT, running_swift

pytestmark = pytest.mark.timeout(400)  # the first run installs the server
FILES = {"tile/0/000": bytes(8_192), "tile/entries/x001/000": b"\0\1a"}
BUCKET = "firstlight-tiles"


@contextmanager
def _double() -> Iterator[str]:
    """What knows conditional writing, and keeps nothing."""
    with running_s3() as address:
        client = boto3.client(
            "s3", endpoint_url=address, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="y"
        )
        client.create_bucket(Bucket=BUCKET)
        yield address


@contextmanager
def _store() -> Iterator[str]:
    """What really stores, and knows no conditions."""
    with running_swift() as swift:
        swift.new_bucket(BUCKET)
        yield swift.address


@pytest.fixture(scope="module", params=[_double, _store])
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    with request.param() as address:
        yield address


@pytest.fixture
def tiles(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> S3Tiles:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    return open_s3(f"s3://{BUCKET}/{abs(hash(request.node.name))}", server)


def test_what_was_written_is_read(tiles: S3Tiles) -> None:
    tiles.write_all(FILES)
    assert {path: tiles.read(path) for path in FILES} == FILES
    assert tiles.read("tile/0/001") is None


def test_many_files_at_once(tiles: S3Tiles) -> None:
    files = {str(TilePath(0, index)): bytes([index]) * 8_192 for index in range(40)}
    tiles.write_all(files)
    assert {path: tiles.read(path) for path in files} == files


def test_the_same_bytes_again_are_fine_and_other_bytes_stay_out(tiles: S3Tiles) -> None:
    tiles.write_all(FILES)
    tiles.write_all(FILES)
    with pytest.raises(Conflict):
        tiles.write_all({"tile/0/000": b"x" * 8_192})
    assert tiles.read("tile/0/000") == FILES["tile/0/000"]


def test_a_bucket_that_is_not_there_says_so(server: str, tiles: S3Tiles) -> None:
    other = open_s3("s3://no-such-bucket", server)
    with pytest.raises(StoreUnavailable):
        other.read("tile/0/000")
    with pytest.raises(StoreUnavailable):
        other.write_all(FILES)


def test_a_store_that_died_acknowledges_nothing(tiles: S3Tiles) -> None:
    with running_s3() as address:
        gone = open_s3(f"s3://{BUCKET}", address)
    with pytest.raises(StoreUnavailable):
        gone.write_all(FILES)
    with pytest.raises(StoreUnavailable):
        gone.read("tile/0/000")


@pytest.mark.parametrize("path", ["../secret", "checkpoint", "tile/0/../../x"])
def test_no_path_leads_out_of_the_prefix(tiles: S3Tiles, path: str) -> None:
    with pytest.raises(Malformed):
        tiles.read(path)
    with pytest.raises(Malformed):
        tiles.write_all({path: b"x"})


@pytest.mark.parametrize("address", ["", "s3://", "s3:/bucket", "https://bucket/x", "bucket"])
def test_what_is_no_bucket_is_refused(address: str) -> None:
    with pytest.raises(Malformed):
        open_s3(address)
