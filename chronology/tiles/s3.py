"""Tiles in a bucket of any S3-compatible store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

from chronology.errors import Conflict, Malformed, StoreUnavailable
from chronology.tiles.bundles import MAX_BUNDLE_BYTES
from chronology.tiles.paths import parse_path

WRITERS = 8  # uploads side by side; a store answers one in some ten milliseconds
CONNECT_SECONDS = 5
READ_SECONDS = 30  # a bundle may hold 16 MB
TRIES = 3


class S3Body(Protocol):
    """The bytes of an object while they come in."""

    def read(self, amt: int) -> bytes:
        """At most that many bytes."""
        ...


class S3Client(Protocol):
    """The two calls of the S3 interface that tiles need, with the names boto3 gives them."""

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, S3Body]:  # noqa: N803 - boto3's spelling
        """Fetch an object."""
        ...

    def put_object(self, *, Bucket: str, Key: str, Body: bytes, IfNoneMatch: str = ...) -> object:  # noqa: N803
        """Store an object, durable when this returns."""
        ...


class S3Tiles:
    """Immutable objects under one prefix; a store that honours `If-None-Match: *` never replaces one.

    Of a store that does not know it, each object is looked for first: the one signer of a log is the one that writes.
    """

    def __init__(self, client: S3Client, bucket: str, prefix: str = "") -> None:
        self._client, self._bucket, self._conditional = client, bucket, True
        self._prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""

    def read(self, path: str) -> bytes | None:
        """The bytes under this path; None where there are none; raises Malformed, StoreUnavailable."""
        try:
            with _failures():
                found = self._client.get_object(Bucket=self._bucket, Key=self._key(path))
                data = found["Body"].read(MAX_BUNDLE_BYTES + 1)
        except _NotFound:
            return None
        if len(data) > MAX_BUNDLE_BYTES:
            raise StoreUnavailable(f"{path} in the bucket is larger than any tile.")
        return data

    def write_all(self, files: Mapping[str, bytes]) -> None:
        """Store all files and return once the store has taken them; see TileStore."""
        keys = [(path, self._key(path), data) for path, data in files.items()]
        with ThreadPoolExecutor(WRITERS) as pool:
            for done in [pool.submit(self._write, *one) for one in keys]:
                done.result()

    def _write(self, path: str, key: str, data: bytes) -> None:
        try:
            self._put(path, key, data)
        except _Taken:
            if self.read(path) != data:
                raise Conflict(f"{path} is in the bucket with other bytes; it stays as it is.") from None

    def _put(self, path: str, key: str, data: bytes) -> None:
        if self._conditional:
            try:
                with _failures():
                    self._client.put_object(Bucket=self._bucket, Key=key, Body=data, IfNoneMatch="*")
            except _Unconditional:
                self._conditional = False
            else:
                return
        if self.read(path) is not None:
            raise _Taken
        with _failures():
            self._client.put_object(Bucket=self._bucket, Key=key, Body=data)

    def _key(self, path: str) -> str:
        parse_path(path)
        return self._prefix + path


def open_s3(address: str, endpoint: str | None = None) -> S3Tiles:
    """Open `s3://bucket/prefix`; keys come from the environment or files that boto3 reads; raises Malformed."""
    import boto3  # type: ignore[import-untyped]  # large, and most installations have a folder
    from botocore.config import Config  # type: ignore[import-untyped]

    url = urlsplit(address)
    if url.scheme != "s3" or not url.netloc:
        raise Malformed("Tiles in a bucket are given as s3://bucket/prefix.")
    retries = {"total_max_attempts": TRIES, "mode": "standard"}
    config = Config(connect_timeout=CONNECT_SECONDS, read_timeout=READ_SECONDS, retries=retries)
    return S3Tiles(boto3.client("s3", endpoint_url=endpoint, config=config), url.netloc, url.path)


class _NotFound(Exception):
    """There is no such object."""


class _Taken(Exception):
    """There is such an object already."""


class _Unconditional(StoreUnavailable):
    """The store does not know this call, or no conditions of it."""


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in ("NoSuchKey", "404"):
            raise _NotFound from error
        if code in ("PreconditionFailed", "412"):
            raise _Taken from error
        if code in ("NotImplemented", "501"):
            raise _Unconditional("The bucket of tiles does not know this call; nothing was acknowledged.") from error
        raise StoreUnavailable(f"The bucket of tiles refused ({code}); nothing was acknowledged.") from error
    except BotoCoreError as error:
        raise StoreUnavailable("The bucket of tiles does not answer; nothing was acknowledged.") from error
