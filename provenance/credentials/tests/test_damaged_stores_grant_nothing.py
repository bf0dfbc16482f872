"""Random damage to manifest stores: no crash, and nobody holds who did not sign; readers that forget are caught."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from fixtures.pki import founded
from provenance.credentials.boxes import children, superbox
from provenance.credentials.claim_boxes import claims_in
from provenance.credentials.library import Library
from provenance.credentials.parsing import chain_from
from provenance.credentials.pools import Pools
from provenance.credentials.reading import NoManifest
from provenance.credentials.signing_chains import Signature, SignedBy, agreed, signed_by
from provenance.credentials.tests.mutating import granted_wrongly, mutants
from provenance.credentials.tests.recertifying import of_level
from provenance.credentials.tests.workshop import NOW, created, edited, picture, policy, signed

SHORT = 8_000
LONG = 1_000_000
SERIAL = "5012345"


@pytest.fixture(scope="module")
def archives() -> list[bytes]:
    """Small stores without previews: one camera, and the same picture edited by somebody else."""
    maker = founded("Maker", NOW)
    camera, desk = of_level(maker.issues("camera", NOW), maker, 2), maker.issues("desk", NOW)
    about = {"@context": {}, "tiff:Make": "Maker", "tiff:Model": "One", "exifEX:BodySerialNumber": SERIAL}
    metadata = {"label": "c2pa.metadata", "data": about, "kind": "Json", "created": True}
    first = signed(picture(), camera, created(), assertions=[metadata])
    second = signed(picture("red"), desk, edited(), parent=first)
    return [store_of(one) for one in (first, second)]


def store_of(content: bytes) -> bytes:
    archive = Library(Pools(), judges=False).archive(io.BytesIO(content), "image/jpeg") or b""
    boxes = children(archive) or []
    return superbox(boxes[0], *boxes[1:-1])


def test_the_untouched_stores_are_read_in_full(archives: list[bytes]) -> None:
    camera = signed_by(archives[0])[0]
    assert (camera.signature, camera.assurance, camera.device.body_serial) == (Signature.HOLDS, 2, SERIAL)
    assert [one.signature for one in signed_by(archives[1])] == [Signature.HOLDS] * 2


def test_random_damage_grants_nothing(archives: list[bytes]) -> None:
    _look_at(archives, SHORT)


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_a_million_damaged_stores_grant_nothing(archives: list[bytes]) -> None:
    _look_at(archives, LONG)


def test_whom_we_and_the_library_agree_on_did_sign_for_the_library_too(archives: list[bytes]) -> None:
    library, content, agreements = Library(Pools()), picture(), 0
    for _, mutant in mutants(archives, 5, 150):
        report = library.read(io.BytesIO(content), "image/jpeg", mutant)
        if isinstance(report, NoManifest):
            continue
        chain = chain_from(report)
        for label in agreed(chain, signed_by(mutant), policy()):
            agreements += 1
            assert "claimSignature.validated" in {one.code for one in chain.about(label)}
    assert agreements > 20


def test_a_reader_that_forgets_the_signature_is_caught(archives: list[bytes]) -> None:
    def forgetful(store: bytes) -> tuple[SignedBy, ...]:
        return tuple(replace(one, signature=Signature.HOLDS) if one.chain else one for one in signed_by(store))

    assert _caught(archives, forgetful)


def test_a_reader_that_forgets_what_the_claim_covers_is_caught(archives: list[bytes]) -> None:
    def forgetful(store: bytes) -> tuple[SignedBy, ...]:
        found = re.search(rb'BodySerialNumber":"([^"]{7})"', store)
        serial = found.group(1).decode("latin-1") if found else ""
        return tuple(replace(one, device=replace(one.device, body_serial=serial)) for one in signed_by(store))

    assert _caught(archives[:1], forgetful)


def test_a_serial_that_was_changed_is_nobody_s_word(archives: list[bytes]) -> None:
    changed = archives[0].replace(SERIAL.encode(), b"9999999")
    camera = signed_by(changed)[0]
    assert (camera.signature, camera.device.body_serial) == (Signature.HOLDS, "")


def test_two_manifests_of_one_name_are_both_left_out(archives: list[bytes]) -> None:
    boxes = children(archives[0]) or []
    assert signed_by(superbox(boxes[0], boxes[1], boxes[1])) == ()


def test_a_manifest_with_two_signatures_is_not_read(archives: list[bytes]) -> None:
    boxes = children(archives[0]) or []
    parts = children(boxes[1]) or []
    doubled = superbox(boxes[0], superbox(*parts, parts[-1]))
    assert [one.signature for one in signed_by(doubled)] == [Signature.NOT_CHECKABLE]


def test_what_a_claim_only_gathered_is_not_the_signer_s_word() -> None:
    maker = founded("Maker", NOW)
    gathered = {"label": "c2pa.metadata", "data": {"@context": {}, "tiff:Make": "Maker"}, "kind": "Json"}
    store = store_of(signed(picture(), maker.issues("camera", NOW), created(), assertions=[gathered]))
    label, claim = next(claims_in(store))
    assert claim is not None
    assert "c2pa.metadata" in claim.beside, label
    listed = json.dumps(claim.said.get("gathered_assertions"), default=str)
    assert "c2pa.metadata" in listed
    assert signed_by(store)[0].device.maker == ""


def _look_at(archives: list[bytes], many: int) -> None:
    originals = {store: signed_by(store) for store in archives}
    for store, mutant in mutants(archives, 4, many):
        assert not granted_wrongly(originals[store] + originals[archives[0]], signed_by(mutant))


def _caught(archives: list[bytes], read: Callable[[bytes], tuple[SignedBy, ...]]) -> list[SignedBy]:
    originals = {store: signed_by(store) for store in archives}
    pairs = mutants(archives, 6, SHORT)
    return [one for store, mutant in pairs for one in granted_wrongly(originals[store], read(mutant))]
