"""Rows of counts and beats; they live beside the jobs, come and go with the work, and are in no backup."""

from __future__ import annotations

from django.db import models


class Tally(models.Model):
    """How often something happened since the store was made; `label` is a code from a closed list."""

    name = models.CharField(max_length=40)
    label = models.CharField(max_length=60, blank=True)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name", "label"), name="one_tally_a_label"),)

    def __str__(self) -> str:
        return f"{self.name} {self.label}: {self.count}"


class DayTally(models.Model):
    """The same for one day, of the few names that a budget is kept of; days beyond it are deleted."""

    day = models.DateField()
    name = models.CharField(max_length=40)
    label = models.CharField(max_length=60, blank=True)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("day", "name", "label"), name="one_tally_a_label_and_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.name} {self.label}: {self.count}"


class Beat(models.Model):
    """When a kind of process was last seen at work; which one of several, nobody needs to know."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at:%H:%M:%S}"
