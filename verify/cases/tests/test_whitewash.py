"""A forgery is recorded first, then looked up, then its genuine twin: no headline changes and nobody is accused."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from fixtures.expectations import EXPECTED, LISTS
from provenance.inspection import inspect
from provenance.policy import Policy, Tier, TrustList
from provenance.types import Finding, Report, State
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.cases import on_record
from verify.cases.on_record import report_with_records
from verify.cases.quarantine import Quarantine
from verify.cases.tests.recording import Chronicle, chronicle
from verify.ledger.selectors.records import MOST_FOUND

REPOSITORY = Path(__file__).resolve().parents[3]
NOT_AN_ACCUSATION = {State.HOLDS, State.ABSENT}
AT = datetime.now(UTC)

Read = Callable[[Report, Organisation | None], Report]


@dataclass
class Tally:
    """What looking up did: headlines that changed, and accusations that were not there before."""

    looked_up: int = 0
    headlines: int = 0
    accusations: int = 0

    def compare(self, before: Report, after: Report) -> None:
        """Count one look-up."""
        added = [one for one in after.findings if one not in before.findings]
        self.looked_up += 1
        self.headlines += after.headline != before.headline
        self.accusations += sum(one.state not in NOT_AN_ACCUSATION or "differs" in one.code for one in added)
        self.accusations += after.credentials != before.credentials or after.steps != before.steps


@dataclass(frozen=True)
class Twins:
    """A genuine file, and the forgery that somebody made from it."""

    genuine: bytes
    forgery: bytes


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Twins], Policy]:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    command = [sys.executable, "-m", "fixtures.build", "--out", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, capture_output=True, timeout=50, check=True)
    files = [(folder / name).read_bytes() for name in sorted(EXPECTED) if name.endswith(".jpg")]
    lists = Policy(tuple(TrustList(Tier(tier), tier, (folder / name).read_bytes()) for tier, name in LISTS.items()))
    return [Twins(one, forged(one)) for one in files], lists


def forged(genuine: bytes) -> bytes:
    """The same scene with a patch over it, without credentials: what is passed around as the original."""
    with Image.open(io.BytesIO(genuine)) as picture:
        shown = picture.convert("RGB")
    shown.paste((200, 30, 30), (0, 0, 40, 40))
    target = io.BytesIO()
    shown.save(target, "JPEG", quality=80)
    return target.getvalue()


@pytest.fixture
def log(held: Quarantine, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def parties(stores: None) -> dict[str, Organisation]:
    return {name: organisation(name) for name in ("whitewasher", "victim", "bystander")}


def organisation(name: str) -> Organisation:
    return organisation_create(name=name, slug=name, owner=User.objects.create(username=name))


def attack(pairs: tuple[list[Twins], Policy], log: Chronicle, parties: dict[str, Organisation], read: Read) -> Tally:
    """Record every forgery and every genuine file in the whitewasher's name, then look both up as everybody else."""
    tally, (twins, lists) = Tally(), pairs
    for one in twins:
        log.record(one.forgery, parties["whitewasher"])
        for content in (one.forgery, one.genuine):
            before = inspect(io.BytesIO(content), lists, AT)
            for reader in (None, parties["victim"], parties["bystander"]):
                tally.compare(before, read(before, reader))
        log.record(one.genuine, parties["whitewasher"])
        before = inspect(io.BytesIO(one.genuine), lists, AT)
        tally.compare(before, read(before, parties["victim"]))
    return tally


def test_a_forgery_that_was_recorded_first_changes_nothing(
    twins: tuple[list[Twins], Policy], log: Chronicle, parties: dict[str, Organisation]
) -> None:
    tally = attack(twins, log, parties, lambda report, reader: report_with_records(report, reader=reader))
    assert (tally.headlines, tally.accusations) == (0, 0)
    assert tally.looked_up == len(twins[0]) * 7 >= 70


def test_the_owner_who_records_later_is_named_beside_the_whitewasher_and_keeps_the_headline(
    twins: tuple[list[Twins], Policy], log: Chronicle, parties: dict[str, Organisation]
) -> None:
    genuine = twins[0][0].genuine
    log.record(genuine, parties["whitewasher"])
    log.record(genuine, parties["victim"])
    before = inspect(io.BytesIO(genuine), twins[1], AT)
    shown = report_with_records(before, reader=parties["bystander"])
    assert shown.headline == before.headline
    assert {one.params.get("recorder") for one in shown.findings} >= {"whitewasher", "victim"}
    assert report_with_records(before, reader=parties["victim"]).headline.params["recorder"] == "victim"


def test_nobody_drowns_the_owners_record_in_records_of_their_own(
    twins: tuple[list[Twins], Policy], log: Chronicle, parties: dict[str, Organisation]
) -> None:
    genuine = twins[0][0].genuine
    for number in range(MOST_FOUND + 1):
        log.record(genuine, None, user=User.objects.create(username=f"sock puppet {number}").pk)
    log.record(genuine, parties["victim"])
    before = inspect(io.BytesIO(genuine), twins[1], AT)
    assert report_with_records(before, reader=parties["victim"]).headline.code == "same_as_record"
    assert report_with_records(before, reader=parties["bystander"]).headline == before.headline


def test_a_site_that_believes_every_recorder_is_caught(
    twins: tuple[list[Twins], Policy],
    log: Chronicle,
    parties: dict[str, Organisation],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = on_record._seen
    monkeypatch.setattr(on_record, "_seen", lambda one, reader: replace(seen(one, reader), own=True))
    tally = attack(twins, log, parties, lambda report, reader: report_with_records(report, reader=reader))
    assert tally.headlines > 0


def test_a_site_that_accuses_the_twin_is_caught(
    twins: tuple[list[Twins], Policy], log: Chronicle, parties: dict[str, Organisation]
) -> None:
    def accusing(report: Report, reader: Organisation | None) -> Report:
        shown = report_with_records(report, reader=reader)
        said = Finding("record", State.BROKEN, "differs_from_record", {}, "file", AT)
        return replace(shown, findings=(*shown.findings, said))

    assert attack(twins, log, parties, accusing).accusations > 0
