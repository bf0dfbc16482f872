"""Which domain or certificate stands behind a key: bindings count only where both sides state them.

Each kind has a folder of its own, all alike: `reading` understands what the domain says, and is pure; `asking` fetches.
"""
