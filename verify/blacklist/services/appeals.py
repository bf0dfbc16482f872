"""Appeals: whoever holds the device shows it by signing a challenge, without a name; time is on their side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import IntegrityError, transaction

from provenance.blindlist.government.errors import ActRefused
from provenance.blindlist.government.handling import match_bytes
from provenance.blindlist.government.outcomes import signatures_to_json
from provenance.blindlist.government.rules import Action, span
from provenance.blindlist.government.timing import standing
from provenance.blindlist.government.types import ActKind
from provenance.blindlist.sealing import id_from_json, words_from_json
from provenance.blindlist.signing import Purpose, check_signature
from verify.blacklist.errors import BadAct, NoSuchCase, NotNow, NotSeated, TooMany
from verify.blacklist.models import Appeal, AppealState, AppealWords, MatchVote
from verify.blacklist.services.handling import case_of
from verify.blacklist.services.opening import require_boxes
from verify.blacklist.services.writing import in_turn, now, write_act
from verify.blacklist.state import STORE, register
from verify.ledger.parts import parts

TOKEN_BYTES = 16
WORDS_AN_APPEAL = 20
"""More letters than anybody reads; each is at most 64 KiB."""

IDS_AN_APPEAL = 8


@dataclass(frozen=True, slots=True)
class OpenedAppeal:
    """What its owner gets, once: the token of the link, and 64 hexadecimal digits to take a picture of."""

    token: str
    challenge: str


def appeal_open(*, case: str) -> OpenedAppeal:
    """Begin an appeal against what a case lists or questions; raises NoSuchCase, NotNow."""
    row = case_of(case)
    found = register().cases[row.hash]
    if standing(found, now()).status is None:
        raise NotNow("case.not_standing", "Nothing stands in this case that could be appealed against.")
    token, challenge = parts().randomness(TOKEN_BYTES).hex(), parts().randomness(32).hex()
    times = {"opened": now(), "by": now() + span(found.rules.appeal_window)}
    Appeal.objects.create(
        token=token_digest(token), public=parts().randomness(32).hex(), case=row, challenge=challenge, **times
    )
    return OpenedAppeal(token, challenge)


def appeal_prove(*, token: str, sealed_ids: Sequence[str], handle: str) -> None:
    """The challenge was signed by a device, whose ids are sealed to the stations; raises NotNow, TooMany, BadAct.

    `handle` stands for the key that signed: one that already has an open appeal gets no second.
    """
    appeal = appeal_of(token)
    if appeal.state != AppealState.PROVING or appeal.by <= now():
        raise NotNow("appeal.proven", "This appeal waits for no challenge.")
    _require_ids(sealed_ids)
    proven = {"handle": sha256(handle.encode()).hexdigest(), "sealed": list(sealed_ids), "proved": now()}
    try:
        with transaction.atomic(using=STORE):
            Appeal.objects.filter(pk=appeal.pk, state=AppealState.PROVING).update(state=AppealState.PROVED, **proven)
    except IntegrityError as error:
        raise TooMany("appeal.open", "This device has an open appeal already. Wait until it is decided.") from error


def appeal_say(*, token: str, sealed_words: str) -> None:
    """Words for the panel, sealed to its stations; raises NoSuchCase, NotNow, BadBlob."""
    appeal = appeal_of(token)
    if appeal.words.count() >= WORDS_AN_APPEAL:
        raise NotNow("appeal.words", "Enough was said in this appeal. The panel reads what is there.")
    require_boxes([words_from_json(sealed_words)], register().maintainers)
    AppealWords.objects.create(appeal=appeal, sealed=sealed_words, said=now())


def match_take(*, appeal: str, index: int, matches: bool, signature: bytes) -> bool:
    """Take in what a station says of the shown device; whether the appeal is open now. Raises NotSeated, NoSuchCase."""
    row = Appeal.objects.filter(public=appeal, state=AppealState.PROVED).first()
    if row is None:
        raise NoSuchCase
    keys = {one.index: one.signing_key for one in register().maintainers.members}
    if index not in keys:
        raise NotSeated("seat.none", "This station is of no maintainer in office.")
    said = match_bytes(row.case_id, appeal, matches=matches)
    check_signature(keys[index], Purpose.MATCH, said, signature)  # type: ignore[index]
    MatchVote.objects.update_or_create(
        appeal=row, index=index, defaults={"matches": matches, "signature": bytes(signature)}
    )
    return in_turn(lambda: matched(row))


def matched(row: Appeal) -> bool:
    """Make the appeal an act where enough stations say that it is the device; else learn whether it is another."""
    rules = register().cases[row.case_id].rules
    needed = rules.actions[Action.DELIST].votes
    yes = list(row.matches.filter(matches=True))
    if len(yes) >= needed:
        return _is_open(row, tuple((one.index, bytes(one.signature)) for one in yes))
    if len(register().maintainers.members) - row.matches.filter(matches=False).count() < needed:
        Appeal.objects.filter(pk=row.pk).update(state=AppealState.OTHER)
    return False


def appeal_of(token: str) -> Appeal:
    """The appeal behind a link; raises NoSuchCase."""
    found = Appeal.objects.filter(pk=token_digest(token)).first()
    if found is None:
        raise NoSuchCase
    return found


def token_digest(token: str) -> str:
    """What the store keeps of a token."""
    return sha256(f"firstlight.appeal/1\0{token}".encode()).hexdigest()


def _is_open(row: Appeal, signatures: tuple[tuple[int, bytes], ...]) -> bool:
    """A second owner joins the appeal that is open; where one was just turned down, this one waits for its turn."""
    case = register().cases[row.case_id]
    if case.appeal_by is None:
        body = {"appeal": row.public, "signatures": signatures_to_json(signatures)}
        try:
            write_act(ActKind.APPEALED, row.case_id, lambda _before, _at: body)  # type: ignore[arg-type,return-value]
        except ActRefused as refusal:
            if refusal.code not in {"appeal.pause", "case.not_standing", "case.closed"}:
                raise
            return False
    by = register().cases[row.case_id].appeal_by
    Appeal.objects.filter(pk=row.pk).update(state=AppealState.MATCHED, by=by)
    return True


def _require_ids(sealed_ids: Sequence[str]) -> None:
    if not 0 < len(sealed_ids) <= IDS_AN_APPEAL:
        raise BadAct("appeal.ids", "The signed challenge names no device.")
    require_boxes([id_from_json(one) for one in sealed_ids], register().maintainers)
