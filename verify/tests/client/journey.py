"""What a platform's program does, written against the generated client; mypy checks it as it would check theirs.

The package is made by the tests, so this module is imported by them late and by nobody else.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from firstlight_client import AuthenticatedClient, Client
from firstlight_client.api.batches import export_batch_json_lines, list_batch_items, read_batch, start_batch
from firstlight_client.api.feed import read_feed, read_feed_page
from firstlight_client.api.labels import try_label_policy
from firstlight_client.api.records import look_up, read_record, read_record_bundle, record
from firstlight_client.api.verifications import discard_verification, read_verification, start_verification
from firstlight_client.api.webhooks import close_webhook, list_deliveries, list_webhooks, open_webhook
from firstlight_client.models import (
    Batch,
    BatchItem,
    BatchItemPage,
    BatchState,
    BatchUpload,
    DeliveryList,
    FeedPage,
    LabelDryRun,
    LabelDryRunRequest,
    Lookup,
    LookupDigest,
    OpenedWebhook,
    OpenWebhook,
    Problem,
    Record,
    RecordContent,
    RecordForm,
    RecordState,
    ReportLabel,
    StartedVerification,
    Upload,
    Verification,
    VerificationState,
    WebhookEvent,
    WebhookList,
)
from firstlight_client.models.feed import Feed
from firstlight_client.types import File

SECONDS = 60  # a machine that is busy with other tests
LOOK_SECONDS = 0.2
Anybody = Client | AuthenticatedClient
T = TypeVar("T")


class Refused(Exception):
    """The interface said no: `problem.code` says why, `problem.detail` what to do."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


def answered(kind: type[T], answer: object) -> T:
    """The answer, of the kind that was hoped for; raises Refused with the problem."""
    if isinstance(answer, Problem):
        raise Refused(answer)
    assert isinstance(answer, kind), answer
    return answer


def until(look: Callable[[], T], is_there: Callable[[T], bool]) -> T:
    """Ask again until what is asked for is there."""
    deadline = time.monotonic() + SECONDS
    while not is_there(found := look()):
        assert time.monotonic() < deadline, found
        time.sleep(LOOK_SECONDS)
    return found


def looked_up(client: Anybody, sha256: str) -> Lookup:
    """What is on record of a digest."""
    return answered(Lookup, look_up.sync(client=client, body=LookupDigest(sha256=sha256)))


def sent(client: Anybody, file: Path, prefer: str = "respond-async") -> StartedVerification:
    """A check that was started."""
    with file.open("rb") as content:
        upload = Upload(file=File(payload=content, file_name=file.name))
        return answered(StartedVerification, start_verification.sync(client=client, body=upload, prefer=prefer))


def waited_for(client: Anybody, number: str) -> Verification:
    """The finished check."""

    def look() -> Verification:
        return answered(Verification, read_verification.sync(number, client=client))

    return until(look, lambda found: found.state not in (VerificationState.QUEUED, VerificationState.RUNNING))


def label_of(found: Verification) -> ReportLabel:
    """What the team's policy makes of a finished check."""
    assert found.label is not None
    return found.label


def discarded(client: AuthenticatedClient, number: str) -> int:
    """The status after it was discarded."""
    return int(discard_verification.sync_detailed(number, client=client).status_code)


def recorded(client: AuthenticatedClient, sha256: str) -> Record:
    """An open record of a digest, once the log has it."""
    content = RecordContent(form=RecordForm.OPEN, sha256=sha256, media_type="image/jpeg")
    made = answered(Record, record.sync(client=client, body=content))

    def look() -> Record:
        return answered(Record, read_record.sync(made.id, client=client))

    return until(look, lambda found: found.state is RecordState.RECORDED and found.checkpoint is not None)


def bundle_of(client: AuthenticatedClient, number: str) -> list[str]:
    """What lies in the bundle of a record."""
    bundle = answered(File, read_record_bundle.sync(number, client=client))
    with zipfile.ZipFile(io.BytesIO(bundle.payload.read())) as opened:
        return opened.namelist()


def batch_done(client: AuthenticatedClient, files: list[Path]) -> tuple[Batch, list[BatchItem], bytes]:
    """A batch of files that was worked off, its items, and its lines."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for file in files:
            archive.write(file, file.name)
    packed.seek(0)
    upload = BatchUpload(file=File(payload=packed, file_name="photos.zip", mime_type="application/zip"))
    started = answered(Batch, start_batch.sync(client=client, body=upload))

    def look() -> Batch:
        return answered(Batch, read_batch.sync(started.id, client=client))

    done = until(look, lambda found: found.state is not BatchState.RUNNING)
    page = answered(BatchItemPage, list_batch_items.sync(done.id, client=client, limit=10))
    lines = answered(File, export_batch_json_lines.sync(done.id, client=client))
    return done, page.items, lines.payload.read()


def webhook_opened(client: AuthenticatedClient) -> tuple[OpenedWebhook, WebhookList, DeliveryList, int]:
    """An address that is told, the list that it is on, what it was sent, and the status of closing it again."""
    wanted = OpenWebhook(name="ours", url="https://platform.example/told", events=[WebhookEvent.VERIFICATION_DONE])
    opened = answered(OpenedWebhook, open_webhook.sync(client=client, body=wanted))
    listed = answered(WebhookList, list_webhooks.sync(client=client))
    told = answered(DeliveryList, list_deliveries.sync(opened.id, client=client))
    return opened, listed, told, int(close_webhook.sync_detailed(opened.id, client=client).status_code)


def feed_read(client: Anybody) -> tuple[Feed, FeedPage]:
    """How far the feed goes, and its first page."""
    return answered(Feed, read_feed.sync(client=client)), answered(FeedPage, read_feed_page.sync(0, client=client))


def tried(client: AuthenticatedClient, text: str) -> LabelDryRun:
    """What a policy would have said of past reports."""
    return answered(LabelDryRun, try_label_policy.sync(client=client, body=LabelDryRunRequest(text=text)))
