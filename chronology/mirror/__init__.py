"""Mirrors of other logs."""

from chronology.mirror.alarms import Alarm, AlarmCode
from chronology.mirror.mirror import Mirrored, mirror
from chronology.mirror.remote import HttpGet
from chronology.mirror.sighting import Sighting

__all__ = ["Alarm", "AlarmCode", "HttpGet", "Mirrored", "Sighting", "mirror"]
