"""Monitors of other logs."""

from chronology.mirror.alarms import Alarm, AlarmCode
from chronology.mirror.sighting import Sighting, sighting_of
from chronology.monitor.monitor import Monitor, Patience, Watched

__all__ = ["Alarm", "AlarmCode", "Monitor", "Patience", "Sighting", "Watched", "sighting_of"]
