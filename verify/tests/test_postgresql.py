"""The same rows, constraints and triggers on PostgreSQL, in a server that lives as long as this test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from chronology.schema.tests.postgresql import as_owner, program
from verify.tests.ports import free_port

pytestmark = [pytest.mark.timeout(900), pytest.mark.xdist_group("postgresql")]

# What talks to the database in its own words: triggers, constraints, leases, counters.
SUITES = (
    "verify/registry/tests/test_lists_are_never_edited.py",
    "verify/registry/tests/test_lists_never_roll_back.py",
    "verify/registry/tests/test_the_policy_of_a_reader.py",
    "verify/registry/tests/test_recorders_are_listed_by_owners.py",
    "verify/labels/tests/test_versions_are_kept_and_never_edited.py",
    "verify/dossiers/tests/test_a_trail_is_never_changed.py",
    "verify/accounts/tests/test_an_owner_always_stays.py",
    "verify/jobs",
    "verify/cases/tests/test_a_change_is_written_once.py",
    "verify/cases/tests/test_examining.py",
    "verify/cases/tests/test_sweeping.py",
    "verify/cases/tests/test_owners_decide_what_is_found.py",
    "verify/ledger/tests/test_recording_openly.py",
    "verify/ledger/tests/test_sealing_and_erasing.py",
    "verify/ledger/tests/test_the_outbox_never_loses_and_never_doubles.py",
    "verify/ledger/tests/test_owners_retract_and_operators_hide.py",
    "verify/ledger/tests/test_the_desk_s_key_signs_for_members.py",
    "verify/accounts/wallets/tests/test_a_nonce_is_won_once.py",
    "verify/accounts/wallets/tests/test_a_wallet_opens_one_account_whoever_is_quicker.py",
    "verify/authors/tests/test_a_signer_s_nonce_is_used_once.py",
    "verify/authors/tests/test_a_yes_that_the_chain_took_back_changed_nothing.py",
    "verify/authors/tests/test_keys_are_claimed_and_exchanged.py",
    "verify/authors/tests/test_statements_are_recorded.py",
    "verify/blacklist/tests/test_three_maintainers_list_a_camera.py",
    "verify/consents/tests/test_an_objection_goes_its_way.py",
    "verify/consents/tests/test_consents_are_recorded_and_taken_back.py",
    "verify/consents/tests/test_intimate_material_leaves_no_trace.py",
    "verify/webhooks/tests/test_what_happens_is_announced.py",
    "verify/webhooks/tests/test_messages_are_brought.py",
    "verify/webhooks/tests/test_the_log_is_read_upwards.py",
    "verify/batches/tests/test_time_passes.py",
)


@dataclass(frozen=True)
class Server:
    """Where it is, and what it writes down."""

    address: str
    log: Path


@pytest.fixture
def server() -> Iterator[Server]:
    """An empty server."""
    initdb, control, port = program("initdb"), program("pg_ctl"), free_port()
    # Outside the test's own folder, which only this user may enter.
    made = subprocess.run(
        as_owner("mktemp", "-d", "-t", "firstlight-pg-XXXXXX"), capture_output=True, text=True, check=True
    )
    folder = made.stdout.strip()
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c log_statement=ddl"
    )
    try:
        subprocess.run(
            as_owner(initdb, "-A", "trust", "-U", "firstlight", "-D", f"{folder}/data"), capture_output=True, check=True
        )
        start = as_owner(control, "-w", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options, "start")
        subprocess.run(start, stdout=subprocess.DEVNULL, check=True)
        yield Server(f"postgresql://firstlight@127.0.0.1:{port}", Path(folder, "log"))
        subprocess.run(
            as_owner(control, "-m", "immediate", "-D", f"{folder}/data", "stop"), capture_output=True, check=True
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_everything_about_rows_holds_on_postgresql_too(server: Server) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--create-db", *SUITES],
        cwd=settings.BASE_DIR,
        env={**os.environ, "FIRSTLIGHT_TEST_POSTGRESQL": server.address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert "CREATE TRIGGER trust_list_version_no_update" in server.log.read_text("utf-8"), "it ran somewhere else"
