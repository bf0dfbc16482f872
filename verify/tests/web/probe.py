"""A web process that looks at itself: it serves the site, is asked, and prints what it has loaded."""

from __future__ import annotations

import http.client
import json
import os
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

from verify.wsgi import application

# What only the signer may load: a chain of its own, nodes of other chains, wallets.
CHAINS = {"web3", "eth_tester", "eth", "eth_account", "chronology.anchors.evm.rpc", "chronology.anchors.evm.embedded"}
DECODERS = {"PIL", "c2pa", "av", "pillow_heif", "pikepdf", "numpy", "provenance.inspection", "provenance.preview.look"}
PAGES = ("/", "/about", "/formats", "/lists", "/log", "/bundle", "/log/checkpoint", "/api/v1/schema")


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: only the last line of this program counts."""


def ask(port: int, method: str, path: str, body: bytes = b"", kind: str = "") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, {"Content-Type": kind, "Prefer": "respond-async"} if kind else {})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def multipart(content: bytes) -> tuple[bytes, str]:
    head = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
    return head + content + b"\r\n--edge--\r\n", "multipart/form-data; boundary=edge"


def main() -> None:
    if "--planted" in sys.argv:
        __import__("PIL")
        __import__("eth_account")
    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    content = sys.stdin.buffer.read()
    uploads = [
        ask(server.server_port, "POST", "/api/v1/verifications", *multipart(part)) for part in (content, content[:50])
    ]
    pages = [ask(server.server_port, "GET", path) for path in PAGES]
    server.shutdown()
    server.server_close()
    loaded = sorted(name for name in sys.modules if {name, name.split(".")[0]} & (DECODERS | CHAINS))
    print(json.dumps({"uploads": uploads, "pages": pages, "loaded": loaded, "pid": os.getpid()}))  # noqa: T201


if __name__ == "__main__":
    main()
