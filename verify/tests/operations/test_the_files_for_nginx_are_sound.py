"""The shipped files for nginx: taken by nginx itself, and saying what docs/security.md says of them."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from verify.tests.operations.server import DEPLOY, has_nginx, nginx, nginx_words

pytestmark = pytest.mark.skipif(
    not has_nginx() and os.environ.get("CI") != "true", reason="needs nginx (Debian's nginx-light)"
)

FILES = sorted((DEPLOY / "nginx").glob("*.conf"))
NAMES = [path.name for path in FILES]


def judged(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """`nginx -t` with files of this folder in place of the machine's."""
    for old, new in {"/etc/ssl/firstlight/": f"{folder}/", "/var/log/nginx/": f"{folder}/"}.items():
        text = text.replace(old, new)
    nginx(folder, text)
    return subprocess.run([*nginx_words(folder), "-t"], capture_output=True, text=True, check=False)


def said(name: str) -> str:
    text = (DEPLOY / "nginx" / name).read_text("utf-8")
    return re.sub(r"#.*", "", text)


@pytest.mark.parametrize("name", NAMES)
def test_nginx_takes_it(tmp_path: Path, name: str) -> None:
    done = judged(tmp_path, (DEPLOY / "nginx" / name).read_text("utf-8"))
    assert done.returncode == 0, done.stderr
    assert "warn" not in done.stderr


def test_a_planted_fault_is_told(tmp_path: Path) -> None:
    text = (
        (DEPLOY / "nginx" / "firstlight.conf").read_text("utf-8").replace("client_body_timeout", "client_body_timeuot")
    )
    assert judged(tmp_path, text).returncode != 0


@pytest.mark.parametrize("name", NAMES)
def test_nobody_s_visit_is_written_down(name: str) -> None:
    text = said(name)
    assert text.count("access_log off;") >= 1
    assert not re.findall(r"access_log (?!off;)", text)
    assert set(re.findall(r"error_log \S+ (\w+);", text)) <= {"crit"}, "lesser ones quote addresses and paths"


@pytest.mark.parametrize("name", NAMES)
def test_only_new_tls_with_forward_secrecy_is_spoken(name: str) -> None:
    text = said(name)
    assert set(re.findall(r"ssl_protocols ([^;]+);", text)) == {"TLSv1.2 TLSv1.3"}
    suites = [suite for line in re.findall(r"ssl_ciphers ([^;]+);", text) for suite in line.split(":")]
    assert all(suite.startswith("ECDHE-") and ("GCM" in suite or "CHACHA20" in suite) for suite in suites)
    assert "ssl_session_tickets off;" in text
    assert "server_tokens off;" in text


@pytest.mark.parametrize("name", NAMES)
def test_each_speaks_to_one_place_of_its_own_machine(name: str) -> None:
    places = set(re.findall(r"(?:proxy_pass|server) (?:http://)?((?:unix:|127\.0\.0\.1|\[?::1)[^;\s]*)", said(name)))
    assert len(places) == 1, places


@pytest.mark.parametrize("name", NAMES)
def test_slow_and_large_bodies_have_an_end(name: str) -> None:
    text = said(name)
    for directive in ("client_max_body_size", "client_body_timeout", "client_header_timeout"):
        assert re.search(rf"{directive} \d+[skm];", text), directive
