"""Any app can have a genuine phone sign any statement: its depth map and its model are then nobody's word."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from provenance.attestation.checking import check_attestations
from provenance.attestation.findings import findings_of
from provenance.attestation.formats.android.tests.phones import CONTENT, READER, Statement, honest
from provenance.attestation.sidecar import sidecar_of
from provenance.attestation.statement import statement_of
from provenance.attestation.tests.minting import AT
from provenance.attestation.tests.test_a_sidecar_is_read_or_refused_whole import ROOM
from provenance.attestation.types import ContentDigest, Evidence, IdKind

STATEMENT = statement_of(CONTENT, {"model": "Famous Camera", "firmware": "9", "depth": ROOM})


def found(apps: tuple[str, ...]) -> Evidence:
    phone = honest(Statement(challenge=ContentDigest(hashlib.sha256(STATEMENT).digest())))
    capture = sidecar_of(CONTENT, [("android_key", phone)], STATEMENT)
    (one,) = check_attestations(capture, CONTENT, AT, replace(READER, apps=apps))
    return one


def models(one: Evidence) -> list[str]:
    return [name.value for name in one.ids if name.kind is IdKind.MODEL]


@pytest.mark.parametrize("apps", [(), ("org.example.other",)], ids=["none", "another"])
def test_without_an_app_that_counts_nobody_vouches(apps: tuple[str, ...]) -> None:
    one = found(apps)
    assert (models(one), one.claims.get("model")) == ([], None)
    assert [line.code for line in findings_of(one, AT)][1:] == ["camera.depth.unvouched"]


def test_an_app_that_counts_is_heard() -> None:
    one = found(READER.apps)
    assert (models(one), one.claims.get("model")) == (["Famous Camera"], "Famous Camera")
    assert [line.code for line in findings_of(one, AT)][1:] == ["camera.depth.not_flat"]
