"""Pages: for their team as drafts, for everybody as what was published."""

from __future__ import annotations

from verify.contested.errors import NoSuchPage
from verify.contested.models import ContestedPage, Piece, Version
from verify.dossiers.models import Dossier
from verify.dossiers.teams import AtTheDesk


def page_get(public_id: str, desk: AtTheDesk) -> ContestedPage:
    """The page of this team, published or not; raises NoSuchPage."""
    found = ContestedPage.objects.filter(desk.theirs, pk=public_id).select_related("dossier").first()
    if found is None:
        raise NoSuchPage
    return found


def piece_get(page: ContestedPage, number: int) -> Piece:
    """One piece of a page; raises NoSuchPage."""
    found = page.pieces.filter(pk=number).select_related("page").first()
    if found is None:
        raise NoSuchPage
    return found


def pages_of(dossier: Dossier) -> list[ContestedPage]:
    """The pages that were begun from a dossier, with their versions."""
    return list(dossier.contested.prefetch_related("versions"))


def pieces_of(page: ContestedPage) -> list[Piece]:
    """What stands in the draft."""
    return list(page.pieces.select_related("item__verification", "finding", "added_by"))


def version_get(public_id: str, number: int | None = None) -> Version:
    """A published version by its number, or the newest one; raises NoSuchPage. Of withdrawn pages as well."""
    found = Version.objects.filter(page=public_id).select_related("page__organisation")
    version = found.last() if number is None else found.filter(number=number).first()
    if version is None:
        raise NoSuchPage
    return version


def versions_of(page: ContestedPage) -> list[Version]:
    """All that was published, the oldest first; without the documents."""
    return list(page.versions.defer("document"))
