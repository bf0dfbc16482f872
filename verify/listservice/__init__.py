"""The list service: a process of its own that hands out editions, passes blinded points on, and holds stations' board.

It reads no device id, holds no key share and signs nothing: whatever it changes, clients and stations refuse.
"""
