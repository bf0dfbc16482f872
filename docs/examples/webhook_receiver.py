"""A receiver of Firstlight's webhooks that needs nothing but Python: checks who sent a message, and takes it once.

    WEBHOOK_SECRET=whsec_… python webhook_receiver.py 9000 taken.sqlite3

Behind your own https. Answers 204 once a message is written down; whatever you do with it comes after the answer.
"""

# ruff: noqa: INP001 - a script to copy, and no module

from __future__ import annotations

import base64
import binascii
import hmac
import json
import os
import sqlite3
import sys
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FRESH_SECONDS = 300  # an older message was recorded by somebody and sent again
MOST_BYTES = 16_384


class Refused(Exception):
    """Not sent by Firstlight, or not now."""


def check(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> str:
    """The number of a message that this secret signed a moment ago; raises Refused."""
    number, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not number or not stamp.isdecimal() or abs(now - int(stamp)) > FRESH_SECONDS:
        raise Refused("too old, or not a message")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{number}.{stamp}.".encode() + body, "sha256")
    # More than one signature while a secret is being exchanged: one that holds is enough.
    for one in headers.get("webhook-signature", "").split():
        version, _, value = one.partition(",")
        try:
            given = base64.b64decode(value, validate=True)
        except binascii.Error:
            continue
        if version == "v1" and hmac.compare_digest(given, signed):
            return number
    raise Refused("not signed with this secret")


def take(store: sqlite3.Connection, number: str, body: bytes) -> bool:
    """Write a message down; False where it came before, because messages come at least once."""
    with store:
        made = store.execute("INSERT OR IGNORE INTO taken (number, body) VALUES (?, ?)", (number, body))
    return made.rowcount == 1


class Receiver(BaseHTTPRequestHandler):
    """Answers 204 for what is in the store, 401 for what nobody signed."""

    timeout = 10

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MOST_BYTES:
            return self.answer(413)
        body = self.rfile.read(int(length))
        try:
            number = check(os.environ["WEBHOOK_SECRET"], self.headers, body, time.time())
        except Refused:
            return self.answer(401)
        with sqlite3.connect(sys.argv[2]) as store:
            new = take(store, number, body)
        self.answer(204)
        if new:
            happened = json.loads(body)
            sys.stdout.write(f"{happened['type']} {json.dumps(happened['data'])}\n")
            sys.stdout.flush()
        return None

    def answer(self, status: int) -> None:
        """An answer without a body: nobody reads it."""
        self.send_response(status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Addresses are nobody's business."""


if __name__ == "__main__":
    with sqlite3.connect(sys.argv[2]) as opened:
        opened.execute("CREATE TABLE IF NOT EXISTS taken (number TEXT PRIMARY KEY, body BLOB NOT NULL)")
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
