"""One answer as a document: frozen values, in the order in which they are read. Layout and export know nothing else."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

import rfc8785

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of evidence: the question, the word for its state, the sentence; `tone` is `look`, `calm` or `quiet`."""

    question: str
    state: str
    sentence: str
    tone: str = "calm"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a heading of its own: a step, a camera's signature, an author, a similar work."""

    title: str
    state: str
    sentences: tuple[str, ...] = ()
    facts: Pairs = ()
    items: Pairs = ()
    tone: str = "calm"
    number: int = 0
    address: str = ""


@dataclass(frozen=True, slots=True)
class Join:
    """One step of an inclusion path: what stands beside, in words, and its hash in hexadecimal."""

    sentence: str
    digest: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows one record: where it stands in the log, how it hangs together with the root, and what anchors that.

    Hashes in hexadecimal; `bundle` is the address of the proof bundle, `commands` check it without us.
    """

    title: str
    written: str
    existed: str
    facts: Pairs
    anchors: tuple[Told, ...]
    joins: tuple[Join, ...]
    root: str
    size: str
    bundle: str
    commands: Pairs
    development: bool = False


@dataclass(frozen=True, slots=True)
class UsedList:
    """One trust list in the version that was used."""

    name: str
    issued: str
    fetched: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked about, when (in UTC; `answered_iso` for machines), and through whose lists it was read."""

    address: str
    answered: str
    answered_iso: str
    read_by: str
    facts: Pairs
    sha256: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The top of the document: the word, the sentence, its reason, what the camera list says, and its limits."""

    word: str
    tone: str
    sentence: str
    why: str
    warned: tuple[str, ...]
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """The whole document; `demo` marks what an installation with throw-away roots says."""

    language: str
    demo: bool
    answer: Answer
    asked: Asked
    lines: tuple[Told, ...]
    steps: tuple[Entry, ...]
    behind: int
    camera: tuple[Entry, ...]
    camera_list: tuple[Told, ...]
    authors: tuple[Entry, ...]
    author_lines: tuple[Told, ...]
    similar: tuple[Entry, ...]
    not_checked: tuple[str, ...]
    proofs: tuple[Proof, ...]
    codes: Pairs
    lists: tuple[UsedList, ...]
    made_with: Pairs
    notes: tuple[Entry, ...] = field(default=())
    times: tuple[Told, ...] = field(default=())

    @property
    def title(self) -> str:
        """Return the title that a reader's window shows."""
        return f"{self.answer.word} · Firstlight report"

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON (RFC 8785) of all of it: two copies with one digest say the same."""
        return hashlib.sha256(rfc8785.dumps(as_json(self))).hexdigest()


def as_json(document: ReportDocument) -> dict[str, Any]:
    """Return the document as plain values, tuples as lists."""
    plain: dict[str, Any] = _plain(asdict(document))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
