"""A work that is declared as made with AI tells whose consent is on record; one that declares nothing tells nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from provenance.sentences import sentence
from provenance.statements.types import ConsentTo, Track
from provenance.types import Finding, Media, Outcome, Report, Sha256Hex, State
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.authors.models import CountedAuthor, Key
from verify.cases import consented
from verify.cases.consented import report_with_consents
from verify.cases.tests.examples import examination
from verify.cases.tests.recording import Chronicle, chronicle
from verify.consents.models import Objection
from verify.consents.services import campaign_open, consent_record, consent_revoke
from verify.consents.tests.consenting import MARA, WORK, claimed, consent, revocation, signed
from verify.ledger.models import Record
from verify.ledger.parts import parts
from verify.ledger.services import record_hide
from verify.ledger.values import Viewer

AI = Finding("ai", State.HOLDS, "ai.generated_declared", {"signer": "Studio"}, "step", datetime.now(UTC))
LABEL = replace(AI, state=State.UNTRUSTED, code="ai_label_unverified")


@pytest.fixture
def log(stores: None, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        monkeypatch.setattr(consented.wiring, "now", lambda: parts().clock())
        yield running


@pytest.fixture
def desk(stores: None) -> Organisation:
    return organisation_create(name="Harbour Post", slug="harbour-post", owner=User.objects.create_user("ida"))


@pytest.fixture
def agency(stores: None) -> Viewer:
    return Viewer(None, User.objects.create_user("agent").pk)


@pytest.fixture
def mara(log: Chronicle) -> Key:
    return claimed(MARA, User.objects.create_user("mara"), "Mara Lind")


@pytest.fixture
def counts(desk: Organisation, mara: Key) -> None:
    CountedAuthor.objects.create(organisation=desk, principal=mara.principal, created=parts().clock())


def made(*findings: Finding, media_type: str = "image/png", content: bytes = WORK) -> Report:
    report = examination().report
    media = replace(report.media, sha256=Sha256Hex(content.hex()), type=media_type)
    params = {"signer": "Studio", "steps": 1}
    return replace(report, media=media, findings=findings, headline=Outcome("declared_ai_generated", params))


def told(report: Report, reader: Organisation | None = None) -> list[str]:
    found = report_with_consents(report, reader=reader).findings
    return [one.code for one in found if one.kind == "consent"]


def given(log: Chronicle, agency: Viewer, **changed: Any) -> Any:
    message = consent(**changed)
    row = consent_record(signed(message), owner=agency)
    log.enter()
    return message, row


def test_a_declared_work_without_consent_says_so(log: Chronicle) -> None:
    assert told(made(AI)) == ["consent.none"]


def test_a_counted_consent_is_told_in_the_headline(
    log: Chronicle, agency: Viewer, desk: Organisation, counts: None
) -> None:
    given(log, agency)
    report = report_with_consents(made(AI), reader=desk)

    assert told(made(AI), desk) == ["consent.covers"]
    assert report.headline.code == "declared_ai_generated"
    said = sentence(report.headline.code, report.headline.params)
    assert "with the signed consent of Mara Lind for advertising" in said
    assert said.startswith("Studio, a signer on your lists, declares")


def test_to_whom_nobody_vouches_for_the_key_the_headline_stays(
    log: Chronicle, agency: Viewer, mara: Key, desk: Organisation
) -> None:
    given(log, agency)
    report = report_with_consents(made(AI), reader=None)

    assert told(made(AI)) == ["consent.unvouched", "consent.none_that_counts"]
    assert "form" not in report.headline.params


def test_an_honest_photograph_is_told_nothing_whatever_anybody_records(
    log: Chronicle, agency: Viewer, desk: Organisation, counts: None
) -> None:
    given(log, agency)
    Objection.objects.create(
        category="likeness", state="upheld", sha256=WORK.hex(), locked=b"", created=parts().clock(),
        changed=parts().clock(), decided=parts().clock(),
    )  # fmt: skip
    photograph = made()

    assert report_with_consents(photograph, reader=desk) == photograph


def test_a_label_that_nobody_vouches_for_is_told_as_one(log: Chronicle) -> None:
    found = report_with_consents(made(LABEL), reader=None).findings[-1]

    assert sentence(found.code, found.params).startswith("Labelled by an unknown party")


@pytest.mark.parametrize(
    ("media_type", "codes"),
    [
        ("image/jpeg", ["consent.covers"]),
        ("video/mp4", ["consent.covers", "consent.none_for_track"]),
        ("audio/wav", ["consent.other_track", "consent.none_that_counts"]),
    ],
)
def test_picture_and_voice_are_asked_for_by_what_the_file_is(
    log: Chronicle, agency: Viewer, desk: Organisation, counts: None, media_type: str, codes: list[str]
) -> None:
    given(log, agency, tracks=(Track.PICTURE,))

    assert told(made(AI, media_type=media_type), desk) == codes


def test_a_document_has_no_likeness_to_ask_for(log: Chronicle) -> None:
    assert told(made(AI, media_type="application/pdf")) == []


def test_a_variant_of_a_campaign_is_told_by_its_proof(
    log: Chronicle, agency: Viewer, desk: Organisation, counts: None
) -> None:
    variants = [bytes([number]) * 32 for number in range(1, 8)]
    campaign = campaign_open(name="Autumn voices", digests=variants, owner=agency)
    root = bytes.fromhex(campaign.members_root)
    given(log, agency, to=ConsentTo.CAMPAIGN, content=bytes.fromhex(campaign.pk), members_root=root)

    assert told(made(AI, content=variants[3]), desk) == ["consent.covers"]
    assert told(made(AI, content=WORK), desk) == ["consent.none"]
    found = report_with_consents(made(AI, content=variants[3]), reader=desk).findings[-1]
    assert "for the campaign “Autumn voices”" in sentence(found.code, found.params)


def test_what_is_taken_back_does_not_count_any_more(
    log: Chronicle, agency: Viewer, desk: Organisation, counts: None
) -> None:
    message, _ = given(log, agency)
    consent_revoke(signed(revocation(message)), owner=agency)

    assert told(made(AI), desk) == ["consent.revoked", "consent.none_that_counts"]


def test_a_consent_by_a_key_that_ended_before_its_record_does_not_count(
    log: Chronicle, agency: Viewer, desk: Organisation, counts: None, mara: Key
) -> None:
    given(log, agency)
    Key.objects.filter(pk=mara.pk).update(revoked=parts().clock())

    assert told(made(AI), desk) == ["consent.key_revoked", "consent.none_that_counts"]


def test_what_waits_for_the_log_is_told_as_waiting(
    log: Chronicle, agency: Viewer, desk: Organisation, counts: None
) -> None:
    consent_record(signed(consent()), owner=agency)

    assert told(made(AI), desk) == ["consent.waiting"]


def test_a_hidden_record_takes_its_consent_out_of_display(
    log: Chronicle, agency: Viewer, desk: Organisation, counts: None
) -> None:
    _, row = given(log, agency)
    record_hide(Record.objects.get(pk=row.record_id))

    assert told(made(AI), desk) == ["consent.none"]


@pytest.mark.parametrize("state", ["received", "reviewed", "asked", "declined", "withdrawn"])
def test_objections_that_nobody_agreed_to_are_told_to_nobody(log: Chronicle, state: str) -> None:
    at = parts().clock()
    Objection.objects.create(category="likeness", state=state, sha256=WORK.hex(), locked=b"", created=at, changed=at)

    assert told(made(AI)) == ["consent.none"]


def test_an_upheld_objection_is_told(log: Chronicle) -> None:
    at = parts().clock()
    Objection.objects.create(
        category="likeness", state="upheld", sha256=WORK.hex(), locked=b"", created=at, changed=at, decided=at
    )

    assert told(made(AI)) == ["consent.none", "consent.objection"]


def test_nothing_is_asked_about_a_file_that_nobody_read(log: Chronicle) -> None:
    unread = replace(made(AI), media=Media(None, None, None))

    assert report_with_consents(unread, reader=None) == unread
