"""One server as docs/operate.md describes it: nginx with TLS, the units' processes behind the units' walls."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

from django.conf import settings

from verify.tests.operations.walls import UNITS
from verify.tests.ports import free_port
from verify.tests.workers.installation import Installation, until

HOST = "verify.example.org"
DEPLOY = UNITS.parent


@dataclass
class Server(Installation):
    """A production installation in `folder`; everything of it ends with `close`."""

    door: socket.socket = field(default_factory=lambda: socket.socket(socket.AF_UNIX))
    https: int = 0
    http: int = 0

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "SECRET_KEY": "of-this-test-alone-" * 4, "ALLOWED_HOSTS": HOST, "TRUST_PROXY": "1",
            "ANDROID_STATUS_URL": "",
            "DATA_DIR": str(self.folder), "WORKER_THREADS": "1", "DJANGO_SETTINGS_MODULE": "verify.settings",
        }  # fmt: skip
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "HOME")}
        return kept | own

    def whole(self) -> None:
        """Everything of one machine but the finder, in the order of the page."""
        self.prepare(static=True)
        self.listen()
        self.start("firstlight-signer.service")
        assert until((self.folder / "keys" / "log.key").exists, 90), "the signer made no key"
        self.start("firstlight-web.service")
        self.start("firstlight-worker@.service")
        self.front()
        assert until(self._well, 180), "no answer through nginx"

    def _well(self) -> bool:
        try:
            return self.ask("GET", "/healthz")[0] == 200
        except OSError:  # a loaded machine takes longer than one question waits
            return False

    def close(self) -> None:
        """End every process, and close the door."""
        super().close()
        self.door.close()

    def listen(self) -> None:
        """What firstlight-web.socket does: the door is open before the web server is."""
        self.door.bind(str(self.folder / "web.sock"))
        self.door.listen(64)

    def start(self, unit: str) -> subprocess.Popen[bytes]:
        """The ExecStart of a unit behind its walls; the door is handed on as descriptor 3."""
        words = re.search(r"^ExecStart=(.+)$", (UNITS / unit).read_text("utf-8"), re.MULTILINE)
        assert words is not None
        place = str(Path(sys.executable).parent)
        command = [word.replace("/opt/firstlight/.venv/bin", place) for word in words[1].split()]
        activated = {"LISTEN_FDS": "1"} if unit == "firstlight-web.service" else {}
        with (self.folder / f"{unit}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "verify.tests.operations.walls", unit, *command],
                cwd=settings.BASE_DIR, env=self.environment | activated, stderr=log, stdout=log,
                preexec_fn=lambda: os.dup2(self.door.fileno(), 3) and None, pass_fds=(3,),  # noqa: PLW1509
            )  # fmt: skip
        self.processes.append(process)
        return process

    def front(self) -> None:
        """nginx with the file that is shipped; only its ports, names of files and the socket are this test's."""
        self.https, self.http = free_port(), free_port()
        text = (DEPLOY / "nginx" / "firstlight.conf").read_text("utf-8")
        for old, new in {
            "unix:/run/firstlight-web.sock": f"unix:{self.folder / 'web.sock'}",
            "/etc/ssl/firstlight/": f"{self.folder}/", "/var/log/nginx/": f"{self.folder}/",
            "listen 80 ": f"listen 127.0.0.1:{self.http} ", "listen 443 ": f"listen 127.0.0.1:{self.https} ",
        }.items():  # fmt: skip
            text = text.replace(old, new)
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
        nginx(self.folder, text)
        self.processes.append(subprocess.Popen([*nginx_words(self.folder), "-g", "daemon off;"]))
        assert until(lambda: _open(self.https), 20), "nginx did not come up"

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """One question over TLS, as a stranger asks it; underscores of header names stand for dashes."""
        line = HTTPSConnection("127.0.0.1", self.https, timeout=30, context=_trusting(self.folder))
        sent = {"Host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
        with closing(line):
            line.request(method, path, body or None, sent)
            answer: HTTPResponse = line.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    def said_raw(self, sent: bytes) -> bytes:
        """The beginning of the answer to bytes that no library would send."""
        line = socket.create_connection(("127.0.0.1", self.https), 10)
        with line, _trusting(self.folder).wrap_socket(line) as wrapped:
            wrapped.sendall(sent)
            return wrapped.recv(4096)


def has_nginx() -> bool:
    """Whether the program is here; CI installs it."""
    return shutil.which("nginx") is not None


def nginx_words(folder: Path) -> list[str]:
    """The command with everything it writes in this folder."""
    return ["nginx", "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def nginx(folder: Path, site: str) -> None:
    """Write a whole configuration around one of our files, with a throw-away certificate."""
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "site.conf").write_text(site, "utf-8")
    (folder / "nginx.conf").write_text(
        f"{user} pid {folder}/nginx.pid; worker_processes 1; events {{}}\n"
        f"http {{ {temporary} access_log off; include {folder}/site.conf; }}\n",
        "utf-8",
    )
    if not (folder / "fullchain.pem").exists():
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}",
             "-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")],
            check=True, capture_output=True,
        )  # fmt: skip


def stop(process: subprocess.Popen[bytes]) -> None:
    """As a service manager stops it."""
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def _open(port: int) -> bool:
    with socket.socket() as line:
        line.settimeout(1)
        return line.connect_ex(("127.0.0.1", port)) == 0


class _Named(ssl.SSLContext):
    """Asks for our name whatever address the connection goes to."""

    def wrap_socket(self, sock: socket.socket, **words: object) -> ssl.SSLSocket:  # type: ignore[override]
        return super().wrap_socket(sock, **{**words, "server_hostname": HOST})  # type: ignore[arg-type]


def _trusting(folder: Path) -> ssl.SSLContext:
    context = _Named(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(folder / "fullchain.pem")
    return context
