"""`check.pyz` in a fresh Python without packages and without a network gives the same answer as the library."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from chronology.bundle import check_for
from chronology.bundle.answer_json import answer_to_json
from chronology.bundle.tests.full import LATER, full
from chronology.bundle.tests.making import LOG_KEY, PHOTO, witness_lines
from chronology.cli.shipping import FORBIDDEN, ship

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / "build" / "check.pyz"
SOURCES = [ROOT / "requirements-checker.txt", ROOT / "scripts" / "build-checker"]

pytestmark = pytest.mark.timeout(300)  # wheels are installed and packed, which waits for disk and perhaps a network


@pytest.fixture(scope="module")
def checker() -> Path:
    """The built checker, built anew where a source is newer; skipped loudly where its wheels cannot be had."""
    sources = [*SOURCES, *(one for one in (ROOT / "chronology").rglob("*.py") if "tests" not in one.parts)]
    if not BUILT.exists() or BUILT.stat().st_mtime < max(one.stat().st_mtime for one in sources):
        command = ["sh", "scripts/build-checker", sys.executable, str(BUILT)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=280)
        if done.returncode:
            missing = f"check.pyz cannot be built here: {done.stderr[-300:]}"
            pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(f"SKIPPED LOUDLY: {missing}")
    return BUILT


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of its own with no package in it, not even pip."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True, timeout=60)
    return folder


def without_network() -> list[str]:
    """The words that take the network away from a command; none where this machine does not allow it."""
    unshare = shutil.which("unshare")
    words = [unshare or "unshare", "--user", "--map-root-user", "--net"]
    if unshare and subprocess.run([*words, "true"], capture_output=True, check=False, timeout=10).returncode == 0:
        return words
    if os.environ.get("CI") == "true":
        pytest.fail("this machine cannot take the network away from a process")
    return []


def run(bare: Path, checker: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """The checker with nothing of this environment: no packages, no variables, no network."""
    command = [*without_network(), bare / "bin" / "python", "-I", checker, *words]
    clean = {"HOME": str(bare), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [str(one) for one in command], env=clean, cwd=bare, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_fresh_python_has_none_of_our_packages(bare: Path) -> None:
    for package in ("cryptography", "cbor2", "chronology"):
        done = subprocess.run(
            [bare / "bin" / "python", "-I", "-c", f"import {package}"], capture_output=True, check=False
        )
        assert done.returncode == 1


def test_it_gives_the_answer_of_the_library_with_the_network_off(bare: Path, checker: Path, tmp_path: Path) -> None:
    bundle, photo, root = tmp_path / "full.zip", tmp_path / "photo", tmp_path / "tsa.pem"
    bundle.write_bytes(full().bundle.to_bytes())
    photo.write_bytes(PHOTO)
    root.write_bytes(full().tsa_roots[0].public_bytes(Encoding.PEM))
    trusted = [f"--log={LOG_KEY.vkey}", f"--tsa={root}", *(f"--witness={one}" for one in witness_lines())]
    done = run(bare, checker, bundle, "--media", photo, "--json", "--at", LATER.isoformat(), *trusted)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    expected = answer_to_json(check_for(full().bundle, full().question()))
    assert {name: told[name] for name in expected} == json.loads(json.dumps(expected))
    assert {"included", "cosigned", "time_stamped", "matches_supplied_header"} <= {
        one["code"] for one in told["grades"]
    }


def test_without_a_network_a_node_and_a_log_are_only_unavailable(bare: Path, checker: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "full.zip"
    bundle.write_bytes(full().bundle.to_bytes())
    done = run(bare, checker, bundle, "--rpc", "http://203.0.113.1:1/", "--refresh", "--at", LATER.isoformat())
    assert done.returncode == 0
    assert "[node_silent]" in done.stdout
    assert "[log_silent]" in done.stdout
    assert "BROKEN" not in done.stdout


def test_bad_usage_is_told(bare: Path, checker: Path) -> None:
    assert run(bare, checker).returncode == 2
    done = run(bare, checker, "/nowhere.zip")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be opened" in done.stderr


def test_it_holds_nothing_that_it_must_not(checker: Path) -> None:
    with zipfile.ZipFile(checker) as archive:
        names = {one.split("/")[1] for one in archive.namelist() if one.startswith("site-packages/")}
    assert "chronology" in names
    assert not {one for one in names if one.lower() in FORBIDDEN}


def test_what_ships_stops_where_a_forbidden_package_comes_along(tmp_path: Path) -> None:
    """The planted fault: this process has loaded the database layer."""
    import sqlalchemy

    assert sqlalchemy.__name__ in FORBIDDEN
    with pytest.raises(SystemExit, match="sqlalchemy"):
        ship(tmp_path)
