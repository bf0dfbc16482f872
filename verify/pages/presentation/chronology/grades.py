"""The answer to a bundle: what each part shows, one sentence each, and what was not checked.

The sentences are the library's; those that speak to somebody who gave keys on a command line are said anew for a
reader of the page, whose keys are those of the installation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chronology.bundle import BundleAnswer, Grade, GradeState, RecordAnswer, Regards
from chronology.bundle.sentences import quoted
from verify.pages.presentation.chronology.interval import Interval, interval
from verify.pages.presentation.chronology.path import counted
from verify.pages.presentation.chronology.said_here import RAISE, RESTS_ON, SAID_HERE
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Sign, Words

SIGNS: dict[GradeState, Sign] = {
    GradeState.HOLDS: Sign("holds", gettext_lazy("holds")),
    GradeState.BROKEN: Sign("broken", gettext_lazy("does not hold"), "look"),
    GradeState.UNTRUSTED: Sign("untrusted", gettext_lazy("not vouched for")),
    GradeState.ABSENT: Sign("absent", gettext_lazy("nothing there"), "quiet"),
    GradeState.UNAVAILABLE: Sign("unavailable", gettext_lazy("cannot be told"), "quiet"),
    GradeState.NOT_CHECKED: Sign("not-checked", gettext_lazy("not checked"), "quiet"),
}
SUBJECTS: dict[str, Words] = {
    "checkpoint": gettext_lazy("Checkpoint"),
    "record": gettext_lazy("Record"),
    "anchor": gettext_lazy("Anchor"),
    "beacon": gettext_lazy("Beacon"),
    "anchors": gettext_lazy("Anchors"),
    "report": gettext_lazy("Report"),
    "lists": gettext_lazy("Trust lists"),
}
# The log’s key came with the bundle: everything in it may hang together and still be made up.
UNKNOWN_LOG = frozenset({"log_key_came_along", "log_not_listed"})
LONGEST = 600  # characters of one sentence; names and reasons inside come from the bundle


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One grade: what it is about, its sign, its sentence; `code` for those who report it."""

    subject: str
    sign: Sign
    sentence: str
    code: str


@dataclass(frozen=True, slots=True)
class RecordTime:
    """Between which moments one record was written, as far as this installation can tell, and what A and B rest on."""

    index: str
    interval: Interval
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The answer to one bundle or report."""

    sign: Sign
    sentence: str
    rows: tuple[GradeRow, ...]
    times: tuple[RecordTime, ...]
    not_checked: tuple[Words, ...]
    development: bool
    log_unknown: bool


def answer_page(answer: BundleAnswer) -> AnswerPage:
    """Return the page for an answer; what does not hold is named at the top, and nothing is ever summed up as good."""
    return AnswerPage(
        sign=_sign(answer),
        sentence=_sentence(answer),
        rows=tuple(_row(grade) for grade in answer.grades),
        times=tuple(_time(one) for one in answer.records),
        not_checked=tuple(dict.fromkeys(RAISE[one.code] for one in answer.grades if one.code in RAISE)),
        development=any("development" in one.code for one in answer.grades),
        log_unknown=any(one.code in UNKNOWN_LOG for one in answer.grades),
    )


def _sign(answer: BundleAnswer) -> Sign:
    states = {one.state for one in answer.grades}
    if GradeState.BROKEN in states:
        return Sign("broken", _("Something does not hold"), "look")
    weak = states & {GradeState.UNTRUSTED, GradeState.UNAVAILABLE}
    return Sign("untrusted", _("It hangs together")) if weak else Sign("holds", _("It hangs together"))


def _sentence(answer: BundleAnswer) -> str:
    broken = next((one for one in answer.grades if one.state is GradeState.BROKEN), None)
    if broken is not None:
        return sentence_of(broken)
    if not answer.records:
        return sentence_of(answer.grades[0])
    if any(one.code in UNKNOWN_LOG for one in answer.grades):
        return _("The parts of this bundle fit together. Whose log it is cannot be told here.")
    return _time(answer.records[0]).interval.written


def sentence_of(grade: Grade) -> str:
    """Return the sentence of a grade for a reader of the page; texts from the bundle are made harmless."""
    params = {key: one if isinstance(one, int) else visible(one, 300) for key, one in grade.params.items()}
    here = SAID_HERE.get(f"{grade.code}.none" if params.get("further") else grade.code)
    if params.get("further") == 0:
        here = None  # nobody else signed at all: the library says so in words that fit a page
    text = str(here) % quoted(params) if here else Grade(grade.code, grade.state, grade.subject, params).sentence
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def _row(grade: Grade) -> GradeRow:
    return GradeRow(_subject(grade.subject), SIGNS[grade.state], sentence_of(grade), grade.code)


def _subject(subject: str) -> str:
    word, _space, number = subject.partition(" ")
    name = str(SUBJECTS.get(word, word))
    return f"{name} {counted(int(number))}" if number.isdecimal() else name


def _time(record: RecordAnswer) -> RecordTime:
    after, before = record.interval.after, record.interval.before
    words = interval(after and after.at, before and before.at)
    return RecordTime(
        index=counted(record.index),
        interval=replace(words, existed=_existed(record.interval.regards, words)),
        earliest=str(RESTS_ON.get(after.code, "")) if after else "",
        latest=str(RESTS_ON.get(before.code, "")) if before else "",
    )


def _existed(regards: Regards, words: Interval) -> str:
    """Nothing existed by then that the record does not show to name."""
    if regards is Regards.NOTHING:
        return ""
    if regards is Regards.GIVEN or words.by is None:
        return words.existed
    return _("What the record names existed by %(b)s and may be much older.") % {"b": words.by.text}
