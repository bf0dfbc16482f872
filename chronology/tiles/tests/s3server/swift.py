"""A real object store on loopback: Swift of the system's packages, with its S3 interface, on a folder of its own."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import pytest

ACCESS_KEY, SECRET_KEY, REGION = "test:tester", "testing", "us-east-1"
ENVIRONMENT = {"AWS_ACCESS_KEY_ID": ACCESS_KEY, "AWS_SECRET_ACCESS_KEY": SECRET_KEY, "AWS_DEFAULT_REGION": REGION}
"""What whoever uses it has to have in the environment, as boto3 reads it."""
KINDS = ("account", "container", "object")
START_SECONDS = 60

# Swift belongs to the system's own Python, which also makes its rings: one disk, one copy of everything.
RINGS = """
import sys
from swift.common.ring import RingBuilder
folder = sys.argv[1]
for kind, port in zip(("account", "container", "object"), sys.argv[2:]):
    ring = RingBuilder(4, 1, 1)
    ring.add_dev(dict(region=1, zone=1, ip="127.0.0.1", port=int(port), device="disk", weight=1))
    ring.rebalance()
    ring.get_ring().save(f"{folder}/{kind}.ring.gz")
"""
SWIFT = """
[swift-hash]
swift_hash_path_suffix = loopback
swift_hash_path_prefix = test
[storage-policy:0]
name = only
default = yes
"""
COMMON = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
devices = {folder}
mount_check = false
fallocate_reserve = 0
log_level = ERROR
"""
STORE = """
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""
# Without memcached everything is looked up anew: slower, and nothing of this test is remembered by another one.
PROXY = f"""
[pipeline:main]
pipeline = catch_errors healthcheck cache s3api tempauth slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:1
[filter:s3api]
use = egg:swift#s3api
[filter:slo]
use = egg:swift#slo
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = {SECRET_KEY} .admin
"""


@dataclass
class Swift:
    """Where it listens; what it stores lies under `folder/disk`."""

    folder: Path
    ports: dict[str, int]
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.ports['proxy']}"

    def new_bucket(self, name: str) -> None:
        """Make an empty bucket."""
        self.client().create_bucket(Bucket=name)

    def client(self) -> object:
        """An S3 client that may do everything."""
        import boto3

        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name=REGION,
            aws_access_key_id=ACCESS_KEY,
            aws_secret_access_key=SECRET_KEY,
        )

    def start(self) -> None:
        """Start its servers and wait until they answer."""
        for kind in (*KINDS, "proxy"):
            command = [_program(f"swift-{kind}-server"), str(self.folder / f"{kind}.conf")]
            self.processes.append(
                subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)
            )
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < end, "Swift did not come up"
            assert all(one.poll() is None for one in self.processes), "a server of Swift ended at once"
            time.sleep(0.1)

    def stop(self) -> None:
        """End it at once, as a crash would."""
        for process in self.processes:
            process.kill()
            process.wait()
        self.processes.clear()

    def _answers(self) -> bool:
        return all(_listens(port) for port in self.ports.values())


@contextmanager
def running_swift() -> Iterator[Swift]:
    """An empty one; skips loudly where the machine has none, and fails where CI=true."""
    folder = Path(mkdtemp(prefix="firstlight-swift-"))
    try:
        server = _prepared(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(folder: Path) -> Swift:
    ports = {kind: _free_port() for kind in (*KINDS, "proxy")}
    (folder / "disk").mkdir()
    (folder / "swift.conf").write_text(SWIFT, "utf-8")
    for kind, port in ports.items():
        common = COMMON.format(port=port, user=getpass.getuser(), folder=folder)
        rest = PROXY if kind == "proxy" else STORE.format(kind=kind)
        (folder / f"{kind}.conf").write_text(common + rest, "utf-8")
    _program("swift-proxy-server")
    words = [str(ports[kind]) for kind in KINDS]
    subprocess.run(["/usr/bin/python3", "-c", RINGS, str(folder), *words], check=True, capture_output=True)
    return Swift(folder, ports)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found:
        return found
    missing = f"{name} is missing: install the packages swift-proxy, swift-account, swift-container and swift-object"
    if os.environ.get("CI") == "true":
        pytest.fail(missing)
    pytest.skip(f"SKIPPED LOUDLY: {missing}")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
