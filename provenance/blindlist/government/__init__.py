"""The government of the blind list, pure: rules, cases, panels, ballots, counting, delays, appeals, and their proofs.

Nothing here reads a clock, a store or the network: the site, every station and any outsider with the public acts come
to the same answer. Source: docs/government.md.
"""
