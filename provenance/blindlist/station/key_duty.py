"""Making the keys of an epoch over the board: deals, complaints, reveals, then everybody signs what it concluded.

Each phase ends when everybody spoke, or when this station has waited long enough for the others. Stations that heard
different messages conclude different keys; a key counts only where a quorum signed the same one, else a next attempt
is made. What fills empty slots of the epoch's buckets is dealt along, sealed to everybody.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from provenance.blindlist import keymaking, sealing
from provenance.blindlist.board import Message
from provenance.blindlist.buckets import PADDING_SECRET_BYTES
from provenance.blindlist.errors import BadBlob, BlindListError, KeyMakingFailed
from provenance.blindlist.keymaking import Complaint, Deal, DealSecret, Outcome, Reveal, Terms, public_key_bytes
from provenance.blindlist.keymaking_wire import from_json, to_json
from provenance.blindlist.signing import Purpose, signers
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.types import KeyName, KeyShare, MaintainerSet, PublicKey, Scalar

MOST_ATTEMPTS: Final = 20
_PHASES: Final = ("deal", "complaints", "reveals", "public")


@dataclass(frozen=True, slots=True)
class Making:
    """One attempt to make one key."""

    name: KeyName
    epoch: int
    members: MaintainerSet
    attempt: int

    @property
    def terms(self) -> Terms:
        """What the key is made for."""
        pairs = tuple(sorted((one.index, one.sealing_key) for one in self.members.members))
        return Terms(self.name, self.epoch, self.members.threshold, pairs)

    def topic(self, phase: str) -> str:
        """Where a phase takes place."""
        return f"key/{self.name}/{self.epoch}/{self.attempt}/{phase}"


@dataclass(frozen=True, slots=True)
class Made:
    """A key that a quorum signed; `padding` only where this station could open what was dealt along."""

    public: PublicKey
    padding: bytes | None


def key_known(parts: Parts, name: KeyName, epoch: int) -> Made | None:
    """A key that this station saw made, by whatever maintainers were in force then."""
    kept = parts.journal.word(f"made/{name}/{epoch}")
    if not kept:
        return None
    padding = bytes.fromhex(kept["padding"]) if kept["padding"] else None
    return Made(from_json(kept["public"].encode(), PublicKey), padding)


def key_of_epoch(parts: Parts, name: KeyName, epoch: int, members: MaintainerSet, at: datetime) -> Made | None:
    """The key where it is made; else do this station's next part and answer None. Raises ListUnavailable."""
    known = key_known(parts, name, epoch)
    if known is not None:
        return known
    for attempt in range(MOST_ATTEMPTS):
        making = Making(name, epoch, members, attempt)
        made = _made(parts, making)
        if made is not None:
            if _has_share(parts, making) or parts.looking or not _is_mine(parts, making):
                _note_made(parts, made)
            else:
                # Others were quicker: the key counts, and this station's own share is still to be worked out.
                _go_on(parts, making, at)
                _hand_over(parts, making, made.public)
            return made
        if parts.looking or not _is_mine(parts, making):
            continue
        if not _given_up(parts, making, at):
            _go_on(parts, making, at)
            return None
    if parts.looking or parts.keys.index not in {one.index for one in members.members}:
        return None
    raise KeyMakingFailed("This key cannot be made: ask the other maintainers why.")


def _note_made(parts: Parts, made: Made) -> None:
    kept = {"public": to_json(made.public).decode(), "padding": made.padding.hex() if made.padding else ""}
    parts.journal.note(f"made/{made.public.name}/{made.public.epoch}", kept)


def _go_on(parts: Parts, making: Making, at: datetime) -> None:
    """Whatever is this station's turn; one phase a round, the next when the others have spoken."""
    told: list[tuple[Message, ...]] = []
    for phase in _PHASES:
        said = parts.desk.messages(making.topic(phase), making.members)
        if parts.keys.index not in {one.author for one in said}:
            body = _word(parts, making, phase, told)
            if body is not None:
                parts.desk.pin(making.topic(phase), body)
            return
        everybody = len({one.author for one in said}) == len(making.members.members)
        if not everybody and not parts.waited(making.topic(phase), parts.patience, at):
            return
        told.append(said)


def _word(parts: Parts, making: Making, phase: str, told: Sequence[tuple[Message, ...]]) -> bytes | None:
    if phase == "deal":
        return _deal(parts, making)
    deals = _deals(told[0])
    if phase == "complaints":
        return _listed(_complaints(parts, making, deals))
    complaints = _read_all(told[1], Complaint)
    if phase == "reveals":
        return _listed(_reveals(parts, making, complaints))
    return _conclusion(parts, making, deals, complaints, _read_all(told[2], Reveal))


def _deal(parts: Parts, making: Making) -> bytes:
    dealt, secret = keymaking.deal(making.terms, parts.keys.index, parts.random)
    kept = [base64.b64encode(one).decode() for one in secret.coefficients]
    parts.journal.note(f"deal/{making.topic('deal')}", kept)
    along = sealing.seal_small(parts.random(PADDING_SECRET_BYTES), making.members, parts.random)
    return json.dumps({"deal": to_json(dealt).decode(), "padding": sealing.to_json(along)}).encode()


def _complaints(parts: Parts, making: Making, deals: Sequence[Deal]) -> list[Complaint]:
    good = [one for one in deals if not keymaking.check_deal(making.terms, one)]
    tried = [keymaking.opened(one, parts.keys.index, parts.keys.sealing) for one in good]
    return [one for one in tried if isinstance(one, Complaint)]


def _reveals(parts: Parts, making: Making, complaints: Sequence[Complaint]) -> list[Reveal]:
    kept = parts.journal.word(f"deal/{making.topic('deal')}")
    if not kept:
        return []
    secret = DealSecret(parts.keys.index, tuple(Scalar(base64.b64decode(one)) for one in kept))
    return [keymaking.answer(secret, one) for one in complaints if one.against == parts.keys.index]


