"""From a posted form to the parts of a work: words are digested in their canonical form, pictures byte by byte."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from chronology.records import text_digest
from verify.ledger.values import MemberPart

MOST_PICTURES = 10  # a picture story; the API takes as many digests as a leaf holds
LONGEST_TEXT = 150_000  # characters: a long magazine piece has 60,000; the form's own limit is 256 KiB


class UnfitWork(Exception):
    """The form brings no work that can be recorded; the text says what to do, `work` is what was typed."""

    def __init__(self, sentence: str, work: WorkForm) -> None:
        super().__init__(sentence)
        self.work = work


@dataclass(frozen=True, slots=True)
class WorkForm:
    """What was typed and chosen; nothing of it is stored, only the digests of its parts."""

    headline: str = ""
    text: str = ""
    pictures: tuple[UploadedFile, ...] = ()

    @classmethod
    def sent(cls, request: HttpRequest) -> WorkForm:
        """Read the posted form."""
        pictures = tuple(one for one in request.FILES.getlist("picture") if isinstance(one, UploadedFile))
        return cls(str(request.POST.get("headline", "")), str(request.POST.get("text", "")), pictures)

    def parts(self) -> tuple[MemberPart, ...]:
        """Return the parts with their digests, in the order of an article; raises UnfitWork."""
        self._require_fit()
        words = (("headline", self.headline), ("text", self.text))
        told = [MemberPart(role, bytes(text_digest(words))) for role, words in words if words.strip()]
        return (*told, *(MemberPart("image", _digest(one)) for one in self.pictures))

    def _require_fit(self) -> None:
        if not (self.headline.strip() or self.text.strip() or self.pictures):
            raise UnfitWork(_("Nothing was given: type a headline or a text, or choose pictures."), self)
        if len(self.pictures) > MOST_PICTURES:
            raise UnfitWork(_("At most %(most)d pictures at once: choose fewer.") % {"most": MOST_PICTURES}, self)
        if len(self.headline) + len(self.text) > LONGEST_TEXT:
            raise UnfitWork(_("The text is longer than can be taken in here: record its parts as files."), self)
        if any(not one.size or getattr(one, "overflow", False) for one in self.pictures):
            raise UnfitWork(_("One of the files is empty or too large: choose it anew, or leave it out."), self)
        if any(getattr(one, "no_room", False) for one in self.pictures):
            raise UnfitWork(
                _("This installation has no room for the files right now. Try again in some minutes."), self
            )


def _digest(upload: UploadedFile) -> bytes:
    hashed = sha256()
    for chunk in upload.chunks():
        hashed.update(chunk)
    return hashed.digest()
