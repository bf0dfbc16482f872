"""A picture of an archived page: a browser without any network is shown the archived answers and nothing else."""
