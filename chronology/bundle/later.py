"""Looking for later retractions: reads the log from the record on, and proves that it is the same log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from chronology.bundle.bundle import Bundle
from chronology.bundle.checking import open_questions
from chronology.bundle.limits import LATER_ENTRIES_LIMIT
from chronology.bundle.record_grades import record_in, retracted_by
from chronology.bundle.values import BundleAnswer, BundledRecord, Grade, GradeState, Params
from chronology.errors import Malformed, PeerUnavailable, ProofBroken
from chronology.merkle import leaf_hash
from chronology.mirror.alarms import Alarm, AlarmCode
from chronology.mirror.authentic import AuthenticTiles
from chronology.mirror.remote import HttpGet, RemoteLog
from chronology.mirror.sighting import Sighting, compare, sighting_of, tree_of
from chronology.notes import Verifier, log_id
from chronology.records import Form, Kind, OpenRecord
from chronology.records.kinds import VERSION, Key
from chronology.tiles import FULL_WIDTH, TilePath, decode_entries
from chronology.types import LogId

OTHER_HISTORY = frozenset({AlarmCode.REWRITTEN, AlarmCode.SPLIT_VIEW})
"""What two checkpoints with the log's own signature show; any other alarm may be a damaged file or a wrong address."""

RETRACTION = bytes((Key.VERSION, VERSION, Key.FORM, Form.OPEN, Key.KIND, Kind.RETRACTED))
"""How the map of every open retraction begins, so that a million other entries need no decoding."""

Targets = Mapping[tuple[int, bytes], OpenRecord]


@dataclass(frozen=True, slots=True)
class Later:
    """What the log holds behind the records of a bundle: entries were read and proven up to `read` of `size`.

    `held` is the size of the bundle's own checkpoint: who shows no more than that may be an old copy.
    """

    size: int
    read: int
    held: int
    retracted: Mapping[int, int] = field(default_factory=dict)


def with_later(answer: BundleAnswer, bundle: Bundle, get: HttpGet, url: str) -> BundleAnswer:
    """The answer with what the log says now, at most a million entries on; a strange or silent log becomes a grade."""
    try:
        found = look_later(bundle, get, url)
    except (PeerUnavailable, Malformed, ProofBroken) as error:
        return _kept(answer, Grade("log_silent", GradeState.UNAVAILABLE, "log", {"why": str(error)}))
    if isinstance(found, Alarm):
        if found.code in OTHER_HISTORY:
            return _kept(answer, Grade("log_other_history", GradeState.BROKEN, "log"))
        return _kept(answer, Grade("log_silent", GradeState.UNAVAILABLE, "log", {"why": found.sentence}))
    included = {one.index for one in answer.records}
    grades = tuple(_grade(one, found) for one in bundle.records if one.index in included)
    known = tuple(one for one in answer.grades if one.code != "state_at")
    return _graded(answer, (*known, *grades))


def look_later(bundle: Bundle, get: HttpGet, url: str) -> Later | Alarm:
    """Read what the log holds behind the bundle's first record; an alarm where it does not continue its checkpoint.

    Raises PeerUnavailable, and ProofBroken or Malformed for tiles and entries that do not fit what the log signs.
    """
    log, remote = Verifier.from_text(bundle.vkey), RemoteLog(get, url)
    held = sighting_of(bundle.checkpoint, "the bundle", log)
    shown = sighting_of(remote.checkpoint(), url, log)
    if isinstance(held, Alarm):
        return held
    if isinstance(shown, Alarm):
        return shown
    if shown.head.size < held.head.size:
        raise PeerUnavailable(f"it shows {shown.head.size} entries, fewer than the {held.head.size} of this bundle.")
    tree = tree_of(shown, remote, log.name)
    if isinstance(tree, Alarm):
        return tree
    return compare(shown, tree, held, log.name) or _read(bundle, remote, tree, held, shown)


def _read(bundle: Bundle, remote: RemoteLog, tree: AuthenticTiles, held: Sighting, shown: Sighting) -> Later:
    """From the first record on: a retraction below the bundle's checkpoint may have been left out of the bundle."""
    targets, own, retracted = _targets(bundle), log_id(bundle.vkey), dict[int, int]()
    start = min((place + 1 for place, _ in targets), default=shown.head.size)
    stop = min(shown.head.size, start + LATER_ENTRIES_LIMIT)
    for place, leaf in _entries(remote, tree, start, stop, shown.head.size):
        for one in _retractions(targets, leaf, own):
            if one < place:
                retracted.setdefault(one, place)
    return Later(shown.head.size, stop, held.head.size, retracted)


def _entries(remote: RemoteLog, tree: AuthenticTiles, start: int, stop: int, size: int) -> Iterator[tuple[int, bytes]]:
    """The entries from `start` to before `stop`, each checked against the tiles of the tree."""
    for bundle in range(start // FULL_WIDTH, -(-stop // FULL_WIDTH)):
        first = bundle * FULL_WIDTH
        path = TilePath(None, bundle, min(FULL_WIDTH, size - first))
        entries = decode_entries(remote.entries(path), path.width)
        if b"".join(map(leaf_hash, entries)) != tree.tile(0, bundle, path.width):
            raise ProofBroken(f"{path} holds other entries than the tree that its checkpoint signs.")
        for place, leaf in enumerate(entries, first):
            if start <= place < stop:
                yield place, leaf


def _targets(bundle: Bundle) -> Targets:
    """The open records of the bundle by place and leaf hash: only these can be retracted for all to see."""
    decoded = ((one, record_in(one.leaf)) for one in bundle.records)
    return {(one.index, leaf_hash(one.leaf)): record for one, record in decoded if isinstance(record, OpenRecord)}


def _retractions(targets: Targets, leaf: bytes, own: LogId) -> Iterator[int]:
    """The records that this entry retracts; a retraction is by the record's own recorder."""
    said = record_in(leaf) if leaf[1:].startswith(RETRACTION) else None
    if not isinstance(said, OpenRecord):
        return
    for link in retracted_by(said, own):
        if link in targets and targets[link].recorder == said.recorder:
            yield link[0]


def _grade(record: BundledRecord, later: Later) -> Grade:
    subject = f"record {record.index}"
    params: Params = {"size": later.size, "read": later.read}
    if record.index in later.retracted:
        return Grade("retracted_later", GradeState.UNTRUSTED, subject, {"by": later.retracted[record.index]})
    if not isinstance(record_in(record.leaf), OpenRecord):
        return Grade("later_sealed", GradeState.NOT_CHECKED, subject)
    if later.read < later.size:
        return Grade("later_partly", GradeState.NOT_CHECKED, subject, params)
    if later.size == later.held:
        return Grade("log_not_newer", GradeState.NOT_CHECKED, subject, params)
    return Grade("no_later_retraction", GradeState.HOLDS, subject, params)


def _kept(answer: BundleAnswer, more: Grade) -> BundleAnswer:
    return _graded(answer, (*answer.grades, more))


def _graded(answer: BundleAnswer, grades: tuple[Grade, ...]) -> BundleAnswer:
    return replace(answer, grades=grades, not_checked=open_questions(grades))
