"""Copies of the stores: what is copied, where to, and for how long."""
