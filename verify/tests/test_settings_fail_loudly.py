"""Each case starts a Python of its own, as an operator would."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

SECRET = "correct-horse-battery-staple-" * 3
PRODUCTION = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "desk.example.org"}


def manage(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={**kept, "DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": "short", "ALLOWED_HOSTS": "a.org"}, "SECRET_KEY"),
        ({"SECRET_KEY": SECRET}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEMO": "1", "SECRET_KEY": SECRET}, "DEMO cannot be combined"),
        ({"DEMO": "1", "ALLOWED_HOSTS": "a.org"}, "DEMO cannot be combined"),
        ({"DEMO": "1", "DATABASE_URL": "postgresql://a@b/c"}, "DEMO cannot be combined"),
        ({"DEMO": "1", "BIND": "0.0.0.0"}, "127.0.0.1"),
        ({"DEMO": "1", "BIND": "192.168.1.4"}, "127.0.0.1"),
        ({"DEMO": "perhaps"}, "DEMO must be 1 or 0"),
        ({"DEMO": "1", "PORT": "eighty"}, "PORT must be a whole number"),
        ({"DEMO": "1", "PORT": "70000"}, "PORT must be a whole number"),
        ({"DEMO": "1", "QUARANTINE_MINUTES": "61"}, "QUARANTINE_MINUTES"),
        ({**PRODUCTION, "DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL"),
        ({**PRODUCTION, "CHRONOLOGY_DATABASE_URL": "mysql://a@b/c"}, "CHRONOLOGY_DATABASE_URL"),
        ({**PRODUCTION, "CACHE_URL": "memcached://host"}, "CACHE_URL"),
        ({**PRODUCTION, "MEDIA": "bucket/quarantine"}, "MEDIA"),
        ({"DEMO": "1", "CACHE_URL": "redis://127.0.0.1"}, "DEMO cannot be combined"),
        ({"DEMO": "1", "MEDIA": "s3://bucket/x"}, "DEMO cannot be combined"),
        ({"DEMO": "1", "KEYS_DATABASE_URL": "postgresql://a@b/c"}, "DEMO cannot be combined"),
        ({"DEMO": "1", "EVM_RPC_URLS": "https://rpc.example.org"}, "EVM_CHAIN_ID"),
        ({"DEMO": "1", "EVM_RPC_URLS": "rpc.example.org"}, "https://"),
        ({"DEMO": "1", "EVM_EXPLORER_URL": "javascript:alert(1){tx}"}, "web address"),
        ({"DEMO": "1", "TSA_URLS": "https://tsa.example.org"}, "TSA_ROOTS"),
        ({"DEMO": "1", "WITNESSES": "https://witness.example.org"}, "pairs"),
        ({"DEMO": "1", "SEALED_BATCH": "0"}, "SEALED_BATCH"),
        ({"SECRET_KEY_FILE": "/nowhere", "ALLOWED_HOSTS": "a.org"}, "SECRET_KEY_FILE"),
    ],
)
def test_a_wrong_value_stops_the_start_with_one_sentence(tmp_path: Path, variables: dict[str, str], named: str) -> None:
    done = manage(tmp_path, "migrate", **variables)
    assert done.returncode != 0
    assert named in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert not (tmp_path / "site.sqlite3").exists()


def test_production_settings_pass_djangos_deployment_check(tmp_path: Path) -> None:
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "INFO", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_a_demo_is_not_fit_for_deployment_and_django_says_so(tmp_path: Path) -> None:
    assert "security.W008" in manage(tmp_path, "check", "--deploy", DEMO="1").stderr


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n", "utf-8")
    variables = {"SECRET_KEY_FILE": str(file), "ALLOWED_HOSTS": "a.org"}
    assert manage(tmp_path, "check", **variables).returncode == 0


def test_the_keys_of_an_installation_are_made_once_with_mode_0600(tmp_path: Path) -> None:
    assert manage(tmp_path, "check", DEMO="1").returncode == 0
    keys = {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    assert {path.name for path in keys} == {"secret.key", "handle.key", "account.key", "ombudsman.key"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 and len(key) == 32 for path, key in keys.items())
    assert manage(tmp_path, "check", DEMO="1").returncode == 0
    assert {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()} == keys


def test_a_damaged_key_is_not_replaced_behind_the_operators_back(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "handle.key").write_bytes(b"short")
    assert "damaged" in manage(tmp_path, "check", DEMO="1").stderr


def test_the_demo_command_refuses_production_settings(tmp_path: Path) -> None:
    done = manage(tmp_path, "demo", **PRODUCTION)
    assert done.returncode != 0
    assert "DEMO cannot be combined" in done.stderr
