"""An owner has the camera sign the card of the appeal; who that is stands nowhere, and one key has one open appeal."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from provenance.attestation import naming
from provenance.attestation.types import (
    Binding,
    DeviceId,
    Evidence,
    KeyDigest,
    Level,
    Revocation,
    RevocationEvidence,
    RootTier,
)
from provenance.blindlist import sealing
from provenance.blindlist.types import HolderIndex
from provenance.types import Examination
from verify import wiring
from verify.blacklist.models import Appeal
from verify.blacklist.services import case_open, list_found
from verify.blacklist.services.appeals import token_digest
from verify.cases.tests.examples import examination
from verify.cases.tests.listing_cameras import Listing, listing
from verify.demo.blacklist import demo_keys, demo_set
from verify.demo.blacklist_desk import demo_government
from verify.ledger.parts import parts
from verify.ledger.tests.conftest import clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.reporting.card import card_of
from verify.reporting.models import HandedIn, HandedInState
from verify.reporting.selectors import newest_proof
from verify.reporting.services import proof_upload
from verify.reporting.working import read_handed_in

KEY, OTHER = (naming.leaf_key_id(KeyDigest(bytes([number]) * 32)) for number in (7, 8))
TOKENS = ("ab" * 16, "cd" * 16)
CHALLENGE = bytes(range(32))


class Camera:
    """An examiner that finds what this camera signed, and notes what it was given."""

    def __init__(self, binding: Binding, ids: tuple[DeviceId, ...]) -> None:
        none = RevocationEvidence(Revocation.UNKNOWN, "revocation.unknown")
        shared = {"root": RootTier.NONE, "maker": "", "revocation": none, "claims": {}, "ids": ids}
        self.found = Evidence("secure_element", Level.ROOT_UNKNOWN, "root.unknown", binding, **shared)  # type: ignore[arg-type]
        self.given: list[tuple[bytes, bytes | None]] = []

    def examine(self, descriptor: int, *_: object, capture: bytes | None = None, **__: object) -> Examination:
        with open(descriptor, "rb", closefd=False) as media:
            self.given.append((media.read(), capture))
        return replace(examination(), captures=(self.found,), device_ids=self.found.ids)


@pytest.fixture
def asked(ledger: Any, data_dir: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Listing:  # noqa: F811
    settings.LIST_DIR = data_dir / "blacklist"
    members = demo_set()
    list_found(members=members, rules=demo_government())
    _appeals()
    return listing(monkeypatch, settings, data_dir)


def _appeals() -> None:
    """Two appeals against one case, as their owners began them."""
    from verify.blacklist.models import CaseRow

    members, random = demo_set(), parts().randomness
    words = sealing.seal_words(b"evidence", members, random)
    number = case_open(
        ids=[sealing.to_json(sealing.seal_id(KEY, members, random))],
        reason="key_extracted",
        evidence_class="A",
        evidence=(words.commitment, sealing.to_json(words)),
    )
    case = CaseRow.objects.get(number=number)
    for token in TOKENS:
        at = parts().clock()
        Appeal.objects.create(
            token=token_digest(token), public=random(32).hex(), case=case, challenge=CHALLENGE.hex(), opened=at,
            by=at.replace(year=at.year + 1),
        )  # fmt: skip


@pytest.fixture
def camera(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Camera]:
    def put(binding: Binding = Binding.BOUND, ids: tuple[DeviceId, ...] = (KEY,)) -> Camera:
        made = Camera(binding, ids)
        monkeypatch.setattr(wiring, "_examiner", made)
        return made

    return put


def proved(token: str = TOKENS[0]) -> HandedIn:
    row = proof_upload(token=token, challenge=CHALLENGE, capture=io.BytesIO(b"what the camera gave out"))
    read_handed_in(row.pk)
    return HandedIn.objects.get(pk=row.pk)


def appeal(token: str = TOKENS[0]) -> Appeal:
    return Appeal.objects.get(pk=token_digest(token))


def test_the_worker_is_given_the_card_and_the_answer(asked: Listing, camera: Callable[..., Camera]) -> None:
    examiner = camera()
    assert proved().state == HandedInState.TAKEN
    assert examiner.given == [(card_of(CHALLENGE), b"what the camera gave out")]


def test_the_key_is_sealed_to_the_stations_and_stands_nowhere(asked: Listing, camera: Callable[..., Camera]) -> None:
    camera()
    proved()
    (sealed,) = appeal().sealed
    keys = demo_keys(2)
    assert sealing.open_id(sealing.id_from_json(sealed), HolderIndex(2), keys.sealing).id.value == KEY.value
    assert appeal().state == "proved"
    assert KEY.value not in repr(list(Appeal.objects.values()) + list(HandedIn.objects.values()))


def test_one_key_has_one_open_appeal(asked: Listing, camera: Callable[..., Camera]) -> None:
    camera()
    proved()
    assert proved(TOKENS[1]).code == "appeal.open"
    assert appeal(TOKENS[1]).state == "proving"


def test_another_key_has_its_own(asked: Listing, camera: Callable[..., Camera]) -> None:
    camera()
    proved()
    camera(ids=(OTHER,))
    assert proved(TOKENS[1]).state == HandedInState.TAKEN


def test_what_was_signed_for_something_else_shows_nothing(asked: Listing, camera: Callable[..., Camera]) -> None:
    camera(Binding.UNBOUND)
    assert proved().code == "proof.not_signed"
    assert appeal().state == "proving"


def test_without_enough_key_holders_nothing_is_lost(asked: Listing, camera: Callable[..., Camera]) -> None:
    camera()
    asked.holders.away = {1, 2, 3}
    assert proved().code == "proof.unavailable"
    asked.holders.away = {1, 2}
    assert proved().state == HandedInState.TAKEN


def test_the_owners_page_finds_its_newest_answer(asked: Listing, camera: Callable[..., Camera]) -> None:
    camera(Binding.UNBOUND)
    proved()
    camera()
    last = proved()
    found = newest_proof(TOKENS[0])
    assert found is not None
    assert found.pk == last.pk
    assert TOKENS[0] not in repr(list(HandedIn.objects.values()))
