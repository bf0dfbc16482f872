"""From a drawn item to its check, and from the end of that check to the item's answer and the next item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import structlog
from django.db import transaction
from django.db.models import QuerySet

from provenance.types import Params
from verify import wiring
from verify.batches.limits import BEHIND, MOST_RECORDS
from verify.batches.models import UNSTARTED, Batch, Item, ItemKind, ItemState, Sent
from verify.batches.sentences import NOT_ON_RECORD, ON_RECORD
from verify.batches.services.ending import end_if_through
from verify.batches.services.links import links_of
from verify.batches.services.turns import Drawn, draw
from verify.batches.services.unpacking import unpack_next
from verify.cases.arriving import arriving_link, arriving_media
from verify.cases.errors import LinkNotAllowed, NoRoom, Refused
from verify.cases.labelled import label_of
from verify.cases.models import Phase, Verification, VerificationState
from verify.cases.quarantine import Part
from verify.cases.selectors import report_of
from verify.cases.services import verification_forget, verification_queue, verification_row
from verify.cases.uploader import Uploader
from verify.ledger.selectors.records import found_openly
from verify.prepared import PreparedAny

log = structlog.get_logger("batches")

MOST_TURNS = 1000
TRY_AGAIN = frozenset({
    "link.name_unknown", "link.no_answer", "link.not_trusted_site", "link.too_slow", "link.cut_short",
    "link.site_trouble", "link.bad_answer",
})  # fmt: skip
"""What a site could not do just now: the item failed and was not refused, so that it can be tried again."""


class _NotOurs(Exception):
    """Somebody else has drawn the item meanwhile, or cancelled it."""


class _Gone(Exception):
    """What was sent is no longer here."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an item ended."""

    state: ItemState
    code: str
    params: Params
    records: tuple[str, ...] = ()
    label: str = ""
    policy: str = ""


def feed() -> None:
    """Start what may be started, and unpack what is needed next; stops where nothing is left or all places are taken.

    Safe in any number of threads and processes at once.
    """
    for _ in range(MOST_TURNS):
        drawn = draw(wiring.now())
        if drawn is not None:
            if not _start(drawn):
                return
        elif not unpack_next(wiring.now()):
            return


def check_ended(verification_id: str) -> None:
    """The listener of the cases: where the check was an item's, write its end down and go on with the next."""
    if not WORKING_ON.about(verification_id):
        return
    item = _working_on(verification_id).first()
    if item is not None:
        settle(item)
        feed()


def _working_on(verification_id: str) -> QuerySet[Item]:
    return Item.objects.filter(verification_id=verification_id, state=ItemState.WORKING)


WORKING_ON: Final = PreparedAny(_working_on)


def settle(item: Item) -> None:
    """Write down how the check of an item ended; the file goes at once, since nothing else needs it."""
    verification = Verification.objects.get(pk=item.verification_id)
    batch = Batch.objects.select_related("owner", "organisation").get(pk=item.batch_id)
    if _finish(item, _outcome(verification, batch)):
        _let_go(verification, item)
        end_if_through(batch.pk)


def _start(drawn: Drawn) -> bool:
    """Begin the work; False where there is no room, and then the item waits for its next turn."""
    if drawn.items[0].kind == ItemKind.DIGEST:
        _look_up(drawn)
        return True
    item = drawn.items[0]
    try:
        _check(drawn.batch, item)
    except _NotOurs:
        return True
    except (_Gone, LinkNotAllowed):
        _finish(item, Outcome(ItemState.FAILED, "batch.gone", {}))
        end_if_through(drawn.batch.pk)
    except Refused as refused:
        _finish(item, Outcome(ItemState.REFUSED, refused.code, refused.refusal.params))
        end_if_through(drawn.batch.pk)
    except NoRoom:
        Item.objects.filter(pk=item.pk, state=ItemState.WORKING, attempt=item.attempt).update(state=ItemState.READY)
        return False
    return True


