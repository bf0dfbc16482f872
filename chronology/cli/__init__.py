"""The commands of auditors and operators: `python -m chronology`, and the checker that ships alone."""
