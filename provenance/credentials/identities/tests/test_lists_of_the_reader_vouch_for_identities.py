"""Who attached an identity is told, and only a newsroom list of the reader's says that somebody vouches for them."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from fixtures.corpus import need_corpus
from fixtures.pki import C2PA_CLAIM_SIGNING
from provenance.credentials.certificates import certificate_of, handle_of
from provenance.credentials.examiner import Examiner
from provenance.credentials.identities.tests.workshop import KINDS, identities, of_kind, pem_of, with_identity
from provenance.credentials.tests.recertifying import key_hex
from provenance.credentials.tests.workshop import NOW, authority, listed, picture, policy, signed
from provenance.policy import Denied, Policy, Tier, TrustList
from provenance.sandbox import Sandbox
from provenance.sentences import sentence
from provenance.types import Finding, State

MAKER, PRESS, STRANGERS = (authority(name) for name in ("Tool Maker", "Press CA", "Strangers' CA"))
TOOL = MAKER.issues("A Tool", NOW)
ALICE = PRESS.issues("Alice Author", NOW)
FILE = with_identity(TOOL, ALICE)
KEY = b"key of this test"


def only(findings: list[Finding]) -> Finding:
    (found,) = findings
    return found


def test_somebody_on_no_list_is_named_and_vouched_for_by_nobody() -> None:
    found = only(identities(FILE, policy()))
    assert (found.state, found.code) == (State.UNTRUSTED, "identity.untrusted")
    assert found.params["who"] == "Alice Author (Press CA)"
    assert found.params["roles"] == ("creator",)
    assert set(found.params["bound"]) == {"c2pa.hash.data", "c2pa.actions.v2"}  # type: ignore[arg-type]
    assert "anybody can make such a certificate" in sentence(found.code, found.params)


def test_a_newsroom_list_vouches_and_is_named() -> None:
    found = only(identities(FILE, policy(TrustList(Tier.NEWSROOM, "River's people", pem_of(PRESS)))))
    assert (found.state, found.code) == (State.HOLDS, "identity.listed")
    assert "River's people" in sentence(found.code, found.params)


@pytest.mark.parametrize("tier", [Tier.OFFICIAL, Tier.INTERIM, Tier.TSA])
def test_lists_of_products_and_stamps_vouch_for_nobody_s_identity(tier: Tier) -> None:
    assert only(identities(FILE, policy(listed(tier, PRESS)))).code == "identity.untrusted"


def test_an_identity_vouches_for_no_step_and_a_step_for_no_identity() -> None:
    by_people = Examiner(policy(listed(Tier.NEWSROOM, PRESS))).examine(io.BytesIO(FILE), "image/jpeg", NOW)
    by_maker = Examiner(policy(listed(Tier.NEWSROOM, MAKER))).examine(io.BytesIO(FILE), "image/jpeg", NOW)
    assert (by_people.steps[0].trust, by_people.identities[0].code) == ("unknown", "identity.listed")
    assert (by_maker.steps[0].trust, by_maker.identities[0].code) == ("newsroom", "identity.untrusted")


def test_an_identity_of_an_earlier_step_is_told_with_that_step() -> None:
    edited = signed(picture("red"), TOOL, {"action": "c2pa.cropped"}, parent=FILE, believes=(MAKER,))
    found = only(identities(edited, policy(listed(Tier.NEWSROOM, PRESS))))
    assert (found.subject, found.code) == ("s1", "identity.listed")


def test_a_certificate_that_lapsed_is_called_lapsed() -> None:
    short = PRESS.issues("Alice Author", NOW, until=NOW + timedelta(days=2))
    content = with_identity(TOOL, short)
    lists = policy(listed(Tier.NEWSROOM, PRESS))
    assert only(identities(content, lists, NOW + timedelta(days=1))).code == "identity.listed"
    late = only(identities(content, lists, NOW + timedelta(days=3)))
    assert (late.state, late.code) == (State.UNAVAILABLE, "identity.lapsed")


def test_somebody_refused_is_refused_whatever_list_they_are_on() -> None:
    found = only(identities(FILE, policy(listed(Tier.NEWSROOM, PRESS), denied=[Denied(issuer="press ca")])))
    assert found.code == "identity.denied"


def test_a_refused_key_is_refused_as_an_identity_as_well() -> None:
    refused = policy(listed(Tier.NEWSROOM, PRESS), denied=[Denied(key=key_hex(ALICE))])
    assert only(identities(FILE, refused)).code == "identity.denied"


def test_a_certificate_for_other_purposes_vouches_for_nobody() -> None:
    lists = policy(listed(Tier.NEWSROOM, PRESS))
    product = PRESS.issues("A Product", NOW, purposes=(C2PA_CLAIM_SIGNING, ExtendedKeyUsageOID.CODE_SIGNING))
    assert only(identities(with_identity(TOOL, product), lists)).code != "identity.listed"


def test_an_identity_on_a_picture_that_was_changed_speaks_of_another_content() -> None:
    changed = FILE[:-40] + bytes([FILE[-40] ^ 1]) + FILE[-39:]
    found = only(identities(changed, policy(listed(Tier.NEWSROOM, PRESS))))
    assert (found.state, found.code) == (State.BROKEN, "identity.of_other_content")


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_sandboxed_child_finds_the_same_whatever_the_key(kind: str, tmp_path: Path) -> None:
    content = with_identity(TOOL, of_kind(kind, PRESS), algorithm=kind)
    lists = Policy((TrustList(Tier.NEWSROOM, "people", pem_of(PRESS)),), (), KEY)
    (tmp_path / "file.jpg").write_bytes(content)
    with Sandbox(lists, warm=1, require_walls=False) as sandbox, (tmp_path / "file.jpg").open("rb") as file:
        report = sandbox.examine(file.fileno(), datetime.now(UTC), policy=lists).report
    found = only([one for one in report.findings if one.kind == "identity"])
    here = only(identities(content, lists))
    assert found.code == "identity.listed"
    assert (found.state, found.code, dict(found.params)) == (here.state, here.code, dict(here.params))


def test_the_handle_is_the_one_by_which_a_bound_certificate_is_found() -> None:
    found = only(identities(FILE, policy()))
    assert found.params["handle"] == handle_of(certificate_of(ALICE.certificate), KEY)


EXPECTED = {
    "success": "identity.aggregated",
    "valid_time_stamp": "identity.aggregated",
    "valid_until_in_future": "identity.aggregated",
    "unresolvable_did": "identity.unavailable",
    "ims_multiple_manifests": "identity.unavailable",
    "no_hard_binding": "identity.broken",
    "duplicate_assertion_reference": "identity.broken",
    "signature_mismatch": "identity.broken",
    "signer_payload_mismatch": "identity.broken",
    "missing_vc": "identity.broken",
    "valid_from_in_future": "identity.broken",
    "valid_from_missing": "identity.broken",
    "malformed_cbor": "identity.not_checked",
}


@pytest.mark.corpus
@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_files_of_the_corpus_get_their_words(name: str) -> None:
    path = need_corpus() / "c2pa" / "files" / f"contentauth__c2pa-rs__{name}.jpg"
    assert only(identities(path.read_bytes(), policy())).code == EXPECTED[name]


def _io(content: bytes):
    import io

    return io.BytesIO(content)
