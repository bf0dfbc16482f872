"""Real fingerprints, a real store and real comparisons in this process, for tests of what becomes of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from provenance.comparison import compare
from provenance.comparison.types import Comparison
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Code, Fingerprints
from provenance.fingerprint.wire import from_bytes
from provenance.policy import Policy
from provenance.types import Examination, Sha256Hex, Step
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.cases.examining import examine_verification
from verify.cases.indexing import IndexChoice, recorded_is_indexed
from verify.cases.models import Verification
from verify.cases.services import verification_start
from verify.cases.tests.examples import examination
from verify.cases.tests.recording import Chronicle
from verify.cases.uploader import Uploader
from verify.index.engines import open_engine
from verify.index.errors import IndexUnavailable
from verify.index.flat import FlatIndex
from verify.index.items import Item, Items, open_items
from verify.index.nominating.keys import picture_keys
from verify.index.nominating.pictures import nominate_picture
from verify.index.types import EVERYBODY, Entry, How, ItemId, Nomination, Scope, Space
from verify.ledger.models import Record


@dataclass
class Eyes:
    """Examines pictures in this process; chains of contents are as the test says."""

    bindings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)

    def examine(
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
    ) -> Examination:
        with open(descriptor, "rb", closefd=False) as media:
            content = media.read()
        digest, done = sha256(content).hexdigest(), examination(thumbnail=None)
        media_of = replace(done.report.media, sha256=Sha256Hex(digest))
        report = replace(
            done.report, media=media_of, steps=self.steps.get(digest, ()), not_checked=("chronology", "similar")
        )
        with Image.open(io.BytesIO(content)) as picture:
            codes = picture_fingerprints(picture)
        return replace(done, report=report, fingerprints=codes, bindings=self.bindings.get(digest, ()))

    def compare(self, asked: bytes, recorded: Sequence[bytes]) -> tuple[Comparison | None, ...]:
        return tuple(compare(from_bytes(asked), from_bytes(one)) for one in recorded)

    def renew(self, policy: Policy) -> bool:
        return False


class Shelf:
    """The store, and a search of every code in it; `away` makes both unreachable."""

    def __init__(self, folder: Path) -> None:
        self.stored: Items = open_items(open_engine(f"sqlite:///{folder / 'index.sqlite3'}"))
        self.away = False
        self.asked: list[tuple[Scope, ...]] = []

    def reach(self) -> Items:
        """What `wiring.items` answers."""
        if self.away:
            raise IndexUnavailable("away")
        return self.stored

    def subjects(self, numbers: Sequence[str]) -> dict[ItemId, str]:
        """The items of these records."""
        found = {one: self.stored.of_subject(one) for one in numbers}
        return {item.id: subject for subject, item in found.items() if item is not None}

    def nominate(
        self, asked: Fingerprints, *, scopes: Sequence[Scope] = (EVERYBODY,), most: int = 10
    ) -> tuple[Nomination, ...]:
        """What a finder answers, by comparing with everything."""
        self.asked.append(tuple(scopes))
        index, subjects, items = self._everything(scopes)
        return tuple(
            Nomination(one.item, subjects[one.item], items[one.item].scope, one.how, one.distance, one.votes)
            for one in nominate_picture(index, asked, most=most)
        )

    def near(
        self, space: Space, code: Code, radius: int, *, scopes: Sequence[Scope] = (EVERYBODY,), most: int = 10
    ) -> tuple[Nomination, ...]:
        """What a finder answers, by comparing with everything."""
        index, subjects, items = self._everything(scopes)
        found = {hit.item: hit.distance for hit in index.search(space, [code], radius)[0]}
        ranked = sorted(found, key=lambda item: (found[item], item))[:most]
        return tuple(Nomination(item, subjects[item], items[item].scope, How.GLOBAL, found[item], 1) for item in ranked)

    def _everything(self, scopes: Sequence[Scope]) -> tuple[FlatIndex, dict[ItemId, str], dict[ItemId, Item]]:
        if self.away:
            raise IndexUnavailable("away")
        subjects = self.subjects(list(Record.objects.values_list("pk", flat=True)))
        items = {number: one for number, one in self.stored.get(subjects).items() if one.scope in scopes}
        index = FlatIndex()
        for number, item in items.items():
            codes = from_bytes(item.fingerprints).picture
            assert codes is not None
            for space, place, code in picture_keys(codes):
                index.add(space, [Entry(number, place, code)])
        return index, subjects, items


@dataclass
class Desk:
    """A site with a log, an index and eyes."""

    log: Chronicle
    shelf: Shelf
    eyes: Eyes

    def check(self, content: bytes, uploader: Uploader | None = None) -> Verification:
        """Send a picture in and have it examined."""
        started = verification_start(upload=[content], size=None, uploader=uploader or Uploader.fresh())
        examine_verification(started.pk)
        return Verification.objects.get(pk=started.pk)

    def record(
        self, content: bytes, organisation: Organisation, choice: IndexChoice = IndexChoice.OPEN_DEFAULT
    ) -> Record:
        """Check a picture, record it openly, and let it be found."""
        verification, record = self.check(content), self.log.record(content, organisation)
        recorded_is_indexed(record, verification, choice)
        return record


@contextmanager
def shelf_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """A store in this folder where the site asks for one, and for its finder."""
    made = Shelf(folder)
    monkeypatch.setattr(wiring, "items", made.reach)
    monkeypatch.setattr(wiring, "finder", lambda: made)
    yield made
    made.stored.engine.dispose()


@contextmanager
def desk(log: Chronicle, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Put the parts where the site asks for them."""
    eyes = Eyes()
    monkeypatch.setattr(wiring, "_examiner", eyes)
    with shelf_in(folder, monkeypatch) as shelf:
        yield Desk(log, shelf, eyes)


def member(name: str) -> Uploader:
    """Somebody who works for an organisation of this name."""
    user = User.objects.create(username=name)
    organisation_create(name=name, slug=name, owner=user)
    return Uploader.fresh(user)


def team(uploader: Uploader) -> Organisation:
    assert uploader.organisation is not None
    return uploader.organisation


def jpeg(picture: Image.Image, quality: int = 90) -> bytes:
    target = io.BytesIO()
    picture.convert("RGB").save(target, "JPEG", quality=quality)
    return target.getvalue()


def edited(content: bytes, edit: Callable[[Image.Image], Image.Image], quality: int = 75) -> bytes:
    """The same picture after an edit, saved anew."""
    with Image.open(io.BytesIO(content)) as picture:
        return jpeg(edit(picture.convert("RGB")), quality)


def cropped(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.crop((width // 20, height // 20, width - width // 20, height - height // 20))


def spliced(picture: Image.Image) -> Image.Image:
    """A part of the picture appears at another place of it."""
    width, height = picture.size
    part = picture.crop((0, height - height // 4, width // 4, height))
    changed = picture.copy()
    changed.paste(part.rotate(180), (width // 2, height // 3))
    return changed
