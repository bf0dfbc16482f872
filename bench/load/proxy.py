"""The nginx of `deploy/nginx/firstlight.conf` in front of a web process, without TLS and on a port of loopback."""

from __future__ import annotations

import getpass
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench.load.driving import NoDriverError
from bench.load.installation import answers
from verify.tests.workers.installation import free_port, until

DEPLOYED = Path(__file__).parents[2] / "deploy" / "nginx" / "firstlight.conf"
OURS = "server_name verify.example.org;"


def configuration(folder: Path, web: str, port: int) -> str:
    """The deployed file with its one server that answers, on our port; limits and times stay as they are."""
    text = DEPLOYED.read_text("utf-8")
    head = text[: text.index("\nserver {")]
    ours = next(f"server {{{part}" for part in text.split("\nserver {") if OURS in part)
    head = re.sub(r"server unix:\S+", f"server {urlsplit(web).netloc}", head)
    ours = re.sub(r"    listen [^\n]*\n", "", ours).replace(OURS, f"server_name _;\n    listen 127.0.0.1:{port};")
    ours = re.sub(r"    ssl_[^\n]*\n", "", ours)
    ours = re.sub(r"error_log \S+", f"error_log {folder}/site.log", ours)
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"user {getpass.getuser()};\nworker_processes 1;\nworker_rlimit_nofile 8192;\n"
        f"pid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{\n{places}{head}\n{ours}\n}}\n"
    )


@contextmanager
def in_front_of(web: str, folder: Path) -> Iterator[str]:
    """Its address while the block runs."""
    if shutil.which("nginx") is None:
        raise NoDriverError("This part of the bench needs nginx: install the system package of that name.")
    folder.mkdir()
    port = free_port()
    path = folder / "nginx.conf"
    path.write_text(configuration(folder, web, port), "utf-8")
    process = subprocess.Popen(["nginx", "-c", str(path), "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        if not until(lambda: answers(address), 20):
            raise RuntimeError((folder / "error.log").read_text("utf-8"))
        yield address
    finally:
        process.terminate()
        process.wait(20)
