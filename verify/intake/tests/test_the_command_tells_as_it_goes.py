"""`manage.py ingest` says what became of each file, and ends with a status that programs understand."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from verify.accounts.models import Organisation
from verify.cases.tests.matching import Shelf
from verify.cases.tests.recording import Chronicle
from verify.ledger.models import Record

pytestmark = pytest.mark.sandbox


def ingest(*words: str) -> str:
    out = io.StringIO()
    call_command("ingest", *words, stdout=out)
    return out.getvalue()


def test_each_file_and_the_sum_are_told(
    inbox: Path, log: Chronicle, shelf: Shelf, organisation: Organisation, harbour: bytes
) -> None:
    for name, content in (("a.jpg", harbour), ("b.jpg", harbour), ("c.txt", b"words")):
        (inbox / name).write_bytes(content)
        os.utime(inbox / name, (time.time() - 60,) * 2)
    said = ingest(str(inbox))
    record = Record.objects.get()
    assert f"a.jpg: recorded (record {record.pk})" in said
    assert f"b.jpg: on record already (record {record.pk})" in said
    assert "c.txt: cannot be read." in said
    assert "3 looked at: 1 on record already, 1 recorded, 1 cannot be read." in said
    assert "3 looked at: 3 dealt with by an earlier run." in ingest(str(inbox))


def test_an_owner_must_be_named_where_there_are_several(inbox: Path, organisation: Organisation) -> None:
    Organisation.objects.create(name="Other", slug="other")
    with pytest.raises(CommandError, match="--organisation SLUG; there are: other, the-desk") as stopped:
        ingest(str(inbox))
    assert stopped.value.returncode == 2


def test_a_source_that_is_not_there_is_bad_usage(tmp_path: Path, organisation: Organisation) -> None:
    with pytest.raises(CommandError, match="no folder") as stopped:
        ingest(str(tmp_path / "nowhere"))
    assert stopped.value.returncode == 2


def test_a_name_cannot_move_the_cursor_of_who_reads_it(
    inbox: Path, log: Chronicle, shelf: Shelf, organisation: Organisation
) -> None:
    (inbox / "\x1b[31mred\r.txt").write_bytes(b"words")
    os.utime(inbox / "\x1b[31mred\r.txt", (time.time() - 60,) * 2)
    said = ingest(str(inbox))
    assert "�[31mred�.txt: cannot be read." in said
    assert "\x1b" not in said
