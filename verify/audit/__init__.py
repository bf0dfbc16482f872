"""Who did what with rights that others do not have: rows that nobody changes, each holding the digest of the former."""
