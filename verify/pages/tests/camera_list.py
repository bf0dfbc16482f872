"""A government for tests of pages: the five maintainers of a demo, founded, each at a browser of their own."""

from __future__ import annotations

from collections.abc import Sequence

from django.test import Client

from provenance.attestation import naming
from provenance.attestation.types import DeviceId, KeyDigest
from provenance.blindlist import sealing
from provenance.blindlist.types import MaintainerSet
from verify.accounts.models import User
from verify.blacklist.services import case_open
from verify.demo.blacklist import demo_set
from verify.demo.blacklist_desk import ACCOUNT, found_government
from verify.ledger.parts import parts
from verify.pages.tests.confirming import confirmed

DEVICE = naming.leaf_key_id(KeyDigest(b"a camera's key, said nowhere ok?"))
MODEL = naming.model_id("Secret Works", "Hidden One", "")
WORDS = b'{"words": "what only maintainers read"}'


def founded() -> MaintainerSet:
    """Found it as a demo does."""
    members = demo_set()
    found_government(members, "a password of a demo")
    return members


def at_seat(index: int) -> Client:
    """A browser in which this maintainer is signed in and has shown a second factor."""
    client = Client()
    client.force_login(User.objects.get(username=ACCOUNT.format(index=index)))
    return confirmed(client)


def opened(ids: Sequence[DeviceId] = (DEVICE,), *, evidence_class: str = "A", reason: str = "key_extracted") -> str:
    """Open a case about these ids, as the worker does; its number."""
    members, random = demo_set(), parts().randomness
    words = sealing.seal_words(WORDS, members, random)
    return case_open(
        ids=[sealing.to_json(one) for one in sealing.seal_ids(ids, members, random)],
        reason=reason,
        evidence_class=evidence_class,
        evidence=(words.commitment, sealing.to_json(words)),
    )
