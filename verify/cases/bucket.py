"""Uploads in a bucket of any S3-compatible store, for machines that share their work."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]

from verify.cases.arrival import Arrival
from verify.cases.errors import StoreAway

CONNECT_SECONDS = 5
READ_SECONDS = 30
TRIES = 3
# A worker's threads, a web process's uploads and a little more talk to the bucket side by side.
CONNECTIONS = 32
CHUNK = 1024 * 1024
# The first name of all in the order of stores: a note of when files came that were moved here.
MOVED = "-moved.json"


@dataclass(frozen=True, slots=True)
class Bucket:
    """Objects under one prefix of any S3-compatible store; `spool` is the folder through which they come and go."""

    client: Any
    bucket: str
    prefix: str
    spool: Path

    def keep(self, arrival: Arrival, name: str) -> None:
        arrival.file.seek(0)
        with _answered():
            self.client.put_object(Bucket=self.bucket, Key=self.prefix + name, Body=arrival.file)

    def open(self, name: str) -> BinaryIO | None:
        arrival = Arrival.into(self.spool)
        try:
            found = self._fetch(name, arrival)
        except BaseException:
            arrival.forget()
            raise
        if not found:
            arrival.forget()
            return None
        if arrival.path is not None:  # where the file system knows no files without a name
            arrival.path.unlink()
        arrival.file.seek(0)
        return arrival.file

    def _fetch(self, name: str, into: Arrival) -> bool:
        try:
            with _answered():
                body = self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)["Body"]
                for chunk in body.iter_chunks(CHUNK):
                    into.write(chunk)
        except _Missing:
            return False
        return True

    def remove(self, names: Iterable[str]) -> None:
        with _answered():
            for name in names:
                self.client.delete_object(Bucket=self.bucket, Key=self.prefix + name)

    def is_up(self) -> bool:
        """Whether the bucket answers now; for those who watch the installation."""
        try:
            with _answered():
                self.client.head_bucket(Bucket=self.bucket)
        except (StoreAway, _Missing):
            return False
        return True

    def listed(self) -> Iterator[tuple[str, datetime]]:
        earlier: dict[str, float] = {}
        with _answered():
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
            for page in pages:
                for one in page.get("Contents", ()):
                    name = one["Key"].removeprefix(self.prefix)
                    earlier = self._earlier() if name == MOVED else earlier
                    came = earlier.get(name)
                    yield name, one["LastModified"] if came is None else datetime.fromtimestamp(came, UTC)

    def _earlier(self) -> dict[str, float]:
        """When files came that were moved here from a folder."""
        noted = self.open(MOVED)
        if noted is None:
            return {}
        with noted:
            found: dict[str, float] = json.load(noted)
        return found


def open_bucket(address: str, endpoint: str | None, spool: Path) -> Bucket:
    """Open `s3://bucket/prefix`; its keys come from the environment or files that boto3 reads."""
    import boto3  # type: ignore[import-untyped]  # large, and most installations have a folder
    from botocore.config import Config  # type: ignore[import-untyped]

    url = urlsplit(address)
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"total_max_attempts": TRIES, "mode": "standard"},
        max_pool_connections=CONNECTIONS,
    )
    prefix = f"{url.path.strip('/')}/" if url.path.strip("/") else ""
    # A session of its own: boto3's common one keeps the first keys that anybody of this process had.
    client = boto3.session.Session().client("s3", endpoint_url=endpoint, config=config)
    return Bucket(client, url.netloc, prefix, spool)


class _Missing(Exception):
    """There is no such object."""


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code", "") in ("NoSuchKey", "404"):
            raise _Missing from error
        raise StoreAway from error
    except BotoCoreError as error:
        raise StoreAway from error
