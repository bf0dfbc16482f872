"""The history drawn: one node a step, newest on top, branches where a step was made from several files.

The drawing carries no information that the list does not carry in words; each node is a link to its step in the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from provenance.types import Report, Step, StepId
from verify.pages.presentation.chain import follow, state_of
from verify.pages.presentation.history import anchor_of, kind_of
from verify.pages.presentation.names import signer_name, step_verb
from verify.pages.presentation.text import FIRST_STRONG_ISOLATE, POP_ISOLATE
from verify.pages.presentation.words import STATES

WIDTH = 240
WORTH_DRAWING = 2  # a drawing of one step tells nothing
ROW = 60
LANE = 24
MARGIN = 22
FRAME = 42  # height of the frame around a node with its words: what a finger can hit, and less than a row
NODES_DRAWN = 24  # more is a wall, not a drawing; the list goes on
LANES_DRAWN = 5  # what the width bears beside the words
LETTER = 6.6  # mean width of a letter at the size of the labels, in the drawing's units


@dataclass(frozen=True, slots=True)
class Node:
    """A step in the drawing; `bare` counts files without credentials that it took in, `name` is what is read aloud."""

    x: int
    y: int
    number: int
    kind: str
    redacted: bool
    anchor: str
    name: str
    label: str
    by: str
    text_x: int
    bare: int

    @property
    def label_y(self) -> int:
        """Return where the first line of words stands."""
        return self.y - 2

    @property
    def by_y(self) -> int:
        """Return where the second line of words stands."""
        return self.y + 14

    @property
    def top(self) -> int:
        """Return where the frame begins that shows where the reader is."""
        return self.y - FRAME // 2 + 2

    @property
    def bare_x(self) -> int:
        """Return where the small circle of a file without credentials hangs."""
        return self.x + 17

    @property
    def bare_y(self) -> int:
        """Return the height of that circle."""
        return self.y + 23


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a step down to one it was made from, as SVG path data."""

    path: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A drawing of `width` × `height` units, with a sentence for those who do not see it."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    description: str
    left_out: int
    frame_width: int = WIDTH - 6
    frame_height: int = FRAME


def graph(report: Report) -> Graph | None:
    """Return the drawing of a report's history, or None where there is nothing to draw."""
    chain = follow(report.steps)
    shown = chain.shown
    drawn = shown[:NODES_DRAWN]
    if len(drawn) < WORTH_DRAWING:
        return None
    lanes = _lanes(drawn)
    text_x = MARGIN + (max(lanes.values()) + 1) * LANE
    places = {step.id: (MARGIN + lanes[step.id] * LANE, 30 + row * ROW) for row, step in enumerate(drawn)}
    nodes = tuple(_node(step, places[step.id], chain.number(step), text_x) for step in drawn)
    return Graph(
        WIDTH,
        len(drawn) * ROW + 4,
        nodes,
        _edges(drawn, places),
        _description(drawn, len(shown)),
        len(shown) - len(drawn),
    )


def _lanes(drawn: Sequence[Step]) -> dict[StepId, int]:
    """Give each step a lane: the first file a step was made from goes on below it, further ones to the side."""
    lanes: dict[StepId, int] = {}
    taken: list[StepId | None] = []
    for step in drawn:
        if step.id not in lanes:
            lanes[step.id] = _claim(taken, step.id)
        lane = lanes[step.id]
        if lane < len(taken):
            taken[lane] = None
        for ingredient in step.ingredients:
            if ingredient not in lanes:
                lanes[ingredient] = _claim(taken, ingredient)
    return lanes


def _claim(taken: list[StepId | None], step: StepId) -> int:
    free = next((lane for lane, holder in enumerate(taken) if holder is None), len(taken))
    if free >= LANES_DRAWN:
        return LANES_DRAWN - 1
    if free == len(taken):
        taken.append(step)
    else:
        taken[free] = step
    return free


def _node(step: Step, place: tuple[int, int], number: int, text_x: int) -> Node:
    letters = int((WIDTH - text_x) / LETTER)
    x, y = place
    return Node(
        x=x,
        y=y,
        number=number,
        kind=kind_of(step),
        redacted=bool(step.redactions),
        anchor=anchor_of(number),
        name=_name(step, number),
        label=_short(step_verb(step), letters - 3),
        by=_short(signer_name(step), letters),
        text_x=text_x,
        bare=step.ingredients_without_credentials,
    )


def _name(step: Step, number: int) -> str:
    """What the node says in words: the same as its card in the list, in short."""
    said = {
        "number": number,
        "verb": step_verb(step),
        "signer": signer_name(step),
        "state": STATES[state_of(step)].word,
    }
    name = _("Step %(number)d: %(verb)s, signed by %(signer)s, %(state)s") % said
    return f"{name}, {_('with a redaction')}" if step.redactions else name


def _edges(drawn: Sequence[Step], places: dict[StepId, tuple[int, int]]) -> tuple[Edge, ...]:
    pairs = ((step.id, ingredient) for step in drawn for ingredient in step.ingredients if ingredient in places)
    return tuple(Edge(_path(places[newer], places[older])) for newer, older in pairs)


def _path(newer: tuple[int, int], older: tuple[int, int]) -> str:
    (x1, y1), (x2, y2) = newer, older
    if x1 == x2:
        return f"M{x1} {y1 + 10}V{y2 - 10}"
    return f"M{x1} {y1 + 10}C{x1} {y1 + 38} {x2} {y1 + 22} {x2} {y1 + ROW - 6}V{y2 - 10}"


def _short(text: str, letters: int) -> str:
    plain = text.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")
    return plain if len(plain) <= letters else plain[: letters - 1].rstrip() + "…"


def _description(drawn: Sequence[Step], total: int) -> str:
    return (
        _("Drawing of the %(total)d steps; each leads to its place in the list, which says the same in words.")
        % {"total": total}
        if drawn
        else ""
    )
