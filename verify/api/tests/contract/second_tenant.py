"""Two organisations at one interface: the calls of one, into which the numbers of the other are mixed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any

from provenance.statements.commitment import commitment
from provenance.statements.types import ContentForm
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.apikeys.scopes import ALL
from verify.apikeys.services import key_make
from verify.authors.services import statement_record
from verify.authors.services.statements import Opening
from verify.authors.tests.ground import secret, signed_by, statement
from verify.batches.lists import of_text
from verify.batches.services.starting import batch_of_list
from verify.cases.services import verification_start
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader
from verify.labels.services import policy_keep
from verify.labels.tests.policies import text
from verify.ledger.parts import parts
from verify.ledger.services import record_sealed
from verify.ledger.values import Viewer
from verify.webhooks.events import Event
from verify.webhooks.services import announce
from verify.webhooks.services.subscribing import subscription_open

Application = Callable[..., Any]

EVERY = 3
"""One call of so many is asked about something of the others, so that most calls still meet what the caller made."""

PATH = re.compile(r"^/api/v1/(verifications|records|batches|statements|labels|webhooks)/([^/]+)(/.*)?$")
WORDS = {"batch", "check", "typed-data", "dry-run"}
DELIVERY = re.compile(r"/deliveries/[^/]+/again$")
DIGEST = re.compile(rb'"(?:[0-9a-f]{64})"')
SENT_BODY = 200_000


@dataclass
class Tenant:
    """One organisation: a key of its owner for everything, the numbers of its things, and what nobody else is told."""

    token: str
    things: dict[str, str]
    whispers: set[str]
    digest: str


@dataclass
class Mixing:
    """The site as a caller of one organisation meets it; notes where an answer tells of the `others`."""

    app: Application
    others: Tenant
    leaks: list[str] = field(default_factory=list)
    calls: int = 0
    mixed: int = 0
    turns: Any = field(default_factory=count)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        self.calls += 1
        asked = dict(environ)
        named = next(self.turns) % EVERY == 0 and self._mix(asked)
        held: list[Any] = []
        with closing(self.app(asked, lambda status, headers, *_: held.extend((status, headers)))) as answer:
            body = b"".join(answer)
        self._look(asked, held[0], body, str(named or ""))
        start_response(held[0], held[1])
        return io.BytesIO(body)

    def _mix(self, environ: dict[str, Any]) -> str:
        """Put a number of the others where one stands; returns it, or nothing where none stood."""
        found = PATH.match(environ["PATH_INFO"])
        if found is None or found[2] in WORDS:
            return self._mix_body(environ)
        self.mixed += 1
        number = self.others.things[found[1]]
        rest = DELIVERY.sub(f"/deliveries/{self.others.things['message']}/again", found[3] or "")
        environ["PATH_INFO"] = f"/api/v1/{found[1]}/{number}{rest}"
        return number

    def _mix_body(self, environ: dict[str, Any]) -> str:
        """Digests in a body become one that the others sealed, or that of their policy."""
        if "json" not in environ.get("CONTENT_TYPE", "") or int(environ.get("CONTENT_LENGTH") or 0) > SENT_BODY:
            return ""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        theirs = self.others.things["labels"] if "labels" in environ["PATH_INFO"] else self.others.digest
        changed = DIGEST.sub(f'"{theirs}"'.encode(), body)
        self.mixed += changed != body
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(changed), str(len(changed))
        return ""

    def _look(self, environ: Mapping[str, Any], status: str, body: bytes, named: str) -> None:
        asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        if named and status[0] == "2":
            self.leaks.append(f"{asked} was answered with {status}")
        sent = f"{environ['PATH_INFO']}?{environ.get('QUERY_STRING', '')}"
        told = {one for one in self.others.whispers if one not in sent and one.encode() in body}
        if told:
            self.leaks.append(f"{asked} tells {', '.join(sorted(told))}")


def tenant(name: str) -> Tenant:
    """An organisation with one of each thing that the interface has a number for."""
    owner = User.objects.create_user(f"{name}-owner")
    desk = organisation_create(name=f"The {name} desk", slug=name, owner=owner)
    made = Tenant(_key(owner, name), _things(owner, desk, name), {f"{name} whispers"}, _digest(name).hex())
    made.whispers |= set(made.things.values())
    return made


def _key(owner: User, name: str) -> str:
    return key_make(user=owner, name=f"{name} whispers", scopes=ALL, days=300, at=wiring.now()).token.text


def _digest(name: str) -> bytes:
    return sha256(f"what {name} sealed".encode()).digest()


def _things(owner: User, desk: Organisation, name: str) -> dict[str, str]:
    viewer, sender = Viewer(desk.pk, owner.pk), Uploader.fresh(owner)
    picture = io.BytesIO(png(3, 3) + name.encode())
    batch = batch_of_list(of_text(f"https://pictures.example/{name}-whispers.jpg"), sender=sender)
    hook = subscription_open(
        user=owner, name=f"{name} whispers", url="https://desk.example/hook", events=list(Event.values)
    ).subscription
    announce(Event.BATCH_DONE, viewer, {"batch": batch.pk})
    said = text('declared_ai_generated = "info"', name=f"{name} whispers")
    return {
        "verifications": verification_start(upload=picture, size=None, uploader=sender).pk,
        "batches": batch.pk,
        "records": record_sealed(sha256=_digest(name), owner=viewer).pk,
        "statements": _sealed_statement(viewer, name),
        "labels": policy_keep(user=owner, text=said, at=wiring.now()).policy.digest,
        "webhooks": hook.pk,
        "message": hook.deliveries.earliest("created").pk,
    }


def _sealed_statement(viewer: Viewer, name: str) -> str:
    salt = bytes(32)
    hidden = statement(parts().clock(), commitment(_digest(name), salt), form=ContentForm.COMMITMENT)
    return statement_record(signed_by(secret(name), hidden), owner=viewer, opening=Opening(_digest(name), salt)).pk
