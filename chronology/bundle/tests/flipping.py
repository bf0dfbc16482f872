"""The rig of the fuzz tests: flip one bit in one file of a bundle and see whether a claim outlives its proof.

Flipped bytes are packed anew with right checksums, as an attacker would; a checkpoint is changed in every place where
it lies, else reading alone would refuse it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from chronology.bundle import BundleAnswer, Grade, Question, check_bytes
from chronology.bundle.answer_json import answer_to_json
from chronology.bundle.zipped import pack, unpack

Key = tuple[object, ...]
Irrelevant = Callable[[str, int], bool]

RESTS_ON: tuple[tuple[str, str, str], ...] = (
    ("records/4/leaf.cbor", "record 4", "included"),
    ("records/4/proof.tlog-proof", "record 4", "included"),
    ("records/5/leaf.cbor", "record 5", "included"),
    ("records/5/proof.tlog-proof", "record 5", "included"),
    ("records/5/openings.cbor", "record 5", "opened"),
    ("beacons/3/leaf.cbor", "beacon 3", "beacon_named"),
    ("beacons/3/proof.tlog-proof", "beacon 3", "beacon_named"),
    ("anchors/1/", "anchor 1", "matches_supplied_header"),
    ("anchors/2/", "anchor 2", "development_chain"),
    ("anchors/3/", "anchor 3", "time_stamped"),
    ("anchors/4/", "anchor 4", "calendar_promise"),
    ("anchors/5/", "anchor 5", "bitcoin_block"),
    ("report.json", "report", "report_signed"),
    ("report.note", "report", "report_signed"),
    ("lists.json", "lists", "lists_of_report"),
    ("log.vkey", "checkpoint", "signed_by_listed_log"),
)
"""Which grade rests on which file of the full bundle: with another bit in it, that very grade must not be given."""


@dataclass(frozen=True)
class Flip:
    """One bit of one file."""

    name: str
    at: int
    bit: int

    def apply(self, files: dict[str, bytes]) -> bytes:
        """The bundle with this bit flipped."""
        changed = dict(files)
        old = files[self.name]
        new = bytearray(old)
        new[self.at] ^= 1 << self.bit
        changed[self.name] = bytes(new)
        if self.name == "checkpoint":
            proofs = [one for one in files if one.endswith(".tlog-proof")]
            changed |= {one: files[one].replace(old, bytes(new)) for one in proofs}
        return pack(changed)


def flips_of(data: bytes, randomness: Random, each: int | None) -> Iterator[Flip]:
    """So many flips in every file, one bit in every byte where `each` is None; the README is not proven by anything."""
    for name, content in unpack(data).items():
        if name == "README.txt":
            continue
        places: Sequence[int] = range(len(content))
        if each is not None:
            places = randomness.sample(places, min(each, len(content)))
        for place in places:
            yield Flip(name, place, randomness.randrange(8))


def outlived(data: bytes, question: Question, flips: Iterator[Flip], irrelevant: Irrelevant) -> list[Flip]:
    """The flips after which a claim still stands that rests on what was flipped."""
    files = unpack(data)
    before = check_bytes(data, question)[1]
    return [
        flip
        for flip in flips
        if not irrelevant(flip.name, flip.at) and _stands(flip, before, check_bytes(flip.apply(files), question)[1])
    ]


def _stands(flip: Flip, before: BundleAnswer, after: BundleAnswer) -> bool:
    if flip.name in {"checkpoint", "bundle.json"}:
        return answer_to_json(before) == answer_to_json(after)
    subject, code = _rests(flip.name)
    claimed = {_key(one) for one in before.grades if (one.subject, one.code) == (subject, code)}
    assert claimed, f"nothing rests on {flip.name}"
    return bool(claimed & {_key(one) for one in after.grades})


def _rests(name: str) -> tuple[str, str]:
    return next((subject, code) for prefix, subject, code in RESTS_ON if name.startswith(prefix))


def _key(grade: Grade) -> Key:
    return (grade.subject, grade.code, *sorted(grade.params.items()))
