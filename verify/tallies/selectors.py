"""What was counted, and who was seen."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Sum

from verify.tallies.models import Beat, DayTally, Tally


def tallies_of(name: str) -> dict[str, int]:
    """The counts of one name by label."""
    return dict(Tally.objects.filter(name=name).values_list("label", "count"))


def tallies_since(name: str, day: date) -> dict[str, int]:
    """The counts of one name by label since the beginning of a day; only of names that are kept by days."""
    rows = DayTally.objects.filter(name=name, day__gte=day).values("label").annotate(number=Sum("count"))
    return {row["label"]: row["number"] for row in rows}


def first_day(name: str) -> date | None:
    """The first day that is kept of a name; None where nothing is."""
    return DayTally.objects.filter(name=name).order_by("day").values_list("day", flat=True).first()


def last_beat(name: str) -> datetime | None:
    """When a process of this kind was last seen; None where never."""
    return Beat.objects.filter(name=name).values_list("at", flat=True).first()
