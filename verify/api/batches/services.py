"""Starts a batch for a call, once."""

from __future__ import annotations

import hmac

from django.db import IntegrityError

from verify import wiring
from verify.api.batches.intake import BatchWanted
from verify.api.errors import refuse
from verify.api.repeats import keyed
from verify.batches.models import Batch
from verify.batches.services.starting import Call, batch_of_archive, batch_of_list
from verify.cases.uploader import Uploader


def batch_start_once(wanted: BatchWanted, *, sender: Uploader, key: str | None) -> Batch:
    """Start a batch, or find the one that the same call started before; raises what starting raises."""
    if key is None:
        return _start(wanted, sender, None)
    call = Call(keyed(key, "batch", sender.secret.encode()), keyed(key, "batch content", wanted.digest()))
    found = _answered(call)
    if found is not None:
        return found
    try:
        return _start(wanted, sender, call)
    except IntegrityError:  # the same call twice at once: the first has won
        won = _answered(call)
        if won is None:
            raise
        return won


def _answered(call: Call) -> Batch | None:
    known = Batch.objects.filter(call=call.call)
    known.filter(expires_at__lte=wiring.now()).update(call=None)
    found = known.first()
    if found is not None and not hmac.compare_digest(found.content, call.content):
        raise refuse("idempotency_key_reused")
    return found


def _start(wanted: BatchWanted, sender: Uploader, call: Call | None) -> Batch:
    if wanted.archive is not None:
        return batch_of_archive(wanted.archive, sender=sender, call=call)
    return batch_of_list(wanted.items, sender=sender, call=call)
