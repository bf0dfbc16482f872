"""How far something that is not a row of the site was told: it may be looked at again and again, and is told once."""

from __future__ import annotations

from verify.webhooks.models import Place


def moved_on(name: str, position: int) -> bool:
    """Whether this is further than anything told before; call it in the transaction that writes the messages."""
    place, made = Place.objects.get_or_create(name=name, log="", defaults={"position": position})
    if made:
        return True
    return bool(Place.objects.filter(pk=place.pk, position__lt=position).update(position=position))
