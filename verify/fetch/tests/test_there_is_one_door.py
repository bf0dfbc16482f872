"""Nothing else in the product opens a way out: whoever needs a file from outside asks the fetcher."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# Clients that open connections of their own. `socket` itself is also used for local pipes and is watched elsewhere.
CLIENTS = {
    "requests", "requests_hardened", "urllib3", "urllib.request", "http.client", "httpx", "aiohttp",
    "ftplib", "smtplib", "telnetlib", "xmlrpc.client", "pycurl",
}  # fmt: skip
DOOR = ROOT / "verify" / "fetch"
# Asks the site's own web process, at the address it was told to listen on, whether it is up; sees no link.
OWN_DOORBELL = {"verify/demo/supervisor.py": {"http.client"}}
# The chronology asks peers that an operator or an auditor named (a node, an authority, a witness, another log), never a
# link from anybody else.
NAMED_PEERS = {
    "chronology/capped.py": {"requests"},
    "chronology/anchors/web.py": {"requests"},
    "chronology/anchors/evm/header_node.py": {"urllib.request", "http.client"},
    "chronology/anchors/evm/rpc/client.py": {"requests"},
    "chronology/anchors/evm/rpc/session.py": {"requests"},
    "chronology/anchors/evm/testnode.py": {"requests"},
    "chronology/cli/web.py": {"urllib.request", "http.client"},
    "chronology/mirror/web.py": {"requests"},
    "chronology/witnesses/web.py": {"requests"},
    # The blind list asks its list service and the holders of its key shares, at the addresses of its settings.
    "provenance/blindlist/holders_http.py": {"urllib3"},
    "provenance/blindlist/sources.py": {"urllib3"},
    # A mirror fetches from the installation that whoever keeps it names on the command line.
    "provenance/mirror/source.py": {"urllib3"},
}
ALLOWED = OWN_DOORBELL | NAMED_PEERS


def clients_in(source: str) -> set[str]:
    """The clients that a module imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {client for client in CLIENTS if any(name == client or name.startswith(client + ".") for name in found)}


@pytest.mark.parametrize("package", ["provenance", "chronology", "verify"])
def test_no_module_outside_the_door_imports_a_client(package: str) -> None:
    modules = [path for path in (ROOT / package).rglob("*.py") if "tests" not in path.parts]
    modules = [path for path in modules if DOOR not in path.parents]
    breaches = {str(path.relative_to(ROOT)): clients_in(path.read_text()) for path in modules}
    assert {path: clients for path, clients in breaches.items() if clients - ALLOWED.get(path, set())} == {}
    assert modules


@pytest.mark.parametrize(
    "breach",
    ["import requests", "from urllib.request import urlopen", "from urllib import request", "def f():\n import httpx"],
)
def test_a_planted_breach_is_seen(breach: str) -> None:
    assert clients_in(breach)
    assert clients_in("import urllib.parse\nfrom http import HTTPStatus\nimport socket") == set()


def test_reading_a_link_in_the_web_process_brings_no_client_along() -> None:
    program = "import sys, verify.fetch.link, verify.fetch.sentences; print(sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "'verify.fetch.link'" in loaded
    assert not [client for client in ("requests", "urllib3", "requests_hardened") if f"'{client}'" in loaded]
