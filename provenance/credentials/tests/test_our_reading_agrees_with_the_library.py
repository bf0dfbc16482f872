"""Over the whole corpus, the certificates we take out of the files are those whose claims the library checked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from provenance.conftest import Corpus
from provenance.credentials.examiner import Credentials, Examiner
from provenance.credentials.library import Library
from provenance.credentials.parsing import chain_from
from provenance.credentials.pools import Pools
from provenance.credentials.reading import Chain, Manifest, NoManifest
from provenance.credentials.signing_chains import Signature, SignedBy, signed_by
from provenance.gate import Refusal, admit
from provenance.types import Trust

pytestmark = pytest.mark.corpus

SIGNATURES_BROKEN_BY_THEIR_MAKERS = {
    "c2pa-org__public-testfiles__adobe-20220124-CIE-sig-CA.jpg",
    "c2pa-org__public-testfiles__adobe-20220124-E-sig-CA.jpg",
    "contentauth__c2pa-js-legacy__E-uri-CIE-sig-CA.jpg",
    "contentauth__c2pa-rs__CIE-sig-CA.jpg",
    "contentauth__c2pa-rs__E-sig-CA.jpg",
}
"""Files with one claim that was changed after it was signed. The library gives no time for a stamp over it; we still
read the time that stands there, which nothing uses: the signature is broken, so we and it do not agree on that signer.
"""

Pair = tuple[str, Chain, Manifest, SignedBy]


@pytest.fixture(scope="module")
def pairs(corpus: Corpus) -> list[Pair]:
    """Every manifest of the corpus as the library reads it, with our reading of its signer."""
    return list(_pairs(corpus))


def test_every_manifest_that_the_library_reads_is_read(pairs: list[Pair]) -> None:
    assert len(pairs) >= 130
    assert not [name for name, _, _, signed in pairs if signed.signature is Signature.NOT_CHECKABLE]


def test_certificates_are_the_same(pairs: list[Pair]) -> None:
    assert not [name for name, _, manifest, signed in pairs if signed.certificate != manifest.certificate]


def test_the_key_signed_where_the_library_says_so_and_nowhere_else(pairs: list[Pair]) -> None:
    for name, chain, manifest, signed in pairs:
        validated = any(one.code == "claimSignature.validated" for one in chain.about(manifest.label))
        assert (signed.signature is Signature.HOLDS) == validated, name


def test_stamps_say_the_same_time(pairs: list[Pair]) -> None:
    apart = set()
    for name, _, manifest, signed in pairs:
        theirs = datetime.fromisoformat(manifest.stamped_at) if manifest.stamped_at else None
        if theirs != signed.stamped_at:
            assert signed.signature is Signature.BROKEN, name
            apart.add(name)
    assert apart == SIGNATURES_BROKEN_BY_THEIR_MAKERS


def test_levels_and_records_are_read_where_a_product_of_the_programme_signed(pairs: list[Pair]) -> None:
    conforming = [(signed.assurance, bool(signed.record)) for _, _, _, signed in pairs if signed.assurance]
    assert conforming == [(1, True)] * 7


def test_a_real_file_is_vouched_for_by_the_interim_list_s_own_certificate(corpus: Corpus) -> None:
    content = corpus.file("TrustNXT__c2pa-ts__amazon-titan-g1.png").read_bytes()
    trusts = {}
    for lists in ("official", "interim"):
        found = Examiner(corpus.policy(lists)).examine(io.BytesIO(content), "image/png", datetime.now(UTC))
        assert isinstance(found, Credentials)
        trusts[lists] = [one.trust for one in found.steps]
    assert trusts == {"official": [Trust.UNKNOWN], "interim": [Trust.INTERIM]}


def _pairs(corpus: Corpus) -> Iterator[Pair]:
    judging, unjudging = Library(Pools()), Library(Pools(), judges=False)
    for listed in corpus.files():
        content = (listed.sidecar or listed.path).read_bytes()
        source = io.BytesIO(content)
        admission = admit(source, len(content))
        if isinstance(admission, Refusal):
            continue
        report = judging.read(source, admission.format.mime)
        if isinstance(report, NoManifest):
            continue
        chain = chain_from(report)
        store = content if listed.sidecar else unjudging.archive(source, admission.format.mime)
        signed = {one.label: one for one in signed_by(store or b"")}
        yield from ((listed.path.name, chain, one, signed[one.label]) for one in chain.manifests)
