"""A receiver for tests, written from the Standard Webhooks' own text and with nothing of ours in it."""

from __future__ import annotations

import base64
import hmac
import json
import socket
from collections.abc import Iterable
from typing import Any

from verify.accounts.models import Role, User
from verify.apikeys.tests.making import person
from verify.fetch.tests.internet import GOOD, Internet, reply
from verify.webhooks.events import ALL
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.services.subscribing import Opened, subscription_open

HOOK = "/hook"
URL = f"https://{GOOD}{HOOK}"


class Receiver:
    """Takes messages whole and answers with the next status of its list, the last one for ever."""

    def __init__(self, net: Internet) -> None:
        self.net = net
        self.statuses = ["204 No Content"]
        self.heads: list[dict[str, str]] = []
        self.bodies: list[bytes] = []

    def __call__(self, connection: socket.socket, head: bytes) -> None:
        fields = fields_of(head)
        body = head.partition(b"\r\n\r\n")[2]
        while len(body) < int(fields["content-length"]):
            body += connection.recv(65_536)
        self.heads.append(fields)
        self.bodies.append(body)
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        if status:
            reply(b"what a receiver says is not read", status=status)(connection, head)

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body in self.bodies]

    @property
    def numbers(self) -> list[str]:
        return [head["webhook-id"] for head in self.heads]


def fields_of(head: bytes) -> dict[str, str]:
    """The header fields of a request, by lower-case name."""
    lines = head.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}


def accepted(secret: str, fields: dict[str, str], body: bytes) -> bool:
    """Whether one of the signatures is this secret's."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{fields['webhook-id']}.{fields['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    return expected in fields["webhook-signature"].split(" ")


def editor(name: str, organisation: str) -> User:
    """Somebody who may say who is told for an organisation."""
    made = person(name, organisation=organisation)
    made.memberships.update(role=Role.EDITOR)
    return made


def subscribe(user: User, *events: str, url: str = URL) -> Opened:
    """An address of somebody's, for these events or for all of them."""
    return subscription_open(user=user, name="our desk", url=url, events=events or ALL)


def messages(subscription: Subscription) -> Iterable[dict[str, Any]]:
    """What is on its way there or was sent, oldest first; of one and the same moment in any order."""
    return [json.loads(one.body) for one in subscription.deliveries.order_by("created", "pk")]


def digest_in(delivery: Delivery) -> str:
    """The digest that a message names."""
    return str(json.loads(delivery.body)["data"]["sha256"])
