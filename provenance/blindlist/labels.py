"""Labels of device ids, got from key holders without telling them which: the batch is blinded and always full.

Every request under a key holds the same number of points, dummies filling it, and every slot costs the same work. A
holder that does not answer, or answers wrongly, is passed over for the next; its number is noted for its maintainer.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from provenance.attestation.types import DeviceId
from provenance.blindlist.errors import BadPoint, BudgetSpent, ProofRefused, TooFewHolders
from provenance.blindlist.ids import canonical, key_of
from provenance.blindlist.oprf import blind, label_from
from provenance.blindlist.ristretto import Random
from provenance.blindlist.threshold import check_answer, combine_checked
from provenance.blindlist.types import Evaluated, HolderIndex, KeyHolders, KeyName, Label, Point, PublicKey, slots_of

log = logging.getLogger(__name__)

DUMMY_BYTES = 32
"""Random bytes that fill an empty slot: nobody lists them."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The label of one id; or why there is none: `holders`, `budget`, or `key` where the list has no such key."""

    label: Label | None = field(default=None, repr=False)
    why: str = ""


def labels_of(
    ids: Sequence[DeviceId], holders: KeyHolders, public_keys: Sequence[PublicKey], random: Random
) -> tuple[Label | None, ...]:
    """The label of each id, in order; None where it cannot be got now. Raises BadId."""
    return tuple(one.label for one in label_each(ids, holders, public_keys, random))


def label_each(
    ids: Sequence[DeviceId], holders: KeyHolders, public_keys: Sequence[PublicKey], random: Random
) -> tuple[Labelled, ...]:
    """The same with the reason where there is none. Raises BadId for an id that names nothing."""
    return label_named([(key_of(one.kind), canonical(one)) for one in ids], holders, public_keys, random)


def label_named(
    names: Sequence[tuple[KeyName, bytes]], holders: KeyHolders, public_keys: Sequence[PublicKey], random: Random
) -> tuple[Labelled, ...]:
    """The same for ids in canonical form, each with the key it is asked under."""
    keys = {one.name: one for one in public_keys}
    found: dict[int, Labelled] = {}
    for key in dict.fromkeys(key for key, _ in names):
        places = [place for place, (own, _) in enumerate(names) if own is key]
        inputs = [names[place][1] for place in places]
        found.update(zip(places, label_inputs(inputs, key, holders, keys, random), strict=True))
    return tuple(found[place] for place in range(len(names)))


def label_inputs(
    inputs: Sequence[bytes], name: KeyName, holders: KeyHolders, keys: dict[KeyName, PublicKey], random: Random
) -> list[Labelled]:
    """Labels of canonical ids under one key, batch by batch; the last batch is filled up."""
    if name not in keys:
        return [Labelled(why="key")] * len(inputs)
    found: list[Labelled] = []
    for batch in _batches(inputs, slots_of(name)):
        padded = [*batch, *(random(DUMMY_BYTES) for _ in range(slots_of(name) - len(batch)))]
        found += _label_batch(padded, len(batch), keys[name], holders, random)
    return found


def _batches(inputs: Sequence[bytes], slots: int) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(inputs), slots):
        yield inputs[start : start + slots]


def _label_batch(
    inputs: Sequence[bytes], count: int, public: PublicKey, holders: KeyHolders, random: Random
) -> list[Labelled]:
    """Labels of the first `count` inputs; the others are dummies, of which holders and relay know nothing."""
    blinds, blinded = zip(*(blind(one, random) for one in inputs), strict=True)
    try:
        answers = _answers(public, blinded, holders)
    except BudgetSpent:
        return [Labelled(why="budget")] * count
    except TooFewHolders:
        return [Labelled(why="holders")] * count
    elements = combine_checked(public, answers, blinds[:count])
    return [Labelled(label_from(content, element)) for content, element in zip(inputs, elements, strict=False)]


def _answers(public: PublicKey, blinded: Sequence[Point], holders: KeyHolders) -> list[Evaluated]:
    """As many checked answers as are needed; raises BudgetSpent where one said so and too few others answered."""
    taken: list[Evaluated] = []
    spent: BudgetSpent | None = None
    for holder in dict.fromkeys(holders.available()):
        if len(taken) == public.threshold:
            break
        try:
            taken += _answer_of(holder, public, blinded, holders)
        except BudgetSpent as error:
            spent = error
    if len(taken) == public.threshold:
        return taken
    raise spent or TooFewHolders("Fewer key holders answered than are needed. Ask again later.")


def _answer_of(
    holder: HolderIndex, public: PublicKey, blinded: Sequence[Point], holders: KeyHolders
) -> list[Evaluated]:
    """One checked answer, or none: what comes from a holder counts as that holder's, whatever number it gives itself.

    Which holder failed is logged, and nothing of what was asked.
    """
    try:
        answer = replace(holders.evaluate(holder, public.name, public.epoch, blinded), index=holder)
        check_answer(public, answer, blinded)
    except (TooFewHolders, BadPoint, ProofRefused) as error:
        log.warning("Key holder %s is left out: %s", holder, error.public)
        return []
    return [answer]
