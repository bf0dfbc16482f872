"""The one collection of tables; each room describes its own in its `tables.py`."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
