"""The rig notices what it is there for: each planted fault is named."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import requests

from verify.tests.badmedia.doors import Answer
from verify.tests.badmedia.judgement import complaints
from verify.tests.badmedia.processes import MemoryWatch, descendants, open_files
from verify.tests.badmedia.rig import SPARE_FILES, left_open
from verify.tests.badmedia.samples import Sample
from verify.tests.badmedia.traces import traces

WORDS = "This file cannot be read: ask for another copy."


def answer(tmp_path: Path, expect: str, *, code: str | None = None, **what: Any) -> Answer:
    """An answer to a file of 200 different bytes."""
    path = tmp_path / "picture.bin"
    path.write_bytes(bytes(range(200)))
    report = {"credentials": {"code": what.pop("reported")}} if "reported" in what else None
    state = "done" if report else None
    told = {"statuses": [201], "public_id": "x" * 22, "state": state, "report": report} if report else {}
    return Answer(
        Sample("picture.bin", path, expect, code), "api", **{"statuses": [422], "reason": WORDS, **told, **what}
    )


FAULTS = {
    "a 5xx": ("reject", {"statuses": [500]}),
    "a 5xx on the way": ("good", {"code": "no_credentials", "reported": "no_credentials", "statuses": [503, 200]}),
    "a broken connection": ("reject", {"broken": "ConnectionError"}),
    "a hang": ("reject", {"seconds": 10.5}),
    "no answer at all": ("reject", {"statuses": []}),
    "our own failure": ("reject", {"statuses": [202], "public_id": "x" * 22, "state": "failed"}),
    "never finished": ("bounded", {"statuses": [202], "public_id": "x" * 22, "state": "running"}),
    "accepted": ("reject", {"reported": "no_credentials"}),
    "no reason": ("reject", {"reason": ""}),
    "a strange status": ("reject", {"statuses": [404]}),
    "damage called absence": ("manifest-malformed", {"reported": "no_credentials"}),
    "damage called trusted": ("manifest-malformed", {"reported": "all_signers_trusted"}),
    "flipped bits called intact": ("never-valid", {"reported": "signer_unknown"}),
    "a bounded file called trusted": ("bounded", {"reported": "all_signers_trusted"}),
    "a good file refused": ("good", {"code": "no_credentials"}),
    "a good file misjudged": ("good", {"code": "no_credentials", "reported": "changed_after_signing"}),
}

RIGHT = {
    "refused": ("reject", {}),
    "refused later": ("reject", {"statuses": [202, 200], "public_id": "x" * 22, "state": "refused"}),
    "damage named": ("manifest-malformed", {"reported": "credentials_damaged"}),
    "change named": ("never-valid", {"reported": "changed_after_signing"}),
    "answered within bounds": ("bounded", {"reported": "no_credentials"}),
    "a good file": ("good", {"code": "signer_unknown", "reported": "signer_unknown"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wrong_answer_is_noticed(tmp_path: Path, fault: str) -> None:
    expect, what = FAULTS[fault]

    assert complaints(answer(tmp_path, expect, **what))


@pytest.mark.parametrize("case", RIGHT)
def test_a_right_answer_is_left_alone(tmp_path: Path, case: str) -> None:
    expect, what = RIGHT[case]

    assert complaints(answer(tmp_path, expect, **what)) == []


def test_a_file_served_back_as_it_came_is_noticed(tmp_path: Path) -> None:
    served = requests.Response()
    served.headers["Content-Type"] = "text/html"
    served.raw = (tmp_path / "nothing").open("wb+")
    told = answer(tmp_path, "inert-file", reported="no_credentials", preview=served)

    said = complaints(told)
    served.raw.close()

    assert any("alive" in line for line in said)


PLACES = ("bytes in a file", "digest in a file", "digest in hex in a store")


@pytest.mark.parametrize("where", PLACES)
def test_each_kind_of_trace_is_found(tmp_path: Path, where: str) -> None:
    refused, kept, data = samples(tmp_path)
    assert traces([data], [refused], [kept]) == []

    if where == PLACES[0]:
        (data / "deep" / "left").write_bytes(b"before" + refused.content + b"after")
    elif where == PLACES[1]:
        (data / "deep" / "left").write_bytes(b"before" + refused.sha256)
    else:
        keep_in_store(data / "left.sqlite3", refused.sha256.hex())

    assert len(traces([data], [refused], [kept])) == 1


def samples(folder: Path) -> tuple[Sample, Sample, Path]:
    """A refused file that is a kept one with some bytes changed, and a folder that holds the kept one."""
    data = folder / "data"
    (data / "deep").mkdir(parents=True)
    whole = bytes(range(256)) * 4
    (folder / "kept").write_bytes(whole)
    (folder / "refused").write_bytes(
        whole[:500] + b"something quite different, sixty-four bytes long, as noise is"[:60] + whole[560:]
    )
    (data / "deep" / "kept").write_bytes(whole)
    return Sample("refused", folder / "refused", "reject"), Sample("kept", folder / "kept", "good"), data


def keep_in_store(path: Path, text: str) -> None:
    """Write a row as a careless site would."""
    with sqlite3.connect(path) as store:
        store.execute("CREATE TABLE kept (digest TEXT)")
        store.execute("INSERT INTO kept VALUES (?)", (text,))
    store.close()


GROWING = (
    "import time; print('up', flush=True); input(); held = bytearray(64_000_000); print('grown', flush=True); input()"
)


def test_a_process_that_grows_is_noticed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", GROWING], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as one:
        assert one.stdin is not None
        assert one.stdout is not None
        one.stdout.readline()
        with MemoryWatch([one.pid]) as memory:
            one.stdin.write("\n")
            one.stdin.flush()
            one.stdout.readline()
            time.sleep(0.3)
        one.stdin.write("\n")

    assert memory.growth_mib > 55


def test_files_left_open_are_noticed(tmp_path: Path) -> None:
    before = {os.getpid(): open_files(os.getpid())}
    assert left_open(before) == []
    forgotten = [(tmp_path / str(number)).open("wb") for number in range(SPARE_FILES + 1)]
    said = left_open(before)
    for one in forgotten:
        one.close()

    assert len(said) == 1


def test_processes_below_are_found_and_told_from_later_ones() -> None:
    with subprocess.Popen(["sleep", "30"]) as one:
        found = {process.pid: process for process in descendants(os.getpid())}
        one.kill()

    assert found[one.pid].command.startswith("sleep 30")
    assert found[one.pid].started > 0
