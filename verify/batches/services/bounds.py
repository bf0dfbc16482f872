"""How much of one team there may be at once, so that everybody else has room too."""

from __future__ import annotations

import shutil
from pathlib import Path

from verify.accounts.models import Organisation, User
from verify.batches.errors import TooManyBatches
from verify.batches.limits import LEFT_FREE_BYTES, LEFT_FREE_SHARE, MOST_RUNNING
from verify.batches.models import BatchState
from verify.batches.selectors import of_team
from verify.cases.errors import NoRoom
from verify.cases.uploader import Sender


def alone(sender: Sender) -> None:
    """Let nobody else of the team begin a batch at the same time, or many that count at once begin too many."""
    if sender.organisation is not None:
        Organisation.objects.select_for_update().get(pk=sender.organisation.pk)
    elif sender.user is not None:
        User.objects.select_for_update().get(pk=sender.user.pk)


def require_free_turn(sender: Sender, *, with_mine: bool = False) -> None:
    """Asked before anything is read, and again with the new one among them; raises TooManyBatches."""
    if sender.user is None:
        raise TypeError("a batch belongs to somebody")
    running = of_team(sender.user, sender.organisation).filter(state=BatchState.RUNNING).count()
    if running - with_mine >= MOST_RUNNING:
        raise TooManyBatches(f"{MOST_RUNNING} batches are under way. Wait until one has ended, or cancel one.")


def require_room(folder: Path) -> None:
    """What waits for hours leaves a part of the disk to checks that are over in seconds; raises NoRoom."""
    disk = shutil.disk_usage(folder)
    if disk.free < min(LEFT_FREE_BYTES, disk.total * LEFT_FREE_SHARE):
        raise NoRoom
