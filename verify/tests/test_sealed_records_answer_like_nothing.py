"""Every route of the site, asked about a sealed record of somebody else and about nothing: one answer, one work.

Work is compared by the statements sent to the stores, which do not depend on how busy this machine is: the same
statements over the same indexes take the same time. Routes are taken from the resolver, so that a new one fails here
until somebody says what it is asked with.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from chronology.records import SealedRecord, decode, padding_leaf
from provenance.report_json import stored
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.cases.models import Verification
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Form, OutboxEntry, Record
from verify.ledger.parts import Parts
from verify.ledger.selectors import record_get
from verify.ledger.services import record_open, record_sealed
from verify.ledger.signer.sequencing import Sequencer
from verify.ledger.tests.conftest import Hands, clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.ledger.tests.examples import digest
from verify.ledger.tests.logs import KEY, log_in, sequencer_on
from verify.ledger.values import Viewer
from verify.pages.tests.reports import bare

SECRET, NEVER = digest("a sealed picture"), digest("a picture that nobody recorded")
# Which routes take the number of a record. A route that takes anything else is named below with its reason.
ABOUT_RECORDS = {
    "pages:record",
    "pages:record_bundle",
    "pages:record_retract",
    "pages:record_hide",
    "pages:record_erase",
    "pages:record_copies",
    "pages:record_withdraw",
    "pages:bundle_with_report",
    "api:record",
    "api:record_bundle",
}
NOT_ABOUT_RECORDS = {
    "pages:progress": "a check by its own unguessable number",
    "pages:result": "the same",
    "pages:thumbnail": "the same",
    "pages:report_json": "the same",
    "pages:discard": "the same",
    "pages:record_result": "the same; recording is a log-in away",
    "pages:before_publishing": "the same; works are counted within the reader's own team alone",
    "pages:publication_copy": "the same, and for who may publish the file",
    "pages:publication_copy_file": "the same",
    "pages:signed_report": "the same",
    "api:verification": "the same",
    "api:disclosure": "the same",
    "pages:disclosure": "the same",
    "pages:report_pdf": "the same; records in it as its reader may see them",
    "pages:report_jsonld": "the same, as everybody may read it",
    "pages:embed": "the same",
    "pages:shared_report_pdf": "a link by its own token; as everybody may read it",
    "pages:shared_answer_pdf": "the same",
    "pages:embed_block": "the same",
    "api:report_pdf": "the same; records in it as its reader may see them",
    "api:report_jsonld": "the same, as everybody may read it",
    "pages:choose": "the same",
    "pages:batch": "a batch by its own unguessable number, for its own team; digests are looked up openly",
    "pages:batch_add": "the same",
    "pages:batch_cancel": "the same",
    "pages:batch_retry": "the same",
    "pages:batch_forget": "the same",
    "api:batch": "the same",
    "api:batch_items": "the same",
    "api:batch_cancel": "the same",
    "api:batch_retry": "the same",
    "api:batch_csv": "the same",
    "api:batch_jsonl": "the same",
    "pages:bench": "a check by its own unguessable number",
    "pages:bench_search": "the same",
    "pages:bench_close": "the same, and a number within it",
    "pages:bench_print": "the same",
    "pages:archive": "an archived post by its own unguessable number, for its own team",
    "pages:archive_file": "the same",
    "pages:archive_shot": "the same",
    "pages:archive_record": "the same; its own team alone puts it on record",
    "pages:archive_to_dossier": "the same",
    "pages:archive_delete": "the same",
    "pages:tour_picture": "a picture of the demo by its name",
    "pages:dossier": "a dossier by its own unguessable number, for its own team",
    "pages:dossier_title": "the same",
    "pages:dossier_status": "the same",
    "pages:dossier_tags": "the same",
    "pages:dossier_note": "the same",
    "pages:dossier_unnote": "the same, and a number within it",
    "pages:dossier_remove": "the same",
    "pages:dossier_watch": "the same; a watch tells what the result page tells",
    "pages:dossier_delete": "the same",
    "pages:dossier_say": "the same",
    "pages:dossier_publish": "the same, and the number of a finding",
    "pages:dossier_sign": "the same",
    "pages:dossier_wallet": "the same",
    "pages:dossier_wallet_message": "the same",
    "pages:dossier_take_back": "the same",
    "pages:dossier_share": "the same",
    "pages:dossier_unshare": "the same",
    "pages:dossier_add": "a check by its own unguessable number, of the reader's own team",
    "pages:dossier_add_batch": "a batch by its own unguessable number, for its own team",
    "pages:contested": "what somebody published, by its unguessable number; sealed things stand there by their word",
    "pages:contested_version": "the same",
    "pages:contested_json": "the same",
    "pages:finding": "what an organisation published, by its unguessable number",
    "pages:contested_begin": "a dossier by its own unguessable number, for its own team",
    "pages:contested_edit": "a draft by its own unguessable number, for its own team",
    "pages:contested_write": "the same",
    "pages:contested_add": "the same; that others' sealed records are none is tried in verify/contested",
    "pages:contested_remove": "the same, and a number within it",
    "pages:contested_publish": "the same",
    "pages:contested_discard": "the same",
    "pages:contested_sign": "the same",
    "pages:contested_wallet": "the same",
    "pages:contested_wallet_message": "the same",
    "pages:contested_withdraw": "the same",
    "pages:dispute_new": "public things of three kinds; that a sealed record is none is tried in verify/pages",
    "pages:dispute": "a dispute by its unguessable number",
    "pages:dispute_answer": "the same, for who is asked",
    "pages:dispute_take_back": "the same, for who filed it",
    "pages:hide_text": "published texts, for operators; no records",
    "pages:watch_mail_stop": "a signed number of a watch",
    "pages:human_finding": "what an organisation published, by its unguessable number",
    "pages:shared": "a link with 256 random bits; what it leads to is read as everybody may",
    "pages:shared_answer": "the same, and a number within it",
    "pages:ask_outside": "the same",
    "pages:asked_picture": "the same",
    "pages:compare": "the same; works in it as its reader may know them",
    "pages:similar_heat": "the same, and the number of a likeness that its reader may know",
    "pages:similar_picture": "the same",
    "api:statement": "what was signed, by its hash; sealed ones are compared with nothing in verify/api",
    "api:author": "an author by a public number; what is sealed is told to its own team",
    "api:label_policy": "a version of one's own team's policy by its digest",
    "api:hook": "an address that is told, of the caller's own team",
    "api:hook_secret": "the same",
    "api:hook_resume": "the same",
    "api:hook_test": "the same",
    "api:hook_deliveries": "the same",
    "api:hook_again": "the same, and one of its own messages",
    "api:badge": "a digest that a page published: sealed content is compared with nothing below",
    "api:webhook": "a door of an organisation by its unguessable number",
    "api:feed_page": "a page of the public feed by its number; no sealed record is in any",
    "api:feed_words": "the same",
    "api:feed_list": "a public list by its own digest",
    "api:c2pa_manifest": "a manifest by its own name; only open records publish any",
    "pages:objection": "an objection by its own unguessable number",
    "pages:objection_words": "the same",
    "pages:objection_back": "the same",
    "pages:objection_review": "the same, and for reviewers alone",
    "pages:objection_take_up": "the same",
    "pages:objection_read": "the same",
    "pages:objection_decide": "the same",
    "pages:objection_intimate": "the same",
    "pages:consent": "a consent by the hash of what was signed; consents are public",
    "pages:consent_revocation": "the same",
    "pages:consent_revoke": "the same",
    "api:consent": "the same",
    "api:objection": "an objection by its own unguessable number",
    "pages:list_case": "a case of the camera list by its public number",
    "pages:list_receipt": "a report by its own unguessable number",
    "pages:list_appealed": "an appeal by its own unguessable number",
    "pages:list_appeal_card": "the same",
    "pages:list_appeal_prove": "the same",
    "pages:list_appeal_say": "the same",
    "pages:list_desk_case": "a case by its public number, for maintainers alone",
    "pages:list_desk_act": "the same",
    "pages:list_desk_ballot": "the same",
    "pages:list_desk_ballot_message": "the same",
    "pages:list_desk_ballot_elsewhere": "the same",
    "pages:list_desk_ballot_demo": "the same",
    "pages:list_desk_cancel": "the same",
    "pages:list_desk_cancel_message": "the same",
    "pages:list_desk_cancel_prepare": "the same",
    "pages:list_desk_cancel_demo": "the same",
    "pages:sign_result": "a check by its own unguessable number; signing is a log-in away",
    "pages:sign_message": "the same",
    "pages:sign_for_desk": "the same",
    "pages:author": "an author by a public number; sealed statements are their own team's",
    "pages:statement": "a statement by its hash: sealed ones of others are asked for like none, in one query",
    "pages:statement_json": "the same",
    "pages:statement_retract": "the same; taking back is a log-in away",
    "pages:statement_retract_message": "the same",
    "pages:statement_erase": "the same",
    "pages:end_key": "a key of the reader's own",
    "pages:end_key_message": "the same",
    "pages:end_delegation": "a delegation of the reader's own organisation; delegations are public",
    "pages:end_delegation_message": "the same",
    "pages:badge_of": "the same digest, for people: compared below",
    "pages:badge_script": "a version of the badge's script",
    "pages:label_policy": "a version of one's own team's policy by its digest",
    "pages:label_activate": "the same",
    "pages:log_entry": "an entry of the public log: compared with padding below",
    "pages:log_entry_json": "the same",
    "pages:log_tile": "the public log itself",
}
# What differs by chance in two equal answers: tokens of forms, nonces, numbers of a request, and when it was asked.
CHANCE = re.compile(
    rb'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"|nonce="[^"]*"|csrftoken=[^;]*|"instance":\s*"[^"]*"'
    rb"|\d{4}-\d\d-\d\dT[\d:.]+Z"
)


NOTHING = (NoSuchRecord, Record.DoesNotExist)
# Far from every number that the stores of a test give out.
OWNER = Viewer(organisation=10**6, user=10**6)


OF_ONE_CALL = {"RateLimit", "ETag"}
"""How many calls a caller has left, which the call before lowered; and a digest of the body, which is compared itself
without the number and the times that differ by chance."""


@dataclass(frozen=True)
class Answer:
    """What came back, and what it cost."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    work: tuple[str, ...]


