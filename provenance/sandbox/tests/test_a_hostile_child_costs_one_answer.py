"""Whatever a child does, its file is unreadable, the parent lives, and the next file is answered."""

from __future__ import annotations

import hashlib
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from provenance.errors import BadPolicy
from provenance.policy import Policy, TrustList
from provenance.sandbox import Sandbox
from provenance.sandbox.tests import hostile
from provenance.sandbox.tests.conftest import AT, HOSTILE, SHORT, Opened
from provenance.sandbox.tests.processes import zygotes

EVIL = [deed.__name__ for deed in hostile.ENDS]


def file_that_makes_a_child(deed: str) -> bytes:
    return hostile.MARK + deed.encode() + b"\n"


@pytest.mark.parametrize("deed", EVIL)
def test_a_child_that_misbehaves_costs_its_own_answer_only(
    deed: str, besieged: Sandbox, opened: Opened, picture: bytes
) -> None:
    evil = file_that_makes_a_child(deed)
    with opened(evil) as bad, opened(picture) as good:
        answer = besieged.examine(bad, AT).report
        assert answer.headline.code == answer.credentials.code == "unreadable"
        assert [finding.code for finding in answer.findings] == ["refused.limits_reached"]
        assert answer.media.sha256 == hashlib.sha256(evil).hexdigest()
        assert len(besieged.examine(good, AT).report.steps) == 1


@pytest.mark.parametrize("deed", ["spin", "sleep", "drip"])
def test_a_child_that_does_not_end_is_ended(deed: str, besieged: Sandbox, opened: Opened) -> None:
    before = {death.number for death in besieged.deaths()}
    with opened(file_that_makes_a_child(deed)) as bad:
        besieged.examine(bad, AT)
    ended = [death.status for death in besieged.deaths() if death.number not in before and death.status != 0]
    assert ended in ([-signal.SIGKILL], [-signal.SIGXCPU])


def test_a_child_cannot_lie_about_which_file_it_saw(besieged: Sandbox, opened: Opened) -> None:
    evil = file_that_makes_a_child("lie_about_the_file")
    with opened(evil) as bad:
        media = besieged.examine(bad, AT).report.media
    assert (media.sha256, media.bytes) == (hashlib.sha256(evil).hexdigest(), len(evil))


def test_a_child_cannot_lie_about_what_it_judged_with(besieged: Sandbox, opened: Opened, newsroom: TrustList) -> None:
    with opened(file_that_makes_a_child("lie_about_the_lists")) as bad:
        made_with = besieged.examine(bad, AT, policy=Policy((newsroom,))).report.made_with
    assert "99" not in (made_with.firstlight, made_with.c2pa)
    assert made_with.lists == (newsroom.version,)


def test_memory_is_taken_from_the_child_before_the_machine(besieged: Sandbox, opened: Opened) -> None:
    with opened(file_that_makes_a_child("eat_memory")) as bad:
        besieged.examine(bad, AT)
    greediest = max(death.peak_bytes for death in besieged.deaths())
    assert greediest < SHORT.memory_bytes + 200 * 1024 * 1024


def test_a_failing_child_is_logged_without_a_word_about_the_file(
    besieged: Sandbox, opened: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(file_that_makes_a_child("fail")) as bad:
        besieged.examine(bad, AT)
    assert [record.getMessage() for record in caplog.records] == [
        "a media child failed: BrokenTalkError, exit status 70"
    ]


def test_a_policy_that_does_not_parse_is_not_blamed_on_the_file(
    besieged: Sandbox, opened: Opened, newsroom: TrustList
) -> None:
    with opened(file_that_makes_a_child("claim_a_bad_policy")) as bad, pytest.raises(BadPolicy):
        besieged.examine(bad, AT, policy=Policy((newsroom,)))


def test_children_that_fail_at_once_do_not_take_the_zygote_along(besieged: Sandbox, opened: Opened) -> None:
    """Their end may be noticed before the news that they had a file, and must not read as a fault of the start."""

    def fail(_: int) -> str:
        with opened(file_that_makes_a_child("fail")) as bad:
            return besieged.examine(bad, AT).report.headline.code

    before = zygotes()
    with ThreadPoolExecutor(4) as threads:
        assert set(threads.map(fail, range(40))) == {"unreadable"}
    assert zygotes() == before


def test_the_deeds_are_evil(besieged: Sandbox, opened: Opened) -> None:
    """The stub is honest when told nothing, so that what the tests above see is the deed and not a broken stub."""
    with opened(file_that_makes_a_child("probe").replace(b"HOSTILE", b"HARMLESS")) as plain:
        codes = [finding.code for finding in besieged.examine(plain, AT).report.findings]
    assert codes == ["refused.unknown_type"]


def test_how_children_failed_is_told_to_whoever_counts(opened: Opened, picture: bytes) -> None:
    told: list[str] = []
    with Sandbox(Policy(), limits=SHORT, planted=HOSTILE, on_failure=told.append) as sandbox:
        for deed in ("fail", "sleep"):
            with opened(file_that_makes_a_child(deed)) as bad:
                sandbox.examine(bad, AT)
    assert told == ["exit 70", "SIGKILL"]
