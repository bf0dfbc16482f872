"""The access-controlled index of codes: mutable, never on the log, with a store of its own. Knows no Django."""
