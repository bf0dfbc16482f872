"""Which steps of an edit chain say that they are captures, and which of those are nothing else."""

from __future__ import annotations

from typing import Final

from provenance.types import Integrity, Step

CAPTURES: Final = frozenset({"digitalcapture", "computationalcapture"})
"""IPTC digital source types of a camera's own picture, of one frame or merged in the camera from several."""

CREATED: Final = "c2pa.created"


def is_capture(step: Step) -> bool:
    """Whether the step declares that it made its content by capture; its signer's own claim."""
    return any(one.code == CREATED and (one.digital_source_type or "").lower() in CAPTURES for one in step.actions)


def is_only_capture(step: Step) -> bool:
    """Whether it names no edit beside the capture, and no file that went into it."""
    unedited = not step.redactions and all(one.code == CREATED for one in step.actions)
    return is_capture(step) and made_of_nothing(step) and unedited


def made_of_nothing(step: Step) -> bool:
    """Whether no other file went into it."""
    return not step.ingredients and not step.ingredients_without_credentials


def intact_history(steps: tuple[Step, ...]) -> tuple[int, ...]:
    """Positions in `steps` that intact steps lead to from the newest, which hold of this file; none where it is not."""
    places = {one.id: place for place, one in enumerate(steps)}
    waiting, found = [0] if steps else [], list[int]()
    while waiting:
        place = waiting.pop(0)
        if place not in found and steps[place].integrity is Integrity.INTACT:
            found.append(place)
            waiting += [places[one] for one in steps[place].ingredients if one in places]
    return tuple(found)
