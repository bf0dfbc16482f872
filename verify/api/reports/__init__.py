"""A verification's report to take along: on paper and as linked data."""
