"""A maintainer's station: on the maintainer's own host it opens, counts, builds and compares before it signs.

It believes its own keys, its pinned founders and the acts that it replays itself; the list server is a post box.
"""
