"""Every leaf that any service of the site writes, read back byte by byte from the log: nobody stands on it.

The services are found by reading the code, and each must have run here: a new one fails until it is driven. What is
personal is looked for in every spelling and digest that a guesser would try.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from secrets import token_bytes
from types import FrameType
from typing import Any

import pytest

from chronology.records import BlockPoint, Kind, Member, OpenRecord, SealedRecord, decode, open_leaf, work_digest
from chronology.records import Record as LeafRecord
from chronology.types import Digest
from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.government.tests.parliament import a_set
from provenance.blindlist.sealing import seal_id, seal_words, to_json
from provenance.blindlist.types import Edition, SignedEdition
from provenance.statements.commitment import commitment
from provenance.statements.drafting import draft
from provenance.statements.signing import Secret, sign
from provenance.statements.types import Nonce, Signed
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.authors.bindings.services import domain_claim
from verify.authors.models import DelegationRow, Key, SignedMessage
from verify.authors.services import (
    Opening,
    delegation_revoke,
    key_revoke,
    organisation_principal_ensure,
    principal_ensure,
    signed_record,
    statement_erase,
)
from verify.blacklist.models import ActRow, EditionRow
from verify.blacklist.services import case_open, edition_record, list_found, seat_bind, tick
from verify.cases.tests.recording import Chronicle, chronicle
from verify.consents.services import signed_take
from verify.ledger.models import Recorder
from verify.ledger.parts import parts
from verify.ledger.services import record_erase, record_hide, record_open, record_retract, record_sealed
from verify.ledger.services.ending import OPERATOR
from verify.ledger.tests.logs import leaves_of
from verify.ledger.values import MemberPart, SealedFields, Viewer
from verify.tests.leaf_privacy import Allowed, personal_in, strange_in

SITE = Path(__file__).resolve().parents[1]
# Whatever calls one of these decides what a leaf says.
MAKERS = frozenset({"open_leaf", "sealed_leaf", "padding_leaf", "beacon_leaf", "record_statement", "message_keep"})
HOST = "localhost"
NAME, DESK_NAME, DOMAIN = "Ada Lovelace-Planted", "The Planted Desk of Valparaiso", "planted-desk.example"
SOURCE, TERMS = "https://planted-desk.example/2026/the-harbour", "one planted poster in Valparaiso"
OPEN_WORK, SEALED_WORK = sha256(b"an open work").digest(), sha256(b"a sealed work").digest()
SALT = sha256(b"a salt").digest()
CAMERA = DeviceId(IdKind.BODY_SERIAL, "Planted Cameras of Valparaiso", "PLANTED-30012345")


@dataclass
class Cast:
    """A person with a wallet, a desk with one, and everything of theirs that must not be on the log."""

    ada: User
    desk: Organisation
    own: Secret = field(default_factory=lambda: Secret(sha256(b"the planted key of ada").digest()))
    desk_key: Secret = field(default_factory=lambda: Secret(sha256(b"the planted key of the desk").digest()))
    signed: list[Signed] = field(default_factory=list)

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.desk.pk, self.ada.pk)

    def sign(self, kind: str, key: Secret, **fields: Any) -> Signed:
        number = Nonce(sha256(f"nonce {len(self.signed)}".encode()).digest())
        message = draft(kind, fields, at=int(parts().clock().timestamp()), nonce=number, origin=HOST)
        made = sign(message, wiring.statement_domain(), key)
        self.signed.append(made)
        return made

    def personal(self) -> dict[str, bytes]:
        """What must not be on the log, by name; digests of open works are there on purpose."""
        texts = {
            "name": NAME, "desk": DESK_NAME, "domain": DOMAIN, "source": SOURCE, "terms": TERMS,
            "account": self.ada.username, "mail": self.ada.email, "slug": self.desk.slug,
            "principal": self.ada.principal.pk, "desk's principal": self.desk.principal.pk,
            "camera": CAMERA.value, "camera's maker": CAMERA.maker,
        }  # fmt: skip
        secret = {"sealed work": SEALED_WORK, "salt": SALT, "address": self.own.address, "desk": self.desk_key.address}
        signatures = {f"signature {place}": one.signature[:32] for place, one in enumerate(self.signed)}
        nonces = {f"nonce {place}": bytes(one.message.nonce) for place, one in enumerate(self.signed)}
        return {name: text.encode() for name, text in texts.items()} | secret | signatures | nonces

    def allowed(self) -> Allowed:
        pseudonyms = {bytes(one) for one in Recorder.objects.values_list("pseudonym", flat=True)} | {OPERATOR}
        work = work_digest([Member("headline", Digest(OPEN_WORK))])
        statements = frozenset(bytes.fromhex(one) for one in SignedMessage.objects.values_list("pk", flat=True))
        statements |= governed()
        return Allowed(frozenset(pseudonyms), frozenset({OPEN_WORK, work}), statements)


@pytest.fixture
def cast(stores: None) -> Cast:
    ada = User.objects.create_user("planted-account", email="ada@planted-mail.example", first_name=NAME)
    desk = organisation_create(name=DESK_NAME, slug="planted-slug", owner=ada)
    principal_ensure(user=ada, name=NAME)
    organisation_principal_ensure(organisation=desk, by=ada)
    return Cast(ada, desk)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        monkeypatch.setattr(wiring, "now", running.sequencer.clock)  # one clock for the whole site
        yield running


def write_works(log: Chronicle, cast: Cast) -> None:
    """Everything that records of works can do, each for a team and for somebody alone."""
    for owner in (cast.viewer, Viewer(user=cast.ada.pk)):
        opened = record_open(sha256=OPEN_WORK, owner=owner, media_type="image/jpeg")
        work = record_open(sha256=None, owner=owner, members=[MemberPart("headline", OPEN_WORK)])
        told = SealedFields(camera=b"camera", signer=cast.own.address, source=SOURCE.encode(), statement=SALT)
        sealed = record_sealed(sha256=SEALED_WORK, owner=owner, fields=told)
        record_erase(record_sealed(sha256=SEALED_WORK, owner=owner), owner=owner)
        enter(log)
        for one in (opened, work, sealed):
            one.refresh_from_db()
        record_open(sha256=OPEN_WORK, owner=owner, kind=Kind.EDITED_FROM, previous=work)
        record_retract(opened, owner=owner)
        record_retract(sealed, owner=owner)
        record_hide(work)
        enter(log)


def write_signed(cast: Cast) -> None:
    """Everything that can be signed and recorded, and what ends it."""
    own, desk = f"0x{cast.own.address.hex()}", f"0x{cast.desk_key.address.hex()}"
    record = partial(signed_record, owner=cast.viewer)
    record(cast.sign("KeyClaim", cast.own, principal=cast.ada.principal.pk))
    record(cast.sign("KeyClaim", cast.desk_key, principal=cast.desk.principal.pk))
    domain_claim(
        cast.sign("DomainClaim", cast.desk_key, domain=DOMAIN, principal=cast.desk.principal.pk), owner=cast.viewer
    )
    term = int((parts().clock() + timedelta(days=30)).timestamp())
    scopes = ["publish", "edit", "correct"]
    record(cast.sign("Delegation", cast.desk_key, organisation=desk, delegate=own, scopes=scopes, validTo=term))
    content, hidden = OPEN_WORK.hex(), commitment(SEALED_WORK, SALT).hex()
    stated = record(cast.sign("Statement", cast.own, content=content, source=SOURCE))
    sealed = cast.sign("Statement", cast.own, content=hidden, form="commitment", source=SOURCE)
    signed_record(sealed, owner=cast.viewer, opening=Opening(SEALED_WORK, SALT))
    record(cast.sign("Statement", cast.own, content=content, act="correct", about=stated.pk))
    statement_erase(row=record(cast.sign("Statement", cast.own, content=content)), owner=cast.viewer)
    record(cast.sign("Revocation", cast.own, subject="key", target=own, reason="stolen"))
    delegation_revoke(
        delegation=DelegationRow.objects.get(), by=cast.ada, effective=parts().clock(), reason="left", stepped_up=True
    )
    lost = Key.objects.get(address=desk)
    key_revoke(key=lost, by=cast.ada, effective=parts().clock(), reason="lost", stepped_up=True)


def governed() -> frozenset[bytes]:
    """The digests of acts and editions of the camera list."""
    rows = (*ActRow.objects.values_list("hash", flat=True), *EditionRow.objects.values_list("digest", flat=True))
    return frozenset(bytes.fromhex(one) for one in rows)


def write_governance(cast: Cast) -> None:
    """A camera brought before the maintainers by somebody, and an edition of the list."""
    members = a_set()
    list_found(members=members)
    seat_bind(index=1, user=cast.ada)
    sealed = seal_id(CAMERA, members, token_bytes)
    words = seal_words(NAME.encode(), members, token_bytes)
    evidence = (words.commitment, to_json(words))
    case_open(ids=[to_json(sealed)], reason="key_shared", evidence_class="B", evidence=evidence, reporter_user=cast.ada)
    edition = Edition(1, 1, parts().clock(), parts().clock(), 1, (), "", "", 0, 0, (), "")
    edition_record(SignedEdition(edition, ()))
    tick()


def write_consents(cast: Cast) -> None:
    """A consent of a depicted person, and its end."""
    term = int((parts().clock() + timedelta(days=30)).timestamp())
    said = {"content": OPEN_WORK.hex(), "tracks": ["picture"], "purpose": "advertising", "scope": TERMS}
    given = cast.sign("Consent", cast.own, validTo=term, **said)
    row = signed_take(given, owner=cast.viewer)
    target = row.struct_hash  # type: ignore[attr-defined]
    signed_take(cast.sign("Revocation", cast.own, subject="consent", target=target), owner=cast.viewer)


def enter(log: Chronicle) -> None:
    """Bring everything that waits onto the log, behind a beacon."""
    clock = log.sequencer.clock
    clock.forward(120)  # type: ignore[attr-defined]
    log.sequencer.beacons.offer(BlockPoint(137, 1, b"\x01" * 32, int(clock().timestamp())))
    log.enter()
    log.sequencer.enter_sealed()


def write_everything(log: Chronicle, cast: Cast) -> None:
    write_works(log, cast)
    write_signed(cast)
    write_consents(cast)
    write_governance(cast)
    for _ in range(3):  # no owner takes more than half of a sealed batch
        enter(log)


def test_every_service_that_writes_a_leaf_ran_and_no_leaf_names_anybody(log: Chronicle, cast: Cast) -> None:
    """One test, because writing everything takes its time."""
    with watched() as ran:
        write_everything(log, cast)
    leaves = leaves_of(log.sequencer.log)
    require_everything_written([decode(leaf) for leaf in leaves], ran)
    personal, allowed = cast.personal(), cast.allowed()
    assert len(personal) > 30
    for leaf in leaves:
        assert (personal_in(leaf, personal), strange_in(leaf, allowed)) == ([], []), decode(leaf)


def require_everything_written(read: list[LeafRecord], ran: set[tuple[str, str]]) -> None:
    """Every function that makes leaves, and every kind that the code names; what was signed has one leaf each."""
    makers = set(makers_of_leaves())
    assert len(makers) > 10, "the code was not read, so this proves nothing"
    assert makers - ran == set()
    assert {one.kind for one in read if isinstance(one, OpenRecord)} == kinds_named()
    assert sum(isinstance(one, SealedRecord) for one in read) >= 8
    ids = [one.statement for one in read if isinstance(one, OpenRecord) and one.statement]
    assert len(ids) == len(set(ids)) > 8


def test_a_service_that_nobody_drove_is_noticed() -> None:
    with pytest.raises(AssertionError):
        require_everything_written([], set(list(makers_of_leaves())[1:]))


PLANTED: dict[str, Callable[[Cast], bytes]] = {
    "a pseudonym made of an address": lambda cast: stated(recorder=bytes(cast.own.address[:16])),
    "a pseudonym made of a name": lambda _: stated(recorder=sha256(NAME.encode()).digest()[:16]),
    "a digest of an address": lambda cast: stated(statement=sha256(cast.own.address).digest()),
    "a padded address": lambda cast: stated(statement=bytes(cast.own.address).rjust(32, b"\0")),
    "a digest of a source": lambda _: stated(statement=sha256(SOURCE.encode()).digest()),
    "a content beside a statement": lambda _: stated(content=Digest(OPEN_WORK)),
    "a sealed content": lambda _: stated(kind=Kind.REGISTERED, content=Digest(SEALED_WORK)),
    "a media type that tells a name": lambda _: stated(
        kind=Kind.REGISTERED, content=Digest(OPEN_WORK), media_type="text/ada"
    ),
    "a word of a person as a role": lambda _: member("planted-slug"),
}  # fmt: skip


@pytest.mark.parametrize("fault", PLANTED)
def test_a_leaf_that_says_too_much_is_caught(cast: Cast, fault: str) -> None:
    leaf = PLANTED[fault](cast)
    assert personal_in(leaf, cast.personal()) or strange_in(leaf, cast.allowed())


def test_an_honest_leaf_is_not_caught(cast: Cast) -> None:
    leaf = open_leaf(kind=Kind.REGISTERED, recorder=OPERATOR, content=Digest(OPEN_WORK))
    assert (personal_in(leaf, cast.personal()), strange_in(leaf, cast.allowed())) == ([], [])


def stated(**said: Any) -> bytes:
    """A leaf about something signed, with a fault."""
    signed = {"statement": Digest(sha256(b"something signed").digest())} if "kind" not in said else {}
    return open_leaf(**{"kind": Kind.STATEMENT, "recorder": OPERATOR, **signed, **said})


def member(role: str) -> bytes:
    listed = (Member(role, Digest(OPEN_WORK)),)
    return open_leaf(kind=Kind.REGISTERED, recorder=OPERATOR, content=work_digest(listed), members=listed)


def makers_of_leaves() -> Iterator[tuple[str, str]]:
    """File and name of every function of the site that calls one of the makers."""
    for path in sorted(SITE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if "tests" not in path.parts and any(maker in text for maker in MAKERS):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef) and any(map(_makes, ast.walk(node))):
                    yield str(path), node.name


def _makes(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS


def kinds_named() -> set[Kind]:
    """The kinds of leaves that the site's code names anywhere but in tests and in words for people."""
    paths = (path for path in SITE.rglob("*.py") if not {"tests", "presentation"} & set(path.parts))
    text = "".join(path.read_text(encoding="utf-8") for path in paths)
    return {kind for kind in Kind if f"Kind.{kind.name}" in text}


@contextmanager
def watched() -> Iterator[set[tuple[str, str]]]:
    """Every function that runs meanwhile, by file and name."""
    ran: set[tuple[str, str]] = set()

    def note(frame: FrameType, event: str, _value: object) -> None:
        if event == "call":
            ran.add((frame.f_code.co_filename, frame.f_code.co_name))

    sys.setprofile(note)
    try:
        yield ran
    finally:
        sys.setprofile(None)
