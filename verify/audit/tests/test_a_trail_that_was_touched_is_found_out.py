"""Rows of the trail are only added; whoever gets past the database leaves a fault that the check names."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from verify.audit.acting import Actor, acting, because
from verify.audit.chain import Fault
from verify.audit.models import Entry
from verify.audit.selectors import head, trail_check
from verify.audit.services import note, veiled
from verify.audit.ways import Way

pytestmark = pytest.mark.django_db
OLGA = Actor(7, "olga", Way.ADMIN)


@pytest.fixture
def four() -> list[Entry]:
    with acting(lambda: OLGA):
        return [note("list.imported", about="list", subject=number, certificates=number) for number in range(4)]


def _past_the_database(statement: str) -> None:
    """As somebody would who owns the server: without the triggers."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER audit_entry_no_update")
            cursor.execute("DROP TRIGGER audit_entry_no_delete")
        cursor.execute(statement)


@transaction.atomic
def _noted_and_failed() -> None:
    note("key.ended")
    raise ZeroDivisionError


def _faults(**words: str) -> list[tuple[int, Fault]]:
    return [(one.number, one.fault) for one in trail_check(**words).faults]


def test_a_row_says_who_when_what_on_what_and_why() -> None:
    with acting(lambda: OLGA), because("a stolen laptop"):
        note("key.ended", about="api key", subject=12)
    row = Entry.objects.get()
    assert (row.actor_id, row.actor, row.way, row.act) == (7, "olga", "admin", "key.ended")
    assert (row.about, row.subject, row.reason) == ("api key", "12", "a stolen laptop")


def test_outside_of_any_door_nobody_is_named() -> None:
    row = note("list.imported")
    assert (row.actor_id, row.actor, row.way) == (None, "", "process")


def test_what_is_rolled_back_leaves_no_row_and_no_hole(four: list[Entry]) -> None:
    with pytest.raises(ZeroDivisionError):
        _noted_and_failed()
    assert note("key.ended").number == 5
    assert trail_check().faults == ()


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET reason = 'other'", "DELETE FROM audit_entry"])
def test_the_database_refuses_to_change_or_delete(four: list[Entry], statement: str) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.count() == 4


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        ("UPDATE audit_entry SET reason = 'other' WHERE number = 2", [(2, Fault.ALTERED)]),
        ("UPDATE audit_entry SET actor = 'ida' WHERE number = 4", [(4, Fault.ALTERED)]),
        ("DELETE FROM audit_entry WHERE number = 2", [(2, Fault.MISSING)]),
        ("DELETE FROM audit_entry WHERE number = 1", [(1, Fault.MISSING)]),
    ],
)
def test_a_planted_change_is_named(four: list[Entry], statement: str, faults: list[tuple[int, Fault]]) -> None:
    assert _faults() == []
    _past_the_database(statement)
    assert _faults() == faults


def test_a_row_that_was_signed_anew_does_not_fit_the_next(four: list[Entry]) -> None:
    from verify.audit.chain import digest_of

    row = Entry.objects.get(number=2)
    row.actor = "ida"
    _past_the_database(f"UPDATE audit_entry SET actor = 'ida', digest = '{digest_of(row)}' WHERE number = 2")
    assert _faults() == [(3, Fault.BROKEN)]


def test_an_end_that_was_cut_off_is_found_by_a_digest_noted_outside(four: list[Entry]) -> None:
    noted = head()
    assert _faults(holds=noted) == []
    _past_the_database("DELETE FROM audit_entry WHERE number = 4")
    assert _faults() == []
    assert _faults(holds=noted) == [(3, Fault.FORGOTTEN)]


def test_the_command_ends_with_two_where_a_row_is_gone(four: list[Entry], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("trail", "check")
    assert head() in capsys.readouterr().out
    _past_the_database("DELETE FROM audit_entry WHERE number = 3")
    with pytest.raises(CommandError) as refused:
        call_command("trail", "check")
    assert refused.value.returncode == 2
    assert "row 3: missing" in capsys.readouterr().out


def test_rows_leave_as_lines_that_programs_read(four: list[Entry], capsys: pytest.CaptureFixture[str]) -> None:
    with acting(lambda: OLGA):
        note("key.ended", reason='=HYPERLINK("x")')
    call_command("trail", "export")
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["number"] for one in told] == [1, 2, 3, 4, 5]
    assert told[1]["params"] == {"certificates": 1}
    assert told[4]["digest"] == head()
    call_command("trail", "export", "--form", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[4]["reason"].startswith("'=")
    assert rows[0]["actor"] == "olga"


def test_a_secret_number_is_named_by_a_digest() -> None:
    assert veiled("address") != veiled("another")
    assert "address" not in veiled("address")
