"""What people found about one file: what their own team reads, and what is published for everybody."""

from __future__ import annotations

from dataclasses import dataclass

from verify.accounts.models import Organisation
from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.models import Dossier, HumanFinding
from verify.dossiers.teams import AtTheDesk
from verify.registry.recorders import listed_recorders

MOST_PUBLISHED = 30
"""Of one file; each organisation's newest are among them."""
MOST_OF_ONE = 5


@dataclass(frozen=True, slots=True)
class Published:
    """A finding that everybody may read, or that it was taken back.

    `counts` says that the reader's organisation said it, or lists who did; None where the reader works for none.
    """

    finding: HumanFinding
    organisation: str
    person: str
    counts: bool | None


def published_about(sha256: str, *, reader: Organisation | None = None) -> tuple[Published, ...]:
    """Published findings about exactly these bytes: those that count for the reader first, then oldest first.

    One organisation has at most a few, so that none drowns the others. What an operator took out of display is among
    them: its words are shown to nobody, and that it was there is.
    """
    if not sha256:
        return ()
    found = HumanFinding.objects.filter(sha256=sha256, published__isnull=False)
    rows = found.select_related("dossier__organisation", "by").order_by("-published")[: 10 * MOST_PUBLISHED]
    counting = frozenset((reader.pk, *listed_recorders(reader))) if reader else None
    kept: dict[int, list[HumanFinding]] = {}
    for one in rows:
        own = kept.setdefault(one.dossier.organisation_id or 0, [])
        if len(own) < MOST_OF_ONE:
            own.append(one)
    told = [published(one, counting) for own in kept.values() for one in own]
    return tuple(sorted(told, key=lambda one: (not one.counts, one.finding.published))[:MOST_PUBLISHED])


def published(finding: HumanFinding, counting: frozenset[int] | None = None) -> Published:
    """One published finding as others read it; a person is named only where they agreed."""
    organisation = finding.dossier.organisation
    person = finding.by.get_username() if finding.named and finding.by else ""
    counts = None if counting is None else organisation is not None and organisation.pk in counting
    return Published(finding, organisation.name if organisation else "", person, counts)


def published_get(public_id: str) -> HumanFinding:
    """A published finding by its number, also one that was taken back or hidden; raises NoSuchDossier."""
    rows = HumanFinding.objects.filter(pk=public_id, published__isnull=False)
    found = rows.select_related("dossier__organisation", "by").first()
    if found is None:
        raise NoSuchDossier("There is no published finding of this number.")
    return found


def said_by_team(sha256: str, desk: AtTheDesk) -> list[HumanFinding]:
    """What people of this team found about these bytes and did not publish."""
    theirs = Dossier.objects.filter(desk.theirs)
    found = HumanFinding.objects.filter(sha256=sha256, dossier__in=theirs, published=None)
    return list(found.select_related("by", "dossier"))


def said_in(dossier: Dossier) -> list[HumanFinding]:
    """Everything that people found in a dossier, what was taken back as well."""
    return list(dossier.said.select_related("by", "item", "taken_back_by", "published_by"))
