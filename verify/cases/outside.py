"""Asking the services that the operator named for published credentials of a file: when its sender says so, never else.

Nothing is asked by itself, so that a file from a source stays in the house: only the code of its picture leaves, and
only after a press of a button that says so.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings

from provenance.recovered import HeardElsewhere
from provenance.report_json import report_from_json, stored
from provenance.types import Report, SigningTime
from verify import wiring
from verify.cases.errors import NoSuchVerification
from verify.cases.held_codes import asked_of
from verify.cases.models import Verification
from verify.cases.outside_models import OutsideAnswer
from verify.cases.quarantine import Part
from verify.cases.uploader import Uploader
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.prepared import PreparedAny
from verify.recovery.resolvers import Heard, Resolver, Said, ask_resolver
from verify.registry.selectors import policy_for

KIND = "outside"

# What a store says beside a copy that it is not bound to; any other failure makes it a store to say nothing of.
UNKNOWN_SIGNER = "signingCredential.untrusted"
UNBOUND = ("assertion.dataHash.mismatch", "assertion.bmffHash.mismatch", "assertion.boxesHash.mismatch")


def resolvers() -> tuple[Resolver, ...]:
    """The services that the operator named."""
    return tuple(Resolver(name, address.rstrip("/")) for name, address in settings.RESOLVERS)


def may_ask_outside(verification: Verification, uploader: Uploader | None) -> bool:
    """Whether this reader may have the named services asked: who sent the file and is logged in, while it is held."""
    mine = uploader is not None and uploader.user is not None and uploader.sent(verification.uploader_key)
    return bool(mine and settings.RESOLVERS and verification.held and verification.report)


def outside_ask(verification: Verification, *, uploader: Uploader) -> None:
    """Have the named services asked; raises NoSuchVerification for whoever may not."""
    if not may_ask_outside(verification, uploader):
        raise NoSuchVerification
    job_add(kind=KIND, subject=verification.pk, folder=wiring.run_folder())


def ask_outside(subject: str) -> None:
    """The worker's side; a repeated call replaces nothing that was answered before."""
    verification = Verification.objects.filter(pk=subject).first()
    asked = asked_of(verification) if verification is not None else None
    if verification is None or asked is None or asked.fingerprints.picture is None:
        return
    for resolver in resolvers():
        for said in ask_resolver(wiring.fetcher(), resolver, asked.fingerprints.picture.iscc):
            _keep(verification, said)


def _keep(verification: Verification, said: Said) -> None:
    report = _read(verification, said.store) if said.heard is Heard.FOUND else None
    OutsideAnswer.objects.update_or_create(
        verification=verification,
        said_by=said.by,
        manifest_id=said.manifest,
        defaults={"heard": said.heard, "report": stored(report) if report else None, "at": wiring.now()},
    )


def _read(verification: Verification, store: bytes) -> Report | None:
    """What the store says, read in the sandbox beside the file; None where it does not hold by itself."""
    media = wiring.quarantine().open(verification.held, Part.MEDIA)
    if media is None:
        return None
    with media:
        policy = policy_for(verification.organisation)
        report = wiring.examiner().examine(media.fileno(), wiring.now(), policy=policy, sidecar=store).report
    return report if holds_apart(report) else None


def holds_apart(report: Report) -> bool:
    """Whether the newest step is whole but for being bound to another file."""
    if not report.steps:
        return False
    newest = report.steps[0]
    return set(newest.failures) <= {*UNBOUND, UNKNOWN_SIGNER} and newest.time is not SigningTime.LAPSED


ANSWERED: Final = PreparedAny(lambda check: OutsideAnswer.objects.filter(verification_id=check))


def outside_answers(verification: Verification) -> tuple[OutsideAnswer, ...]:
    """What was answered so far, in the order of the operator's list."""
    if not ANSWERED.about(verification.pk):
        return ()
    order = {resolver.name: place for place, resolver in enumerate(resolvers())}
    found = OutsideAnswer.objects.filter(verification=verification).order_by("pk")
    return tuple(sorted(found, key=lambda one: order.get(one.said_by, len(order))))


def heard_elsewhere(answer: OutsideAnswer) -> HeardElsewhere:
    """The answer as it is told; without a report nothing holds that could be told."""
    report = report_from_json(answer.report) if answer.report else None
    return HeardElsewhere(answer.said_by, answer.heard, report.steps[0] if report and report.steps else None)


def leave_unasked(subject: str) -> None:
    """Whoever waits may ask again; nothing is kept by halves."""


OUTSIDE = Kind(KIND, run=ask_outside, give_up=leave_unasked, sweep=lambda: None)