def routes() -> Iterator[tuple[str, str]]:
    """Name and pattern of every route of pages and API that takes a value from the address."""
    for part in get_resolver().url_patterns:
        if isinstance(part, URLResolver) and part.namespace in {"pages", "api"} | {None}:
            for pattern in part.url_patterns:
                if isinstance(pattern, URLPattern) and part.namespace and "<" in str(pattern.pattern):
                    yield f"{part.namespace}:{pattern.name}", str(pattern.pattern)


def ask(client: Client, method: str, address: str, about: str = "-", **words: object) -> Answer:
    """One request; what it was asked `about` is taken out of the answer."""
    with ExitStack() as stack:
        captured = [stack.enter_context(CaptureQueriesContext(connections[store])) for store in connections]
        response = client.generic(method, address, **words)  # type: ignore[arg-type]
        body = content_of(response)
    work = tuple(shape(query["sql"]) for one in captured for query in one.captured_queries)
    headers = tuple(
        sorted(
            (name, plain(value.encode(), about).decode()) for name, value in response.items() if name not in OF_ONE_CALL
        )
    )
    return Answer(response.status_code, headers, plain(body, about), work)


def plain(said: bytes, about: str) -> bytes:
    return CHANCE.sub(b"", said.replace(about.encode(), b"") if len(about) > 1 else said)


