"""What is said before a file is published: by what it can be linked with other works, and what a copy leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from provenance.publication.errors import SENTENCES
from provenance.publication.types import History
from verify.linking.asking import Known
from verify.linking.models import CopyState, PublicationCopy
from verify.linking.selectors import Shared
from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class LinkedWorks:
    """One line about works that can be linked, and whether it is a warning."""

    sentence: Words
    details: tuple[Words, ...] = ()
    warns: bool = False


NOT_KNOWN: Words = _lazy(
    "Whether it can be linked with your recorded works is not known here (any more). Check the file again while you "
    "are signed in."
)
NO_ANSWER: Words = _lazy(
    "Whether it can be linked with your recorded works could not be found out: the key holders of the camera list did "
    "not answer, or this installation asks none."
)
NO_CAMERA: Words = _lazy(
    "Nothing in this file names one camera: neither a signing certificate nor a body’s serial number."
)
NONE_YET: Words = _lazy(
    "It names one camera. None of your recorded works names the same one, as far as this installation knows. From the "
    "second one on, whoever sees both can tell."
)
ONE_MORE: Words = _lazy("There may be more: only the newest were compared.")


def linked_works(found: Shared | None) -> LinkedWorks:
    """Return the line; where nothing is known it says so, and never that there is nothing."""
    if found is None:
        return LinkedWorks(NOT_KNOWN)
    if found.known is not Known.KNOWN:
        return LinkedWorks(NO_ANSWER if found.known is Known.UNAVAILABLE else NO_CAMERA)
    if not found.works:
        return LinkedWorks(NONE_YET)
    more = f" {ONE_MORE}" if found.cut else ""
    return LinkedWorks(_counted(found.works) + more, tuple(_details(found)), warns=True)


def _counted(works: int) -> str:
    return ngettext(
        "%d of your recorded works shares this camera’s certificate or serial number. Whoever sees both can tell that "
        "they come from one camera.",
        "%d of your recorded works share this camera’s certificate or serial number. Whoever sees them can tell that "
        "they come from one camera.",
        works,
    ) % (works,)


def _details(found: Shared) -> Iterator[Words]:
    if found.by_certificate:
        yield _("%d by the certificate or key that signed") % found.by_certificate
    if found.by_serial:
        yield _("%d by the serial number of the body") % found.by_serial


@dataclass(frozen=True, slots=True)
class CopyOffer:
    """The form for a copy, and where one stands that was asked for."""

    offered: bool
    state: str = ""
    trouble: Words = ""
    with_history: bool = False
    redacted: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def waiting(self) -> bool:
        """Return whether it is being made."""
        return self.state == CopyState.WAITING


def copy_offer(made: PublicationCopy | None, *, offered: bool) -> CopyOffer:
    """Return what the page shows of a copy."""
    if made is None:
        return CopyOffer(offered)
    trouble = SENTENCES.get(made.code, SENTENCES["failed"]) if made.state == CopyState.REFUSED else ""
    return CopyOffer(offered, made.state, trouble, made.history == History.REDACTED, tuple(made.redacted), made.sha256)
