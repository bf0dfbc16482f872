"""A maintainer's keys, the set that clients pin, and a copy of the list brought up to date over a real connection."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import coincurve
import pytest

from provenance.blindlist import editions
from provenance.blindlist.pins import set_digest, set_to_json
from provenance.blindlist.station import secrets_of
from provenance.blindlist.tests.lists import made, signed
from provenance.blindlist.tests.people import maintainers
from provenance.cli.command import main

BUILT = made(range(20))


class Served(BaseHTTPRequestHandler):
    """A list service with one edition; what a test puts into `served` is answered instead."""

    served: dict[str, bytes] = {}  # noqa: RUF012 - set anew by the fixture

    def do_GET(self) -> None:
        body = self.served.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """No words among those of the tests."""


@pytest.fixture
def service() -> Iterator[str]:
    Served.served = {
        "/v1/sets": b"[]",
        "/v1/edition": editions.to_json(signed(BUILT)).encode(),
        "/v1/editions/1/filter": BUILT.blobs.filter,
        "/v1/editions/1/buckets": BUILT.blobs.buckets,
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def run(*words: object) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return main(["blindlist", *map(str, words)], out, err), out.getvalue(), err.getvalue()


def pins(folder: Path) -> Path:
    path = folder / "pins.json"
    path.write_text(json.dumps(set_to_json(maintainers())), "utf-8")
    return path


def test_what_the_maintainers_signed_is_fetched_and_again_costs_little(service: str, tmp_path: Path) -> None:
    given = ("fetch", "--list", service, "--pins", pins(tmp_path), "--folder", tmp_path / "copy")
    status, said, _ = run(*given)
    again = run(*given)[1]

    assert status == 0
    assert said.startswith("edition 1 of epoch 1: new, ")
    assert "here already" in again


def test_what_others_signed_is_refused_with_a_sentence(service: str, tmp_path: Path) -> None:
    Served.served["/v1/edition"] = editions.to_json(signed(BUILT, word="stranger")).encode()
    status, said, complaint = run("fetch", "--list", service, "--pins", pins(tmp_path), "--folder", tmp_path / "copy")

    assert (status, said) == (3, "")
    assert "signed by 0 of the pinned maintainers" in complaint


def test_a_service_that_does_not_answer_is_said_so(tmp_path: Path) -> None:
    status, _, complaint = run(
        "fetch", "--list", "http://127.0.0.1:1", "--pins", pins(tmp_path), "--folder", tmp_path / "copy"
    )

    assert status == 3
    assert complaint == "The list service does not answer. Ask again later.\n"


def test_keys_are_made_once_joined_to_a_set_and_shown_by_its_digest(tmp_path: Path) -> None:
    members = []
    for index in range(1, 4):
        wallet = coincurve.PrivateKey(bytes([index]) * 32).public_key.format(compressed=True).hex()
        who = ("--index", index, "--name", f"M{index}", "--organisation", "O", "--jurisdiction", "CH")
        status, said, _ = run("keys", "new", "--folder", tmp_path / str(index), *who, "--sector", "newsroom",
                              "--wallet", wallet)  # fmt: skip
        assert status == 0
        members.append(tmp_path / f"{index}.json")
        members[-1].write_text(said, "utf-8")
    status, joined, digest = run("keys", "set", "--quorum", 2, *members)
    (tmp_path / "set.json").write_text(joined, "utf-8")
    shown = run("keys", "show", tmp_path / "set.json")[1]

    assert status == 0
    assert digest.strip() in shown
    assert json.loads(joined)["members"][0]["signing_key"] == secrets_of.load(tmp_path / "1").signing.public.hex()
    assert secrets_of.load(tmp_path / "1").signing.seed.hex() not in joined + shown
    assert run("keys", "new", "--folder", tmp_path / "1", "--index", 1, "--name", "M", "--organisation", "O",
               "--jurisdiction", "CH", "--sector", "vendor", "--wallet", "02" * 33)[0] == 3  # fmt: skip


def test_a_set_that_two_of_five_could_rule_is_no_set(tmp_path: Path) -> None:
    weak = set_to_json(maintainers()) | {"quorum": 2}
    (tmp_path / "weak.json").write_text(json.dumps(weak), "utf-8")
    status, _, complaint = run("keys", "show", tmp_path / "weak.json")

    assert status == 3
    assert "More than half" in complaint
    assert set_digest(maintainers()) in run("keys", "show", pins(tmp_path))[1]
