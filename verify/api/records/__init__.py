"""Records and look-ups through the interface; the ledger's services and selectors do the work."""
