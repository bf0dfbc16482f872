"""Forged histories: what somebody who holds the key of a log could sign next, and every proof they could try."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from chronology.mirror.tests.published import Published, entries
from chronology.tiles import TreeHashes, prove_consistency
from chronology.tiles.tests.memory import TilesOf

Entries = list[bytes]


@dataclass(frozen=True, slots=True)
class Forgery:
    """A log that was seen, and what its key holder shows afterwards."""

    kind: str
    seen: Published
    shown: Published

    def proofs(self, chance: Random) -> Iterator[tuple[int, tuple[bytes, ...]]]:
        """Old sizes and proofs: the true ones of both histories, those of neighbours, none, and noise."""
        old, new = self.seen.head.size, self.shown.head.size
        histories = [self.shown.leaves, self.seen.leaves + self.shown.leaves[old:]]
        trees = [(TreeHashes(TilesOf(leaves)), len(leaves)) for leaves in histories]
        for size in sorted({0, max(old - 1, 0), old, new}):
            yield size, ()
            yield size, tuple(chance.randbytes(32) for _ in range(chance.randrange(1, 12)))
            for tree, end in trees:
                yield from (
                    (size, prove_consistency(tree, start, end)) for start in (size, size - 1) if 0 < start < end
                )


def forgery(number: int) -> Forgery:
    """One of the forged histories; the same number gives the same one."""
    chance = Random(number)
    kind = list(KINDS)[number % len(KINDS)]
    old = chance.randrange(2, 700 if number % 4 == 0 else 40)
    seen = entries(old)
    return Forgery(kind, Published(seen), KINDS[kind](chance, seen))


def honest(number: int) -> Forgery:
    """A log that truly grew, to show that not everything is refused."""
    chance = Random(number)
    old = chance.choice((0, chance.randrange(1, 40), chance.randrange(1, 700)))
    return Forgery("honest", Published(entries(old)), Published(entries(old + chance.randrange(0, 300))))


def _fork(chance: Random, seen: Entries) -> Published:
    """From some entry on the history is another one; it may be longer, shorter or as long."""
    at = chance.randrange(len(seen))
    return Published([*seen[:at], *(b"forked %d" % one for one in range(len(seen) - at + chance.randrange(0, 300)))])


def _rollback(chance: Random, seen: Entries) -> Published:
    """An earlier state is shown as the newest, perhaps with other entries after it that make it no larger."""
    at = chance.randrange(1, len(seen))
    return Published([*seen[:at], *(b"again %d" % one for one in range(chance.randrange(0, len(seen) - at)))])


def _dropped(chance: Random, seen: Entries) -> Published:
    """One entry is gone, and later ones hide that."""
    at = chance.randrange(len(seen))
    return Published([*seen[:at], *seen[at + 1 :], *_later(chance)])


def _reordered(chance: Random, seen: Entries) -> Published:
    """Two entries have changed places."""
    first, second = chance.sample(range(len(seen)), 2)
    moved = list(seen)
    moved[first], moved[second] = moved[second], moved[first]
    return Published([*moved, *_later(chance)])


def _replaced_root(chance: Random, seen: Entries) -> Published:
    """The tiles are true, the signed root is not theirs."""
    return Published([*seen, *_later(chance)], root=chance.randbytes(32))


def _later(chance: Random) -> Entries:
    return [b"later %d" % one for one in range(chance.randrange(1, 200))]


KINDS: dict[str, Callable[[Random, Entries], Published]] = {
    "fork": _fork,
    "rollback": _rollback,
    "dropped": _dropped,
    "reordered": _reordered,
    "replaced root": _replaced_root,
}