def content_of(response: HttpResponse) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def shape(statement: str) -> str:
    """A statement without its values."""
    return re.sub(r"'[^']*'|\b\d+\b|0x[0-9a-f]+", "?", statement)


@pytest.fixture
def written(
    ledger: Callable[..., Parts],  # noqa: F811
    clock: Hands,  # noqa: F811
    tmp_path: Path,
) -> Iterator[Sequencer]:
    log = log_in(tmp_path)
    ledger(log=lambda: log, engine=lambda: log.engine)
    with sequencer_on(log, clock) as sequencer:
        record_open(sha256=digest("something open"), owner=OWNER)
        sequencer.enter_open()
        sequencer.enter_sealed()
        signer = CheckpointSigner(log, KEY, SigningRecord(tmp_path / "log.signed"), clock)
        signer.start()
        signer.sign()
        yield sequencer


@pytest.fixture
def sealed(written: Sequencer, clock: Hands) -> Record:  # noqa: F811
    made = record_sealed(sha256=SECRET, owner=OWNER)
    clock.forward(120)
    written.enter_sealed()
    made.refresh_from_db()
    assert made.index is not None
    return made


@pytest.fixture
def rival(stores: None) -> Client:
    """Somebody of another team, signed in."""
    owner = User.objects.create_user("rival")
    organisation_create(name="Rival", slug="rival", owner=owner)
    client = Client()
    client.force_login(owner)
    return client


def test_every_route_that_takes_a_value_is_sorted() -> None:
    found = {name for name, _ in routes()}
    assert ABOUT_RECORDS & found, "the resolver was not read, so this proves nothing"
    assert found - ABOUT_RECORDS - set(NOT_ABOUT_RECORDS) == set()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
