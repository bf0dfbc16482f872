"""Questions about batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from verify import wiring
from verify.accounts.models import Organisation, User
from verify.batches.errors import NoSuchBatch
from verify.batches.models import UNSTARTED, Batch, Item, ItemState
from verify.cases.models import Verification
from verify.cases.uploader import Sender

STATES = ("waiting", "working", "done", "refused", "failed", "cancelled")
"""What people are told; what waits unpacked waits all the same."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items stand where, and by what code those ended that have."""

    total: int
    states: dict[str, int]
    codes: dict[str, int]

    @property
    def ended(self) -> int:
        """How many have ended, however."""
        return self.total - self.states["waiting"] - self.states["working"]

    @property
    def percent(self) -> int:
        """The same in hundredths, rounded down: all is all."""
        return 100 * self.ended // self.total if self.total else 100


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """Some items in their order, and the position after which the next ones stand; None where these are the last."""

    items: tuple[Item, ...]
    after: int | None


def of_team(user: User, organisation: Organisation | None) -> QuerySet[Batch]:
    """The batches of a team that have not expired; somebody without an organisation is a team of one."""
    mine = Q(organisation=organisation) if organisation else Q(organisation=None, owner=user)
    return Batch.objects.filter(mine, expires_at__gt=wiring.now())


def batch_get(public_id: str, viewer: Sender | None) -> Batch:
    """The batch behind an address, for its team; raises NoSuchBatch for everybody else.

    What was sent for an organisation is the organisation's: who left it has no more to do with it.
    """
    if viewer is None or viewer.user is None:
        raise NoSuchBatch("There is no such batch. It may have expired, or be somebody else's.")
    theirs = Q(owner=viewer.user, organisation=None)
    if viewer.organisation is not None:
        theirs |= Q(organisation=viewer.organisation)
    found = Batch.objects.filter(theirs, pk=public_id, expires_at__gt=wiring.now()).first()
    if found is None:
        raise NoSuchBatch("There is no such batch. It may have expired, or be somebody else's.")
    return found


def batches_of(viewer: Sender, *, most: int, before: Batch | None = None) -> list[Batch]:
    """A team's batches, the newest first; `before` is the last one of the page that came earlier."""
    if viewer.user is None:
        return []
    found = of_team(viewer.user, viewer.organisation)
    if before is not None:
        found = found.filter(Q(created__lt=before.created) | Q(created=before.created, pk__lt=before.pk))
    return list(found.order_by("-created", "-pk")[:most])


def progress_of(batch: Batch) -> Progress:
    """Counted now."""
    states: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for state, code, count in batch.items.values_list("state", "code").annotate(Count("pk")).order_by("code"):
        states[told(state)] += count
        if state == ItemState.DONE:
            codes[code] += count
    return Progress(sum(states.values()), {one: states[one] for one in STATES}, dict(codes))


def told(state: str) -> str:
    """The state as people are told it."""
    return ItemState.WAITING.value if state in UNSTARTED else str(state)


def items_page(batch: Batch, *, most: int, after: int = 0, state: str = "", code: str = "") -> ItemsPage:
    """Some items in their order; `state` is one of STATES, `code` how they ended."""
    found = list(_filtered(batch, state, code).filter(position__gt=after).order_by("position")[: most + 1])
    return ItemsPage(tuple(found[:most]), found[most - 1].position if len(found) > most else None)


def every_item(batch: Batch) -> Iterator[Item]:
    """All items in their order, a few hundred in memory at a time."""
    after = 0
    while True:
        page = items_page(batch, most=500, after=after)
        yield from page.items
        if page.after is None:
            return
        after = page.after


def verifications_of(batch: Batch, *, most: int, state: str = "", code: str = "") -> list[Verification]:
    """The checks behind some items, in their order; items without one, such as digests, are left out."""
    found = _filtered(batch, state, code).exclude(verification=None).select_related("verification")
    return [one.verification for one in found.order_by("position")[:most]]


def _filtered(batch: Batch, state: str, code: str) -> QuerySet[Item]:
    found: QuerySet[Item] = batch.items.all()
    if state:
        found = found.filter(state__in=UNSTARTED if state == ItemState.WAITING else (state,))
    return found.filter(code=code) if code else found
