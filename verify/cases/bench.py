"""A held file laid out for the eye: a worker has its prints and claims made in the sandbox, and they die with the file.

Nothing of it stands in any row: where a file lies on the bench is read from its job and from what lies beside the file.
The claims are among it, since the file that holds them lies there too; whoever shows them asks first to whom.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import msgspec
import structlog

from provenance.contact_sheet import Sheet
from provenance.errors import CannotOpen
from provenance.types import Claim
from verify import wiring
from verify.cases.errors import NoRoom
from verify.cases.models import Verification
from verify.cases.quarantine import Part
from verify.jobs.kinds import Kind
from verify.jobs.selectors import live_subjects
from verify.jobs.services import job_add

log = structlog.get_logger("cases")

KIND: Final = "bench"
HEAD: Final = "sheet.json"


class OnBench(StrEnum):
    """Where a file lies: `gone` is kept no longer, `empty` is one of which nothing could be printed."""

    GONE = "gone"
    NOT_ASKED = "not_asked"
    WAITING = "waiting"
    LAID_OUT = "laid_out"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """One print without its bytes; `at_ms` is None for that of a picture."""

    width: int
    height: int
    at_ms: int | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What a bench shows; see `provenance.contact_sheet.Sheet`."""

    state: OnBench
    prints: tuple[PrintFacts, ...] = ()
    claims: tuple[Claim, ...] = field(default=(), repr=False)
    whole: bool = True
    seen_until_ms: int = 0
    lasts_ms: int = 0


def bench_ask(verification: Verification) -> None:
    """Have a held file laid out, once; what lies there already stays."""
    if laid_out(verification).state is OnBench.NOT_ASKED:
        job_add(kind=KIND, subject=verification.pk, folder=wiring.run_folder())


def laid_out(verification: Verification) -> LaidOut:
    """What there is of a file on the bench now."""
    if not verification.held:
        return LaidOut(OnBench.GONE)
    found = wiring.quarantine().open(verification.held, Part.SHEET)
    if found is None:
        waiting = verification.pk in live_subjects(KIND)
        return LaidOut(OnBench.WAITING if waiting else OnBench.NOT_ASKED)
    with found, zipfile.ZipFile(found) as sheet:
        return msgspec.json.decode(sheet.read(HEAD), type=LaidOut)


def print_of(verification: Verification, number: int) -> bytes | None:
    """The JPEG of one print, counted from 1; None where there is none."""
    found = wiring.quarantine().open(verification.held, Part.SHEET) if verification.held else None
    if found is None:
        return None
    with found, zipfile.ZipFile(found) as sheet:
        name = _name(number)
        return sheet.read(name) if name in sheet.namelist() else None


def lay_out(subject: str) -> None:
    """The worker's side; a repeated call makes it anew."""
    verification = Verification.objects.filter(pk=subject).first()
    media = wiring.quarantine().open(verification.held, Part.MEDIA) if verification and verification.held else None
    if verification is None or media is None:
        return
    with media:
        try:
            made = wiring.examiner().contact_sheet(media.fileno())
        except CannotOpen:
            made = None
    _keep(verification.held, made)


def lay_out_nothing(subject: str) -> None:
    """Say that nothing came of it, after the last attempt."""
    verification = Verification.objects.filter(pk=subject).first()
    if verification is not None and verification.held:
        _keep(verification.held, None)


def _keep(held: str, made: Sheet | None) -> None:
    try:
        wiring.quarantine().put(held, Part.SHEET, _packed(made or Sheet(whole=False)))
    except NoRoom:
        log.warning("no room for a contact sheet")


def _packed(sheet: Sheet) -> bytes:
    facts = tuple(PrintFacts(one.width, one.height, one.at_ms, one.changed) for one in sheet.prints)
    state = OnBench.LAID_OUT if sheet.prints else OnBench.EMPTY
    head = LaidOut(state, facts, sheet.claims, sheet.whole, sheet.seen_until_ms, sheet.lasts_ms)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        target.writestr(HEAD, msgspec.json.encode(head))
        for number, one in enumerate(sheet.prints, 1):
            target.writestr(_name(number), one.jpeg)
    return packed.getvalue()


def _name(number: int) -> str:
    return f"{number:02}.jpg"


BENCH: Final = Kind(KIND, run=lay_out, give_up=lay_out_nothing, sweep=lambda: None)
