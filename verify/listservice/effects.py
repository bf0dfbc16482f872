"""What follows when a station pinned a message: an edition is published, an outcome told to the government."""

from __future__ import annotations

from contextlib import suppress

from provenance.blindlist.board import Message
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.proposing import outcome_of
from verify.blacklist import services
from verify.blacklist.errors import NoSuchCase
from verify.listservice.publishing import follow_if_signed, publish_if_signed


def take_effect(message: Message) -> None:
    """Do what this message makes possible; messages among stations alone have no effect here."""
    match message.topic.split("/"):
        case ["edition", number] if number.isdecimal():
            publish_if_signed(int(number))
        case ["set", number] if number.isdecimal():
            follow_if_signed(int(number))
        case ["round", case, number] if number.isdecimal():
            outcome, signature = outcome_of(message)
            with suppress(NoSuchCase):  # it was decided without this station, whose word stays on the board
                services.outcome_take(
                    case_hash=case, round_=int(number), index=message.author, outcome=outcome, signature=signature
                )
        case ["appeal", appeal]:
            matches, signature = _match(message)
            with suppress(NoSuchCase):
                services.match_take(appeal=appeal, index=message.author, matches=matches, signature=signature)


def _match(message: Message) -> tuple[bool, bytes]:
    matches, signature = outcome_of(message)
    if not isinstance(matches, bool):
        raise BadBlob("This message does not say whether an appeal is about the listed device.")
    return matches, signature
