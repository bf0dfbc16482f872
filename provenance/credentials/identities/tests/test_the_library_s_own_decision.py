"""A watch on the library: the day it finds our anchors for identities, this fails, and our own walk can be compared."""

from __future__ import annotations

import io
import json

import c2pa

from provenance.credentials.identities.judging import UNTRUSTED, VALIDATED
from provenance.credentials.identities.tests.workshop import pem_of, with_identity
from provenance.credentials.tests.workshop import NOW, authority

PURPOSES = "1.3.6.1.5.5.7.3.4\n1.3.6.1.5.5.7.3.36\n1.3.6.1.4.1.62558.2.1"
REPAIRED = (
    "The library now finds anchors for identities. Compare its decision with ours over the corpus, say so in "
    "docs/bindings.md, and keep our walk for as long as it knows neither tiers nor refused signers."
)


def test_the_library_still_finds_none_of_our_anchors_for_identities() -> None:
    maker, people = authority("Tool Maker"), authority("People's CA")
    content = with_identity(maker.issues("A Tool", NOW), people.issues("Alice Author", NOW))
    root = pem_of(people).decode()
    for place in ("trust_anchors", "user_anchors"):
        codes = _codes(content, {"verify_trust_list": True, place: root, "trust_config": PURPOSES})
        assert VALIDATED in codes, "the signature itself is found to hold"
        assert codes & set(UNTRUSTED), REPAIRED


def _codes(content: bytes, anchors: dict[str, object]) -> set[str]:
    settings = {"verify": {"verify_trust": True, "remote_manifest_fetch": False}, "cawg_trust": anchors}
    reader = c2pa.Reader.try_create("image/jpeg", io.BytesIO(content), None, c2pa.Context.from_dict(settings))
    assert reader is not None
    with reader:
        results = json.loads(reader.crjson())["manifests"][0]["validationResults"]
    listed = [one for outcome in ("success", "informational", "failure") for one in results.get(outcome, [])]
    return {one["code"] for one in listed if "cawg.identity" in one["url"]}