def _conclusion(
    parts: Parts, making: Making, deals: Sequence[Deal], complaints: Sequence[Complaint], reveals: Sequence[Reveal]
) -> bytes | None:
    """Conclude, hand the share to the own holder, and say what was concluded; None where nothing can be."""
    try:
        outcome = keymaking.conclude(making.terms, deals, complaints, reveals)
        share = keymaking.share_of(outcome, deals, reveals, parts.keys.index, parts.keys.sealing)
    except BlindListError as error:
        parts.say("key.not_concluded", name=making.name.value, epoch=making.epoch, why=error.public)
        return None
    for index, why in outcome.faults:
        parts.say("key.left_out", maintainer=index, why=why)
    _note_share(parts, making, share, outcome)
    signature = parts.keys.signing.sign(Purpose.PUBLIC_KEY, public_key_bytes(outcome.public))
    both = {"public": to_json(outcome.public).decode(), "signature": base64.b64encode(signature).decode()}
    return json.dumps(both).encode()


def _note_share(parts: Parts, making: Making, share: KeyShare, outcome: Outcome) -> None:
    """Kept here until a quorum has signed the same key: a holder never takes two shares of one key."""
    parts.journal.note(f"share/{making.topic('public')}", to_json(share).decode())
    parts.journal.note(f"qualified/{making.topic('public')}", list(outcome.qualified))


def _made(parts: Parts, making: Making) -> Made | None:
    """The key that a quorum signed alike."""
    said = parts.desk.messages(making.topic("public"), making.members)
    for content in {key for one in said if (key := _spelt(one)) is not None}:
        public = from_json(content, PublicKey)
        pairs = [(one.author, _signature(one)) for one in said if _spelt(one) == content]
        found = signers(making.members, Purpose.PUBLIC_KEY, public_key_bytes(public), pairs)
        if len(found) >= making.members.quorum:
            return Made(public, _padding(parts, making))
    return None


def _is_mine(parts: Parts, making: Making) -> bool:
    """Whether this station belongs to those who make this key; a newcomer has no share of older ones."""
    return parts.keys.index in {one.index for one in making.members.members}


def _has_share(parts: Parts, making: Making) -> bool:
    return bool(parts.journal.word(f"handed/{making.topic('public')}"))


def _hand_over(parts: Parts, making: Making, public: PublicKey) -> None:
    """Give the own holder its share, now that a quorum has signed the key that it belongs to."""
    kept = parts.journal.word(f"share/{making.topic('public')}")
    if not kept:
        return
    share = from_json(kept.encode(), KeyShare)
    if dict(public.shares).get(share.index) is not None:
        parts.give(share)
        parts.journal.note(f"handed/{making.topic('public')}", value=True)
        parts.journal.forget(f"deal/{making.topic('deal')}")
        parts.journal.forget(f"share/{making.topic('public')}")
        parts.say("key.made", name=making.name.value, epoch=making.epoch)


def _padding(parts: Parts, making: Making) -> bytes | None:
    """What all dealers of this key dealt along, mixed; None where one of their boxes does not open here."""
    name = f"padding/{making.topic('public')}"
    if kept := parts.journal.word(name):
        return bytes.fromhex(kept)
    mixed = sha256(b"firstlight.blindlist/padding/1\n")
    said = parts.desk.messages(making.topic("deal"), making.members)
    qualified = parts.journal.word(f"qualified/{making.topic('public')}")
    for index in qualified or ():
        one = next((message for message in said if message.author == index), None)
        try:
            along = sealing.words_from_json(json.loads(one.body)["padding"]) if one else None
            mixed.update(sealing.open_words(along, parts.keys.index, parts.keys.sealing) if along else b"")
        except (BlindListError, ValueError, KeyError, TypeError):
            parts.say("key.padding_unread", maintainer=index)
            return None
    if not qualified:
        return None
    parts.journal.note(name, mixed.hexdigest())
    return mixed.digest()


def _deals(said: Sequence[Message]) -> list[Deal]:
    """Well spelt deals, each under its own author's name."""
    found = []
    for one in said:
        try:
            dealt = from_json(json.loads(one.body)["deal"].encode(), Deal)
        except (BadBlob, ValueError, KeyError, TypeError, AttributeError):
            continue
        if dealt.dealer == one.author:
            found.append(dealt)
    return found


def _read_all(said: Sequence[Message], kind: Any) -> list[Any]:
    found = []
    for one in said:
        try:
            read = [from_json(item.encode(), kind) for item in json.loads(one.body)]
        except (BadBlob, ValueError, TypeError, AttributeError):
            continue
        found += [item for item in read if _author_of(item) == one.author]
    return found


def _author_of(item: Complaint | Reveal) -> int:
    return item.by if isinstance(item, Complaint) else item.dealer


def _listed(items: Sequence[Any]) -> bytes:
    return json.dumps([to_json(one).decode() for one in items]).encode()


def _spelt(message: Message) -> bytes | None:
    try:
        content = json.loads(message.body)["public"].encode()
        from_json(content, PublicKey)
    except (BadBlob, ValueError, KeyError, TypeError, AttributeError):
        return None
    return bytes(content)


def _signature(message: Message) -> bytes:
    try:
        return base64.b64decode(json.loads(message.body)["signature"], validate=True)
    except (ValueError, KeyError, TypeError):
        return b""


def _given_up(parts: Parts, making: Making, at: datetime) -> bool:
    """Each phase had twice the patience and no key came of it."""
    return parts.waited(f"attempt/{making.topic('deal')}", 2 * len(_PHASES) * parts.patience, at)
