from __future__ import annotations

import json
from dataclasses import replace

import pytest

from provenance.attestation.errors import BadRoots
from provenance.attestation.formats.android.tests.phones import CONTENT, READER, ROOT
from provenance.attestation.known_software import KNOWN_SOFTWARE
from provenance.attestation.ocsp import read_ocsp
from provenance.attestation.revocation import Book
from provenance.attestation.roots import About, read_roots
from provenance.attestation.status_list import read_status_list
from provenance.attestation.tests.minting import AT
from provenance.attestation.tests.responding import ROOT as AUTHORITY
from provenance.attestation.tests.responding import Said, certificate, response
from provenance.attestation.types import KeyDigest, Platform, Reader, RootTier, SeenCounter
from provenance.attestation.wire import reader_from_json, reader_to_json
from provenance.errors import BadPolicy
from provenance.policy import Policy, policy_from_json, policy_to_json

ABOUT = About("A maker", Platform.APPLE, RootTier.NEWSROOM, "here", AT, None)
LIST = b'{"entries": {"ab01": {"status": "REVOKED", "reason": "KEY_COMPROMISE"}, "cd02": {"status": "SUSPENDED"}}}'
FULL = Reader(
    (*READER.roots, *read_roots(ROOT.der, ABOUT)),
    Book(
        (replace(read_status_list(LIST, AT, "there", Platform.ANDROID), issuers=(KeyDigest(b"i" * 32),)),),
        read_ocsp(response(Said()), certificate(AUTHORITY)),
        (Platform.C2PA,),
    ),
    ("TEAM123456.org.example",),
    (SeenCounter(KeyDigest(b"k" * 32), 4, CONTENT), SeenCounter(KeyDigest(b"k" * 32), 5)),
    AT,
)


def crossed(reader: Reader) -> Reader:
    return reader_from_json(json.loads(json.dumps(reader_to_json(reader))))


@pytest.mark.parametrize("reader", [Reader(), FULL, replace(FULL, revocations=None)])
def test_nothing_is_lost_on_the_way(reader: Reader) -> None:
    assert crossed(reader) == reader


def test_a_policy_takes_its_reader_along_and_is_named_by_it() -> None:
    policy = Policy(reader=FULL)
    assert policy_from_json(json.loads(json.dumps(policy_to_json(policy)))) == policy
    assert policy.digest != Policy().digest


@pytest.mark.parametrize("lost", ["roots", "book", "apps", "counters", "claimed_at"])
def test_what_is_not_whole_is_refused(lost: str) -> None:
    document = reader_to_json(FULL)
    del document[lost]
    with pytest.raises(BadRoots):
        reader_from_json(document)
    with pytest.raises(BadPolicy):
        policy_from_json(policy_to_json(Policy()) | {"reader": document})


def test_a_root_is_named_by_its_key_whatever_certificate_it_comes_with() -> None:
    assert read_roots(ROOT.der, ABOUT)[0].key == READER.roots[0].key


def test_the_keys_of_software_keystores_can_be_listed_by_nobody() -> None:
    for root in KNOWN_SOFTWARE:
        block = b"-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n" % _64(root.spki)
        with pytest.raises(BadRoots, match="anybody can sign"):
            read_roots(block, ABOUT)


def _64(content: bytes) -> bytes:
    import base64

    return base64.b64encode(content)
