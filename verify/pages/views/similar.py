"""Recorded works that resemble a checked file: the rows of the result page, and the pictures that are drawn in them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from provenance.comparison.types import PictureComparison
from verify.cases.likeness_sizes import Size, asked_size, sizes_of
from verify.cases.likenesses import LikenessView, asked_proxy_of, heat_of, likenesses_of, proxy_of
from verify.cases.models import Verification
from verify.cases.uploader import Uploader
from verify.pages.presentation.similar import Row, row
from verify.pages.presentation.stages import Addresses, Stage, stage
from verify.pages.views.check import found

KINDS = ((b"\x89PNG", "image/png"), (b"RIFF", "image/webp"), (b"\xff\xd8", "image/jpeg"))
MOST_DRAWN = 5  # each costs a question to the index and two pictures; the others are told in words


def similar_rows(request: HttpRequest, verification: Verification) -> tuple[Row, ...]:
    """Return every work that resembles the file, as far as this reader may know of it, the earliest record first."""
    views = likenesses_of(verification, Uploader.reading(request))
    asked = asked_size(verification) if views else None
    return tuple(
        row(one, _stage(verification, one, asked) if at < MOST_DRAWN else None) for at, one in enumerate(views)
    )


def _stage(verification: Verification, view: LikenessView, asked: Size | None) -> Stage | None:
    if not isinstance(view.comparison, PictureComparison) or view.exact:
        return None
    here, both = [verification.pk, view.number], sizes_of(asked, view)
    addresses = Addresses(
        asked=reverse("pages:asked_picture", args=[verification.pk]) if asked else "",
        recorded=reverse("pages:similar_picture", args=here) if both else "",
        heat=reverse("pages:similar_heat", args=here) if view.has_heat else "",
    )
    return stage(view.comparison, addresses, asked, both)


@require_safe
def asked_picture(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the picture that was asked about, as it was prepared for the comparison; it is gone with the file."""
    return _picture(asked_proxy_of(found(request, public_id)))


@require_safe
def similar_picture(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Send the recorded picture, small, to whom its owner lets see it."""
    return _picture(proxy_of(found(request, public_id), number, Uploader.reading(request)))


@require_safe
def similar_heat(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Send the map of differences, to whoever may see the recorded picture."""
    return _picture(heat_of(found(request, public_id), number, Uploader.reading(request)))


def _picture(content: bytes | None) -> HttpResponse:
    kind = next((kind for start, kind in KINDS if content and content.startswith(start)), None)
    if content is None or kind is None:
        raise Http404
    return HttpResponse(content, content_type=kind)
