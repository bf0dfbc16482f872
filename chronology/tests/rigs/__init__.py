"""Rigs that hurt the log on purpose and look for what an outsider would call a lie or a loss."""
