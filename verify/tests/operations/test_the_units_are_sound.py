"""The shipped units: read by the service manager's own checker, and held to what docs/security.md says of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from verify.tests.operations.walls import UNITS, settings_of

pytestmark = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None and os.environ.get("CI") != "true", reason="needs systemd-analyze"
)

SERVICES = sorted(UNITS.glob("*.service"))
OURS = [path.name for path in SERVICES]
# systemd-analyze rates from 0 (nothing left to take away) to 10. Only the worker needs namespaces, for its sandbox.
MOST_EXPOSED = {"firstlight-worker@.service": 3.5}
EXPOSED = 2.0
SIGNS = ("log.key", "log.signed", "witness.key", "report.key", "wallet.key", "desk")


def laid_out(folder: Path) -> Path:
    """The units as they lie on a machine; the programs they start are this checkout's."""
    units = folder / "units"
    shutil.copytree(UNITS, units)
    for path in units.rglob("*.*"):
        if path.is_file():
            path.write_text(path.read_text("utf-8").replace("/opt/firstlight/.venv/bin/", f"{folder}/"), "utf-8")
    for name in ("python", "gunicorn"):
        (folder / name).write_text("#!/bin/sh\n", "utf-8")
        (folder / name).chmod(0o755)
    return units


def analyze(units: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Only reads files: nothing is started, nothing of this machine is looked at."""
    return subprocess.run(
        ["systemd-analyze", "--no-pager", *words],
        cwd=units,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def complaints(units: Path) -> list[str]:
    """What the checker says about our own units; the distribution's are its own matter."""
    names = [path.name.replace("@.", "@1.") for path in units.iterdir() if path.is_file()]
    done = analyze(units, "verify", "--man=no", *names)
    said = (done.stdout + done.stderr).splitlines()
    return [line for line in said if "firstlight" in line]


def test_the_service_manager_has_nothing_to_say_about_them(tmp_path: Path) -> None:
    assert complaints(laid_out(tmp_path)) == []


@pytest.mark.parametrize(
    "fault",
    ["ProtectSytem=strict", "ExecStart=/nowhere/at/all", "RestrictNamespaces=perhaps", "SystemCallFilter=@nope"],
)
def test_a_planted_fault_is_told(tmp_path: Path, fault: str) -> None:
    units = laid_out(tmp_path)
    with (units / "firstlight-web.service").open("a", encoding="utf-8") as unit:
        unit.write(f"{fault}\n")
    assert complaints(units)


@pytest.mark.parametrize("name", OURS)
def test_little_is_left_that_a_process_could_do(tmp_path: Path, name: str) -> None:
    done = analyze(laid_out(tmp_path), "security", "--offline=true", f"./{name}")
    rated = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert rated is not None, done.stderr
    assert float(rated[1]) <= MOST_EXPOSED.get(name, EXPOSED)


@pytest.mark.parametrize("name", [name for name in OURS if "signer" not in name and "list" not in name])
def test_only_the_signer_sees_the_keys_that_sign(name: str) -> None:
    if "holder" in name or "station" in name:
        return  # other machines, without those keys
    hidden = " ".join(settings_of(UNITS / name)["InaccessiblePaths"])
    assert not [key for key in SIGNS if f"-/var/lib/firstlight/keys/{key}" not in hidden]


@pytest.mark.parametrize("name", ["firstlight-web.service", "firstlight-finder.service", "firstlight-backup.service"])
def test_what_needs_no_way_out_has_none(name: str) -> None:
    said = settings_of(UNITS / name)
    assert (said["IPAddressDeny"], said["IPAddressAllow"]) == (["any"], ["localhost"])


def test_only_the_worker_may_make_namespaces_and_mounts() -> None:
    free = [name for name in OURS if settings_of(UNITS / name)["RestrictNamespaces"][-1] != "yes"]
    assert free == ["firstlight-worker@.service"]
    mounting = [name for name in OURS if "@mount" in " ".join(settings_of(UNITS / name)["SystemCallFilter"])]
    assert mounting == free


def test_parts_of_other_trust_run_as_other_users() -> None:
    users = {name: settings_of(UNITS / name)["User"][-1] for name in OURS}
    apart = {"firstlight-listservice.service", "firstlight-holder.service", "firstlight-station.service"}
    assert len({users[name] for name in apart}) == len(apart)
    assert {users[name] for name in set(OURS) - apart} == {"firstlight"}


def test_each_starts_a_command_that_exists() -> None:
    started = {words for path in SERVICES for words in re.findall(r"manage\.py (\w+)", path.read_text("utf-8"))}
    assert {"worker", "signer", "finder", "listservice", "trust", "backup"} <= started
    assert started <= set(get_commands())


def test_a_signer_that_a_person_must_help_is_not_started_again_and_again() -> None:
    assert settings_of(UNITS / "firstlight-signer.service")["RestartPreventExitStatus"] == ["2"]
