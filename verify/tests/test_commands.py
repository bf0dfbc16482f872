from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from verify.accounts.models import User
from verify.cases.tests.examples import png
from verify.ledger.models import Record
from verify.management import recording
from verify.registry.models import TrustListVersion
from verify.registry.tests.minting import json_list, pem_list

pytestmark = pytest.mark.django_db(databases=["default", "jobs", "keys", "blacklist"])


def run(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def status_of(*words: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as failed:
        run(*words)
    return failed.value.returncode, str(failed.value)


@pytest.fixture
def pem(tmp_path: Path) -> str:
    (tmp_path / "list.pem").write_bytes(pem_list(1, 2))
    return str(tmp_path / "list.pem")


def test_a_list_is_taken_in_from_a_file_and_named_with_its_date_and_digest(pem: str) -> None:
    said = run("trust", "import", "Desk", pem, "--tier", "newsroom", "--issued", "2026-08-05")
    version = TrustListVersion.objects.get()
    assert version.issued == datetime(2026, 8, 5, tzinfo=UTC)
    assert "2 certificates, issued 2026-08-05" in said
    assert version.sha256 in said
    assert said == run("trust", "list")


def test_the_path_of_the_operators_file_is_not_kept(pem: str) -> None:
    run("trust", "import", "Desk", pem, "--tier", "newsroom")
    assert pem not in repr(list(TrustListVersion.objects.values()))


def test_a_known_name_needs_no_tier_and_a_new_one_does(pem: str, tmp_path: Path) -> None:
    assert status_of("trust", "import", "Desk", pem)[0] == 2
    run("trust", "import", "Desk", pem, "--tier", "newsroom")
    (tmp_path / "next.json").write_bytes(json_list("2026-08-05", 1, 2, 3))
    run("trust", "import", "Desk", str(tmp_path / "next.json"))
    assert [one.tier for one in TrustListVersion.objects.all()] == ["newsroom", "newsroom"]


def test_what_cannot_be_taken_in_ends_with_status_2_and_says_why(pem: str, tmp_path: Path) -> None:
    (tmp_path / "empty.pem").touch()
    assert status_of("trust", "import", "A", str(tmp_path / "empty.pem"), "--tier", "tsa")[0] == 2
    assert "cannot be read" in status_of("trust", "import", "A", str(tmp_path / "none"), "--tier", "tsa")[1]
    assert "no organisation" in status_of("trust", "import", "A", pem, "--organisation", "nobody")[1]


def test_without_lists_the_command_says_what_that_means() -> None:
    assert "every signer is unknown" in run("trust", "list")


def test_recording_needs_an_owner_before_anything_is_checked(tmp_path: Path) -> None:
    status, said = status_of("verify", str(tmp_path / "a.png"), "--record")
    assert status == 2
    assert "--owner NAME" in said
    assert "no user ghost" in status_of("verify", str(tmp_path / "a.png"), "--record", "--owner", "ghost")[1]


@pytest.mark.sandbox
@pytest.mark.parametrize("words", [(), ("--sealed",)])
def test_what_is_checked_can_be_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(recording, "PATIENCE_SECONDS", 0)
    user = User.objects.create_user("ida")
    (tmp_path / "a.png").write_bytes(png(16, 16))
    report = json.loads(run("verify", str(tmp_path / "a.png"), "--json", "--record", *words))
    record = Record.objects.get(pk=report["record"]["id"])
    assert (record.user_id, record.form, record.state) == (user.pk, "sealed" if words else "open", "waiting")
    assert record.sha256 == ("" if words else report["media"]["sha256"])
    said = run("verify", str(tmp_path / "a.png"), "--record", "--owner", "ida", *words)
    assert "waits for its place on the log" in said
    assert Record.objects.count() == (2 if words else 1)


@pytest.mark.sandbox
def test_files_are_checked_against_this_installation_one_report_a_line(pem: str, tmp_path: Path) -> None:
    run("trust", "import", "Ours", pem, "--tier", "newsroom")
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(png(16, 16))
    (tmp_path / "c.png").write_bytes(b"not a picture")
    paths = [str(tmp_path / name) for name in ("a.png", "b.png", "c.png")]
    reports = [json.loads(line) for line in run("verify", *paths, "--json").splitlines()]
    assert [report["file"] for report in reports] == paths
    assert [report["headline"]["code"] for report in reports] == ["no_credentials", "no_credentials", "unreadable"]
    assert [one["name"] for one in reports[0]["made_with"]["lists"]] == ["Ours"]


@pytest.mark.sandbox
def test_what_cannot_be_opened_ends_with_status_2_and_the_others_are_answered(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(16, 16))
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command(
            "verify", str(tmp_path / "none"), str(tmp_path), "ftp://a", str(tmp_path / "a.png"), stdout=out, stderr=out
        )
    assert failed.value.returncode == 2
    assert "no_credentials" in out.getvalue()


@pytest.mark.sandbox
def test_the_doctor_names_every_part() -> None:
    said = run("doctor")
    parts = (
        "kernel",
        "Landlock",
        "seccomp",
        "bubblewrap",
        "sandbox",
        "Chromium",
        "disk",
        "store default",
        "store jobs",
        "store keys",
        "signer",
        "finder",
        "log",
        "chain",
        "witnesses",
    )
    assert all(f"  {part} " in said for part in parts)
    assert "trust list" in said
