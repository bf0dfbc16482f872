"""The version of this software; every report names it."""

__version__ = "0.1.0"
