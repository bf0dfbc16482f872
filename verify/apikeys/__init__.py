"""Keys for programs: made by a person, limited to what they are for, kept as digests only."""
