"""Others' open records of the bytes that somebody signed for: told where they are provably earlier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from provenance.statements.evidence import Evidence, Rival, Written
from provenance.statements.parties import parties_of
from verify.accounts.models import Membership
from verify.accounts.selectors import organisation_name
from verify.authors.models import Principal, SignedMessage
from verify.ledger.errors import LedgerError
from verify.ledger.models import Recorder
from verify.ledger.selectors import open_records_of
from verify.ledger.values import OnRecord

# People are not named to others.
SOMEBODY = "Somebody with an account here"


def with_rival_records(found: Sequence[Evidence], sha256: str) -> tuple[Evidence, ...]:
    """The evidence with the records of these bytes (hex digest) by accounts that have nothing to do with its author."""
    records = _records(sha256) if found else ()
    if not records:
        return tuple(found)
    own = Accounts.behind(found)
    others = [(record, Rival(_name(record), record.recorder, _written(record))) for record in records]
    return tuple(replace(one, rivals=(*one.rivals, *_against(own.of(one), others))) for one in found)


@dataclass(frozen=True, slots=True)
class Own:
    """The organisations, by number, and the pseudonyms on the log that are no rivals of a statement."""

    organisations: frozenset[int]
    pseudonyms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Accounts:
    """Who recorded statements, whose word they are and for whom those people work, asked for many at once.

    `recorded` gives organisation and user by statement, `parties` the same by principal.
    """

    recorded: Mapping[str, tuple[int | None, int | None]]
    parties: Mapping[str, tuple[int | None, int | None]]
    works_for: Mapping[int, frozenset[int]]
    pseudonyms: Mapping[int, str]

    @classmethod
    def behind(cls, found: Sequence[Evidence]) -> Accounts:
        """Everybody behind these statements, by four questions to the store."""
        messages = SignedMessage.objects.filter(pk__in=[one.statement_id for one in found])
        recorded = {pk: (of, by) for pk, of, by in messages.values_list("pk", "by_organisation", "by_user")}
        principals = Principal.objects.filter(pk__in=frozenset[str]().union(*(parties_of(one) for one in found)))
        parties = {pk: (of, by) for pk, of, by in principals.values_list("pk", "organisation_id", "user_id")}
        users = {user for _, user in (*recorded.values(), *parties.values()) if user is not None}
        works_for: dict[int, frozenset[int]] = {}
        for user, of in Membership.objects.filter(user_id__in=users).values_list("user_id", "organisation_id"):
            works_for[user] = works_for.get(user, frozenset()) | {of}
        named = Recorder.objects.filter(user_id__in=users).values_list("user_id", "pseudonym")
        return cls(recorded, parties, works_for, {user: bytes(one).hex() for user, one in named if user is not None})

    def of(self, one: Evidence) -> Own:
        """Those who are no rivals of this statement."""
        pairs = [self.recorded.get(one.statement_id, (None, None))]
        pairs += [self.parties[party] for party in parties_of(one) if party in self.parties]
        users = {user for _, user in pairs if user is not None}
        organisations = {of for of, _ in pairs if of is not None}
        employers = frozenset[int]().union(*(self.works_for.get(user, frozenset()) for user in users))
        return Own(frozenset(organisations) | employers, frozenset(self.pseudonyms.get(user, "") for user in users))


def _records(sha256: str) -> tuple[OnRecord, ...]:
    try:
        return open_records_of(sha256)
    except LedgerError:
        return ()


def _against(own: Own, others: Sequence[tuple[OnRecord, Rival]]) -> tuple[Rival, ...]:
    return tuple(
        rival
        for record, rival in others
        if record.organisation_id not in own.organisations and record.recorder not in own.pseudonyms
    )


def _name(record: OnRecord) -> str:
    return organisation_name(record.organisation_id) or SOMEBODY


def _written(record: OnRecord) -> Written:
    return Written(
        record=record.record_id,
        not_before=record.not_before.at if record.not_before else None,
        by=record.by.at if record.by else None,
        waiting=record.index is None,
    )