def _check(batch: Batch, item: Item) -> None:
    held, phase = _brought(batch, item)
    mine = Item.objects.filter(pk=item.pk, state=ItemState.WORKING, attempt=item.attempt)
    # What came out of an archive goes to the check as it is, and can be unpacked again; files of a form stay.
    keeps = item.held if batch.sent == Sent.FILES else ""
    try:
        with transaction.atomic():
            verification = verification_row(held=held, phase=phase, sender=batch)
            if not mine.update(verification=verification, held=keeps):
                raise _NotOurs  # noqa: TRY301 - the row must be rolled back
    except BaseException:
        if held != item.held:  # else it is the item's own, and whoever drew it again needs it
            wiring.quarantine().remove(held)
        raise
    verification_queue(verification, priority=BEHIND)


def _brought(batch: Batch, item: Item) -> tuple[str, Phase]:
    """Where the work of this item lies in quarantine; raises _Gone, LinkNotAllowed, Refused, NoRoom."""
    if item.kind == ItemKind.LINK:
        found = links_of([item]).get(item.position)
        if found is None:
            raise _Gone
        with arriving_link(found[0]) as arriving:
            return arriving.keep(), Phase.FETCHING
    part = Part.MEDIA if batch.sent == Sent.ARCHIVE else Part.SENT
    media = wiring.quarantine().open(item.held, part) if item.held else None
    if media is None:
        raise _again(batch, item)
    with media:
        if batch.sent == Sent.ARCHIVE:
            return item.held, Phase.WAITING
        with arriving_media(media, None, None) as arriving:
            return arriving.keep(), Phase.WAITING


def _again(batch: Batch, item: Item) -> Exception:
    """Its file lay too long: out of an archive it is unpacked again."""
    if batch.sent != Sent.ARCHIVE:
        return _Gone()
    mine = Item.objects.filter(pk=item.pk, state=ItemState.WORKING, attempt=item.attempt)
    mine.update(state=ItemState.WAITING, held="")
    return _NotOurs()


def _look_up(drawn: Drawn) -> None:
    known = links_of(drawn.items)
    for item in drawn.items:
        _, digest = known.get(item.position, ("", ""))
        _finish(item, _found(digest, drawn.batch) if digest else Outcome(ItemState.FAILED, "batch.gone", {}))
    end_if_through(drawn.batch.pk)


def _found(digest: str, batch: Batch) -> Outcome:
    """What everybody may know of a digest; sealed records answer nobody here."""
    found = found_openly(digest, own=batch.organisation_id)
    records = tuple(dict.fromkeys(str(one.record_id) for one in found))[:MOST_RECORDS]
    return Outcome(ItemState.DONE, ON_RECORD if records else NOT_ON_RECORD, {}, records)


def _outcome(verification: Verification, batch: Batch) -> Outcome:
    if verification.state == VerificationState.DONE:
        return _answered(verification, Uploader("", batch.owner, batch.organisation))
    code = verification.refusal_code
    again = verification.state == VerificationState.FAILED or code in TRY_AGAIN
    return Outcome(ItemState.FAILED if again else ItemState.REFUSED, code, verification.refusal_params)


def _answered(verification: Verification, reader: Uploader) -> Outcome:
    """What its team reads now, with the label of the team's policy."""
    report = report_of(verification, viewer=reader)
    assert report is not None  # noqa: S101 - exactly the done have one
    label = label_of(report, reader)
    named = ("", "") if label is None else (label.decision.label.value, label.version.policy.digest)
    return Outcome(ItemState.DONE, report.headline.code, report.headline.params, (), *named)


def _finish(item: Item, outcome: Outcome) -> bool:
    mine = Item.objects.filter(pk=item.pk, state=ItemState.WORKING, attempt=item.attempt)
    ended = {
        "state": outcome.state,
        "code": outcome.code,
        "params": dict(outcome.params),
        "records": list(outcome.records),
        "label": outcome.label,
        "policy": outcome.policy,
    }
    return bool(mine.update(**ended))


def _let_go(verification: Verification, item: Item) -> None:
    quarantine = wiring.quarantine()
    if verification.held:
        quarantine.remove(verification.held)
        Verification.objects.filter(pk=verification.pk).update(held="", has_thumbnail=False)
    if item.held and not Item.objects.filter(pk=item.pk, state=ItemState.FAILED).exists():
        quarantine.remove(item.held)
        Item.objects.filter(pk=item.pk).exclude(state__in=UNSTARTED).update(held="")


def check_forget(item: Item) -> None:
    """Take a check back that nobody waits for any more."""
    verification = Verification.objects.filter(pk=item.verification_id).first()
    if verification is not None:
        verification_forget(verification)
