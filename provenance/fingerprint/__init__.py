"""Codes by which altered copies of a medium are found again.

Importing this package loads no decoder and no numbers library; what does is imported where it is used, in the sandbox.
"""
