"""What existed when: the append-only record. SQLAlchemy Core, no Django."""
