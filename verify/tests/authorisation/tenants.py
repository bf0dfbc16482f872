"""Two organisations with everything that can be somebody's, made by the services that make it in life."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from allauth.mfa.models import Authenticator
from PIL import Image

from provenance.attestation import naming
from provenance.contact_sheet import Print, Sheet
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.wire import to_bytes
from provenance.statements.commitment import commitment
from provenance.statements.types import ContentForm, Delegation, KeyClaim, Scope
from provenance.types import Examination, Sha256Hex
from verify import wiring
from verify.accounts.models import Organisation, Role, User
from verify.accounts.services import membership_end, membership_set, organisation_create
from verify.accounts.tests.signing_in import TestKey
from verify.accounts.wallets.services import wallet_connect
from verify.apikeys.models import ApiKey
from verify.apikeys.scopes import ALL
from verify.apikeys.services import key_end, key_make
from verify.archiving.models import Archive, ArchiveContent, ArchiveState
from verify.authors.models import Principal
from verify.authors.services import (
    delegation_record,
    key_claim,
    organisation_principal_ensure,
    principal_ensure,
    statement_record,
)
from verify.authors.services.statements import Opening
from verify.authors.tests.ground import NOBODY, nonce, seconds, secret, signed_by, statement
from verify.batches.lists import of_text
from verify.batches.services.starting import batch_of_list
from verify.batches.tests.desk import Planted
from verify.cases.bench import lay_out
from verify.cases.examining import examine_verification
from verify.cases.models import Verification
from verify.cases.page_pictures import PageItem
from verify.cases.page_pictures import to_bytes as listing_to_bytes
from verify.cases.quarantine import Part
from verify.cases.results import store_listing
from verify.cases.services import verification_start, verification_start_from_link
from verify.cases.tests.examples import examination, png
from verify.cases.tests.recording import Chronicle, chronicle
from verify.cases.uploader import Uploader
from verify.consents.services import Told, consent_record, objection_open
from verify.consents.tests.consenting import consent, signed
from verify.contested.models import ContestedPage
from verify.contested.services.disputes import Filed, dispute_file
from verify.contested.services.pages import Written, page_begin, page_write
from verify.contested.services.pieces import check_add
from verify.contested.services.publishing import page_publish
from verify.contested.things import thing_get
from verify.dossiers.models import Dossier
from verify.dossiers.services.dossiers import dossier_open
from verify.dossiers.services.items import items_add
from verify.dossiers.services.mailing import stop_token
from verify.dossiers.services.notes import note_write
from verify.dossiers.services.saying import finding_publish, finding_say
from verify.dossiers.services.shares import share_make
from verify.dossiers.services.watching import watch_begin
from verify.dossiers.teams import AtTheDesk
from verify.feed.services import feed_publish
from verify.feed.tests.feeds import feed_signer
from verify.intake.webhooks import webhook_open
from verify.labels.services import policy_keep
from verify.labels.tests.policies import text
from verify.ledger.models import KeyPurpose, PublicKey
from verify.ledger.services import record_open, record_sealed
from verify.ledger.tests.logs import KEY
from verify.ledger.values import Viewer
from verify.pages.tests.camera_list import founded
from verify.pages.tests.camera_list import opened as case_opened
from verify.reporting.services import Report, report_typed
from verify.webhooks.events import Event
from verify.webhooks.services import announce
from verify.webhooks.services.subscribing import subscription_open

JPEG: Final = b"\xff\xd8 whispers"


@dataclass
class Tenant:
    """One organisation: its people, its keys, and its things by the words of the table of doors.

    `whispers` are what nobody else may ever be told: the numbers of those things, and words written into them.
    """

    name: str
    organisation: Organisation
    owner: User
    reader: User
    things: dict[str, str]
    whispers: set[str]
    keys: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """Ours, whose things are asked for; theirs, who ask; and who left us, with what they made while they were here."""

    ours: Tenant
    theirs: Tenant
    left: User
    left_things: dict[str, str]
    left_key: str
    shared: dict[str, str]
    folder: Path


@contextmanager
def the_world(folder: Path) -> Iterator[World]:
    """Both tenants on a real log, as long as the block lasts; whoever calls rolls the stores back."""
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(wiring, "_examiner", _Examiner(_told))
        log = stack.enter_context(chronicle(folder / "log"))
        PublicKey.objects.create(purpose=KeyPurpose.LOG, vkey=KEY.vkey)
        yield _made(log, folder)


class _Examiner(Planted):
    """Lays a file out as one print, and ours as two: the second is a number that theirs do not have."""

    def contact_sheet(self, descriptor: int) -> Sheet:
        is_ours = os.pread(descriptor, 10_000, 0).endswith(b"ours")
        return Sheet(prints=(Print(3, 3, JPEG),) * (1 + is_ours))


def _told(content: bytes) -> Examination:
    """What an examiner would say of a picture without credentials."""
    found = examination()
    media = replace(found.report.media, sha256=Sha256Hex(sha256(content).hexdigest()))
    return replace(found, report=replace(found.report, media=media))


def _made(log: Chronicle, folder: Path) -> World:
    shared = _of_the_list()
    ours, theirs = _tenant("ours", log), _tenant("theirs", log)
    _disputed(ours, theirs)
    left = User.objects.create_user("left")
    membership_set(by=ours.owner, user=left, organisation=ours.organisation, role=Role.EDITOR)
    left_things = {"check": _check(left, b"left"), "batch": _batch(left, "left")}
    left_key = _key(left, "left")
    membership_end(by=ours.owner, user=left, organisation=ours.organisation)
    log.sequencer.clock.forward(120)  # type: ignore[attr-defined]
    log.enter()
    log.sequencer.enter_sealed()
    log.publish()
    with feed_signer(folder / "keys"):
        feed_publish()
    return World(ours, theirs, left, left_things, left_key, shared, folder)


def _of_the_list() -> dict[str, str]:
    """A camera list with a case, a report, an appeal; and an objection, which is nobody's but its address's."""
    founded()
    report = Report("model", "firmware_signs_anything", "A", "Seen in two places at once.")
    handed_in = report_typed(report, named=naming.model_id("Demo Works", "One", ""))
    objection = objection_open(category="likeness", told=Told("That is my face.", "", ""), sha256="ab" * 32)
    return {"case": case_opened(), "report": handed_in.pk, "objection": objection.pk}


def _tenant(name: str, log: Chronicle) -> Tenant:
    owner, reader = User.objects.create_user(f"{name}-owner"), User.objects.create_user(f"{name}-reader")
    desk = organisation_create(name=f"The {name} desk", slug=name, owner=owner)
    membership_set(by=owner, user=reader, organisation=desk, role=Role.MEMBER)
    things = {"check": _check(owner, name.encode()), "batch": _batch(owner, name)}
    made = Tenant(name, desk, owner, reader, things, {f"{name} whispers"})
    things |= _records(made) | _signed(made, log) | _hooks(made) | _ways_in(made)
    things |= _laid_out(things["check"], name) | {"listing": _listing(owner, name)}
    things |= _dossier(made) | {"policy": _policy(made), "archive": _archive(made)}
    things |= _contested(made, Dossier.objects.get(pk=things["dossier"]))
    made.keys = _keys(made)
    made.whispers |= {
        things[one]
        for one in (
            *("dossier", "finding", "share", "check", "batch", "record", "statement", "hook", "message", "policy"),
            *("archive", "page"),
        )
    }
    return made


def _check(user: User, note: bytes) -> str:
    picture = png(3, 3) + note  # bytes behind the end of a picture make it another one
    started = verification_start(upload=io.BytesIO(picture), size=None, uploader=Uploader.fresh(user))
    examine_verification(started.pk)
    return started.pk


def _laid_out(check: str, name: str) -> dict[str, str]:
    """The prints of a checked file, and the picture that is laid beside recorded ones."""
    lay_out(check)
    made = picture_fingerprints(Image.open(io.BytesIO(png(64, 64))))
    wiring.quarantine().put(Verification.objects.get(pk=check).held, Part.CODES, to_bytes(made))
    return {"print": "2" if name == "ours" else "1"}


def _listing(user: User, name: str) -> str:
    """A check of a link that led to a page with one picture."""
    link = f"https://pictures.example/{name}-whispers"
    started = verification_start_from_link(url=link, uploader=Uploader.fresh(user))
    store_listing(started, listing_to_bytes((PageItem(f"{link}.jpg", "image"),)), 1)
    return started.pk


def _batch(user: User, name: str) -> str:
    wanted = of_text(f"https://pictures.example/{name}-whispers.jpg")
    return batch_of_list(wanted, sender=Uploader.fresh(user)).pk


def _records(tenant: Tenant) -> dict[str, str]:
    viewer = Viewer(tenant.organisation.pk, tenant.owner.pk)
    content = sha256(png(3, 3) + tenant.name.encode()).digest()
    opened = record_open(sha256=sha256(f"{tenant.name} open".encode()).digest(), owner=viewer)
    return {"record": record_sealed(sha256=content, owner=viewer).pk, "open_record": opened.pk}


def _signed(tenant: Tenant, log: Chronicle) -> dict[str, str]:
    """A key of a person, one of the organisation, a delegation, a sealed statement and a consent."""
    now, viewer = log.sequencer.clock(), Viewer(tenant.organisation.pk, tenant.owner.pk)
    key, desk_key = secret(f"{tenant.name} owner"), secret(f"{tenant.name} desk")
    person = principal_ensure(user=tenant.owner, name=f"Author of {tenant.name}")
    for one, principal in ((key, person), (desk_key, _house(tenant))):
        claim = KeyClaim(principal.pk, "testserver", NOBODY, seconds(now), nonce())
        key_claim(signed_by(one, claim), owner=Viewer(user=tenant.owner.pk))
    begins = seconds(now)
    given = Delegation(desk_key.address, key.address, (Scope.PUBLISH,), begins, begins + 86_400, nonce())
    delegation = delegation_record(signed_by(desk_key, given), owner=viewer)
    work, salt = sha256(tenant.name.encode()).digest(), bytes(32)
    hidden = statement(now, commitment(work, salt), form=ContentForm.COMMITMENT)
    sealed = statement_record(signed_by(key, hidden), owner=viewer, opening=Opening(work, salt))
    agreed = consent_record(signed(consent(), TestKey(f"{tenant.name} model")), owner=viewer)
    return {
        "key": f"0x{key.address.hex()}",
        "delegation": delegation.struct_hash,
        "statement": sealed.pk,
        "consent": agreed.pk,
        "author": person.pk,
    }


def _house(tenant: Tenant) -> Principal:
    return organisation_principal_ensure(organisation=tenant.organisation, by=tenant.owner)


def _hooks(tenant: Tenant) -> dict[str, str]:
    opened = subscription_open(
        user=tenant.owner, name=f"{tenant.name} whispers", url="https://desk.example/hook", events=list(Event.values)
    )
    announce(Event.BATCH_DONE, Viewer(tenant.organisation.pk), {"batch": tenant.things["batch"]})
    door = webhook_open(tenant.organisation.pk, at=wiring.now())
    hook = opened.subscription
    return {"hook": hook.pk, "message": hook.deliveries.earliest("created").pk, "intake": door.pk}


def _ways_in(tenant: Tenant) -> dict[str, str]:
    wallet = wallet_connect(tenant.owner, TestKey(f"{tenant.name} wallet").address)
    if tenant.name != "ours":
        return {"wallet": str(wallet.pk)}  # whoever has a passkey is asked for it, and there is no device here
    passkey = Authenticator.objects.create(
        user=tenant.owner, type=Authenticator.Type.WEBAUTHN, data={"name": f"{tenant.name} whispers", "credential": {}}
    )
    return {"passkey": str(passkey.pk), "wallet": str(wallet.pk)}


def _dossier(tenant: Tenant) -> dict[str, str]:
    """A dossier with its check, a note, two findings of which one is published, and a link for strangers."""
    desk = AtTheDesk.of(tenant.owner)
    made = dossier_open(title=f"{tenant.name} whispers", desk=desk)
    items_add(made, verifications=[Verification.objects.get(pk=tenant.things["check"])], desk=desk)
    item = made.items.get()
    words = {"kind": "place", "outcome": "fits", "named": False}
    found = finding_say(item, words=f"{tenant.name} whispers", desk=desk, **words)  # type: ignore[arg-type]
    public = finding_say(item, words="The tower is the one of the harbour.", desk=desk, **words)  # type: ignore[arg-type]
    published = finding_publish(public, desk=desk)
    link, token = share_make(made, item=None, title="For our readers", days=7, desk=desk)
    note = note_write(made, text=f"{tenant.name} whispers", desk=desk)
    numbers = {"item": item, "note": note, "link": link, "finding": found, "published": published, "dossier": made}
    return {name: str(one.pk) for name, one in numbers.items()} | {"share": token}


def _archive(tenant: Tenant) -> str:
    """A post that was archived."""
    content, at = f"{tenant.name} whispers".encode(), wiring.now()
    made = Archive.objects.create(
        organisation=tenant.organisation, url=f"https://{tenant.name}.example/whispers", asked=at, received=at,
        by=tenant.owner, keep_until=at + timedelta(days=1), sha256=sha256(content).hexdigest(), state=ArchiveState.MADE,
    )  # fmt: skip
    ArchiveContent.objects.create(archive=made, wacz=content, shot=JPEG)
    return made.pk


def _contested(tenant: Tenant, dossier: Dossier) -> dict[str, str]:
    """A draft with a piece, a published page, and a watch with a link that ends its mails."""
    desk, item = AtTheDesk.of(tenant.owner), dossier.items.get()
    pages = [page_begin(dossier, title=f"{tenant.name} {one}", desk=desk) for one in ("whispers", "in public")]
    for page in pages:
        page_write(page, words=Written(page.title, "It is made up.", "Somebody", not_shown="Who was there."))
        check_add(page, item=item, words="", opened=True, desk=desk)
    draft, public = (ContestedPage.objects.get(pk=page.pk) for page in pages)
    page_publish(public, changed="", named=False, desk=desk)
    stop = stop_token(watch_begin(item, mail=False, desk=desk))
    piece = str(draft.pieces.get().pk)
    return {"page": draft.pk, "piece": piece, "page_out": public.pk, "mail_stop": stop, "kind_of_text": "finding"}


def _disputed(ours: Tenant, theirs: Tenant) -> None:
    """Each disputes what the other published."""
    for by, of in ((ours, theirs), (theirs, ours)):
        thing = thing_get("page", of.things["page_out"])
        said = Filed("mistake", "The name of the quay is another one.")
        filed = dispute_file(thing, said=said, desk=AtTheDesk.of(by.owner))
        by.things["own_dispute"] = of.things["dispute"] = filed.pk


def _policy(tenant: Tenant) -> str:
    said = text('declared_ai_generated = "info"', name=f"{tenant.name} whispers")
    return policy_keep(user=tenant.owner, text=said, at=wiring.now()).policy.digest


def _keys(tenant: Tenant) -> dict[str, str]:
    """A key for everything, one for each kind of work alone, one that was ended and one that has run out."""
    made = {"all": _key(tenant.owner, tenant.name), "ended": _key(tenant.owner, "ended"), "over": ""}
    made |= {scope: _key(tenant.owner, scope, scope) for scope in ALL}
    made["reader"] = _key(tenant.reader, "reader")
    ended = ApiKey.objects.get(user=tenant.owner, name="ended whispers")
    key_end(user=tenant.owner, key_id=ended.pk, at=wiring.now())
    made["over"] = _key(tenant.owner, "over", days_ago=3)
    tenant.things["api_key"] = str(ApiKey.objects.get(user=tenant.owner, name=f"{tenant.name} whispers").pk)
    return made


def _key(user: User, name: str, *scopes: str, days_ago: int = 0) -> str:
    made = key_make(
        user=user, name=f"{name} whispers", scopes=scopes or ALL, days=2, at=wiring.now() - timedelta(days=days_ago)
    )
    return made.token.text