@pytest.mark.parametrize("signed_in", [False, True])
def test_the_number_of_a_sealed_record_answers_like_a_number_of_nothing(
    sealed: Record, rival: Client, method: str, signed_in: bool
) -> None:
    nothing = secrets.token_urlsafe(16)
    for name, pattern in routes():
        if name not in ABOUT_RECORDS:
            continue
        # A check's number comes first where two are asked for: that of a check of the very content that is sealed.
        address = "/" + re.sub(r"<[^>]+>", "{}", pattern)
        before = [checked_file(SECRET.hex()).pk] * (address.count("{}") - 1)
        answers = []
        for number in (sealed.pk, nothing, sealed.pk, nothing):
            client = rival if signed_in else Client()
            answers.append(ask(client, method, address.format(*before, number), number))
        # The first pair warms caches of the process; the second is compared.
        assert answers[2] == answers[3], name
        assert answers[2].status in {302, 401, 403, 404, 405}, name


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_look_up_of_sealed_content_answers_like_one_of_nothing(
    sealed: Record, rival: Client, signed_in: bool
) -> None:
    answers = []
    for content in (SECRET, NEVER, SECRET, NEVER):
        client = rival if signed_in else Client()
        body = json.dumps({"sha256": content.hex()}).encode()
        kind = "application/json"
        answers.append(ask(client, "POST", "/api/v1/lookup", content.hex(), data=body, content_type=kind))
    assert answers[2] == answers[3]
    assert answers[2].status == 200
    assert b'"records":[]' in answers[2].body.replace(b" ", b"")


@pytest.mark.parametrize("page", ["/api/v1/badge/{}", "/badge/{}"])
def test_a_badge_of_sealed_content_says_what_it_says_of_nothing(sealed: Record, rival: Client, page: str) -> None:
    answers = []
    for content in (SECRET, NEVER, SECRET, NEVER):
        answer = ask(rival, "GET", page.format(content.hex()), content.hex())
        answers.append(replace(answer, body=without(answer.body, content.hex())))
    assert answers[2] == answers[3]
    assert answers[2].status == 200


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_result_of_sealed_content_is_shown_like_that_of_any_other(
    sealed: Record, rival: Client, signed_in: bool
) -> None:
    for page in ("/c/{}", "/c/{}/report.json", "/api/v1/verifications/{}"):
        answers = []
        for content in (SECRET, NEVER, SECRET, NEVER):
            checked = checked_file(content.hex())
            client = rival if signed_in else Client()
            answer = ask(client, "GET", page.format(checked.pk), checked.pk)
            answers.append(replace(answer, body=without(answer.body, content.hex())))
        assert answers[2] == answers[3], page
        assert answers[2].status == 200, page


def checked_file(sha256: str) -> Verification:
    """The finished check of a file with that digest."""
    found = bare()
    return Verification.objects.create(
        state="done",
        report=stored(replace(found, media=replace(found.media, sha256=sha256))),
        created=datetime(2026, 3, 1, tzinfo=UTC),
        finished=datetime(2026, 3, 1, tzinfo=UTC),
        expires_at=datetime(2999, 1, 1, tzinfo=UTC),
        uploader_key="x" * 64,
    )


def without(body: bytes, sha256: str) -> bytes:
    """A page cuts a long digest into pieces: every run of eight of its digits goes."""
    pieces = {sha256[start : start + 8].encode() for start in range(57)}
    return re.sub(rb"[0-9a-f]{8,}", lambda found: b"" if found[0][:8] in pieces else found[0], body)


def test_entries_of_sealed_records_and_padding_are_shown_alike(
    sealed: Record, rival: Client, written: Sequencer
) -> None:
    from chronology.log.signing import CheckpointSigner  # noqa: F401 - the entry is published by its fixture's signer

    log = written.log
    size = log.head().size
    kinds = {number: isinstance(decode(log.entry(number)), SealedRecord) for number in range(size)}
    assert sum(kinds.values()) > 8
    assert len({len(log.entry(number)) for number, kind in kinds.items() if kind}) == 1
    assert len(log.entry(sealed.index)) == len(padding_leaf(secrets.token_bytes))


def test_one_query_finds_neither(sealed: Record) -> None:
    """The planted difference: a look at all records first, which finds a sealed one and not nothing."""

    def careless(number: str) -> Record:
        return record_get(Record.objects.get(pk=number).pk, viewer=Viewer())

    def work(get: Callable[[str], object], number: str) -> int:
        with CaptureQueriesContext(connections["default"]) as captured, pytest.raises(NOTHING):
            get(number)
        return len(captured)

    nothing = secrets.token_urlsafe(16)
    assert work(careless, sealed.pk) != work(careless, nothing), "the comparison sees no difference at all"
    assert work(lambda number: record_get(number, viewer=Viewer()), sealed.pk) == work(
        lambda number: record_get(number, viewer=Viewer()), nothing
    )


def test_waiting_sealed_records_are_in_no_count(written: Sequencer, rival: Client) -> None:
    before = [ask(rival, "GET", address) for address in ("/log", "/records", "/")] * 2
    record_sealed(sha256=SECRET, owner=OWNER)
    assert OutboxEntry.objects.filter(form=Form.SEALED).exists()
    after = [ask(rival, "GET", address) for address in ("/log", "/records", "/")]
    assert [one.body for one in after] == [one.body for one in before[3:]]
