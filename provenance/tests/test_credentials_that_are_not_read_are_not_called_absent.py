"""Damaged, remote, redacted: three ways in which credentials are not simply there or not."""

from __future__ import annotations

import io
import socket
import threading
from datetime import UTC, datetime

from provenance.conftest import Corpus
from provenance.credentials.tests.workshop import (
    NOW,
    authority,
    created,
    edited,
    listed,
    newest_label,
    picture,
    policy,
    remote,
    signed,
)
from provenance.inspection import examine
from provenance.policy import Tier
from provenance.types import Report, State

MAKER = authority("Maker")
LISTS = policy(listed(Tier.OFFICIAL, MAKER))


def _report(content: bytes) -> Report:
    return examine(io.BytesIO(content), LISTS, datetime.now(UTC)).report


def test_a_damaged_manifest_is_damaged_and_not_absent() -> None:
    content = signed(picture(), MAKER.issues("camera", NOW), created())
    start = content.index(b"jumb")
    report = _report(content[:start] + b"\0\0\0\0" + content[start + 4 :])
    assert report.credentials.code == "credentials_damaged"
    assert "credentials" in report.not_checked


def test_a_picture_that_never_had_credentials_has_none() -> None:
    assert _report(picture()).credentials.code == "no_credentials"


def test_a_remote_manifest_is_shown_and_its_address_is_not_visited() -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.5)
        hits: list[object] = []
        thread = threading.Thread(target=_count, args=(trap, hits))
        thread.start()
        url = f"http://127.0.0.1:{trap.getsockname()[1]}/manifest.c2pa"
        report = _report(remote(picture(), MAKER.issues("camera", NOW), url))
        thread.join()
    finding = next(one for one in report.findings if one.kind == "credentials")
    assert report.credentials.code == "credentials_elsewhere"
    assert (finding.state, finding.params["url"]) == (State.UNAVAILABLE, url)
    assert hits == []


def test_of_a_remote_address_no_user_and_no_query_is_kept() -> None:
    url = "https://anna:secret@host.example/manifest.c2pa?token=secret#anna"
    report = _report(remote(picture(), MAKER.issues("camera", NOW), url))
    assert report.credentials.code == "credentials_elsewhere"
    assert report.credentials.params["url"] == "https://host.example/manifest.c2pa"


def _count(trap: socket.socket, hits: list[object]) -> None:
    try:
        hits.append(trap.accept())
    except TimeoutError:
        return


def test_a_redaction_is_listed_apart_from_edits() -> None:
    place = {"label": "org.test.place", "data": {"where": "a secret garden"}}
    photo = signed(picture(), MAKER.issues("camera", NOW), created(), assertions=[place])
    address = f"self#jumbf=/c2pa/{newest_label(photo)}/c2pa.assertions/org.test.place"
    act = {"action": "c2pa.redacted", "parameters": {"redacted": address}, "reason": "c2pa.PII.present"}
    desk = MAKER.issues("desk", NOW)
    content = signed(photo, desk, edited(), act, parent=photo, believes=(MAKER,), redacts=[address])
    step = _report(content).steps[0]
    assert step.redactions == ("org.test.place",)
    assert "c2pa.redacted" not in [one.code for one in step.actions]
    assert b"a secret garden" not in content


def test_attached_identities_are_findings_and_change_no_code(corpus: Corpus) -> None:
    path = corpus.file("contentauth__c2pa-rs__signature_mismatch.jpg")
    report = examine(io.BytesIO(path.read_bytes()), corpus.policy("desk"), datetime.now(UTC)).report
    assert report.credentials.code == "all_signers_trusted"
    assert [one.code for one in report.findings if one.kind == "identity"] == ["identity.broken"]


def test_credentials_given_beside_a_file_may_belong_to_another(corpus: Corpus) -> None:
    detached = corpus.file("lab-b-remote-only.c2pa").read_bytes()
    other = io.BytesIO(corpus.file("lab-a-remote-only.jpg").read_bytes())
    report = examine(other, corpus.policy("desk"), datetime.now(UTC), sidecar=detached).report
    assert "sidecar.given" in [one.code for one in report.findings]
    assert report.credentials.code != "all_signers_trusted"
