"""A team with batches, and a worker that is moved by hand."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from provenance.policy import Policy
from provenance.types import Examination
from verify import wiring
from verify.accounts.models import User
from verify.batches.models import Batch, Item
from verify.batches.services.starting import batch_of_archive
from verify.batches.services.working import feed
from verify.cases.tests.examples import examination
from verify.cases.uploader import Uploader
from verify.cases.uploads import QuarantinedUpload
from verify.jobs.running import run_job


class Planted:
    """An examiner that answers as it is told, and remembers how many files it saw."""

    def __init__(self, answer: Callable[[bytes], Examination]) -> None:
        self.answer = answer
        self.seen: list[bytes] = []

    def examine(
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
    ) -> Examination:
        with open(descriptor, "rb", closefd=False) as media:
            content = media.read()
        self.seen.append(content)
        return self.answer(content)

    def renew(self, policy: Policy) -> bool:
        return False


def answering(_content: bytes) -> Examination:
    """Nothing to see, and no little picture."""
    return examination(thumbnail=None)


def sender(name: str = "ida") -> Uploader:
    """Somebody with an account."""
    user, _ = User.objects.get_or_create(username=name)
    return Uploader.fresh(user)


def zipped(files: Iterable[tuple[str, bytes]], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def uploaded(content: bytes) -> QuarantinedUpload:
    """The same as it arrives."""
    upload = QuarantinedUpload(wiring.quarantine().arrive())
    upload.take(content)
    return upload


def sent(content: bytes, who: Uploader) -> Batch:
    """A batch of an archive."""
    with closing(uploaded(content)) as upload:
        return batch_of_archive(upload, sender=who)


def one_job() -> str | None:
    """Do what a worker would take next; its kind, or None where nothing waits."""
    task = DBTaskResult.objects.ready().first()
    if task is None:
        return None
    job_id = uuid.UUID(task.args_kwargs["args"][0])
    task.delete()
    run_job(job_id)
    return str(job_id)


def work_off() -> None:
    """Feed, and do everything that waits."""
    feed()
    while one_job() is not None:
        pass


def states(batch: Batch) -> list[str]:
    """Of its items, in their order."""
    return list(batch.items.order_by("position").values_list("state", flat=True))


def codes(batch: Batch) -> dict[int, str]:
    """How its items ended, by position."""
    return dict(batch.items.values_list("position", "code"))


def lying_here() -> list[str]:
    """The names of what is in quarantine."""
    return sorted(path.name for path in (Path(settings.DATA_DIR) / "quarantine").iterdir())


def item(batch: Batch, position: int) -> Item:
    """One of them."""
    return batch.items.get(position=position)
