"""Fingerprints are made when the report is out: whatever happens meanwhile costs them and not the report."""

from __future__ import annotations

import io
import signal
from dataclasses import replace

import pytest

from provenance.fingerprint.making import fingerprints_of
from provenance.gate import Admission, admit
from provenance.sandbox import Limits, Sandbox
from provenance.sandbox.tests import hostile
from provenance.sandbox.tests.conftest import AT, SHORT, Opened


def test_a_picture_has_the_same_inside_and_outside(sandbox: Sandbox, opened: Opened, picture: bytes) -> None:
    admission = admit(io.BytesIO(picture), len(picture))
    assert isinstance(admission, Admission)
    with opened(picture) as file:
        alone, examined = sandbox.fingerprint(file), sandbox.examine(file, AT).fingerprints
    assert alone is not None
    assert alone == examined == fingerprints_of(io.BytesIO(picture), admission)


def test_a_report_alone_waits_for_none(sandbox: Sandbox, opened: Opened, picture: bytes) -> None:
    with opened(picture) as file:
        whole, alone = sandbox.examine(file, AT), sandbox.examine(file, AT, fingerprints=False)
    assert whole.fingerprints is not None
    assert alone == replace(whole, fingerprints=None)


@pytest.mark.parametrize("content", [b"", b"no medium at all", b"\xff\xd8\xff" + bytes(100)])
def test_what_is_no_medium_has_none(content: bytes, sandbox: Sandbox, opened: Opened) -> None:
    with opened(content) as file:
        assert sandbox.fingerprint(file) is None
        assert sandbox.examine(file, AT).fingerprints is None


@pytest.mark.parametrize("deed", hostile.AFTERWARDS)
def test_a_child_captured_after_the_report_costs_the_fingerprints_only(
    deed: str, besieged: Sandbox, opened: Opened, picture: bytes
) -> None:
    with opened(hostile.MARK + hostile.LATER.encode() + deed.encode() + b"\n") as bad, opened(picture) as good:
        answer = besieged.examine(bad, AT)
        assert answer.fingerprints is None
        assert [finding.code for finding in answer.report.findings] == ["refused.unknown_type"]
        assert besieged.examine(good, AT).fingerprints is not None


@pytest.mark.parametrize("deed", ["spin", "sleep"])
def test_one_that_does_not_end_is_ended(deed: str, besieged: Sandbox, opened: Opened) -> None:
    before = {death.number for death in besieged.deaths()}
    with opened(hostile.MARK + hostile.LATER.encode() + deed.encode() + b"\n") as bad:
        besieged.examine(bad, AT)
    ended = [death for death in besieged.deaths() if death.number not in before and death.status != 0]
    assert [death.status for death in ended] in ([-signal.SIGKILL], [-signal.SIGXCPU])
    assert ended[0].cpu_seconds < SHORT.cpu_seconds + SHORT.fingerprint_seconds + 2


def test_films_get_more_time_than_pictures() -> None:
    limits = Limits()
    assert limits.fingerprint_wall_for(5_000_000) <= 30
    assert limits.fingerprint_cpu_for(100_000_000) >= 30
