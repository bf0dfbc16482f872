"""Batches of checks."""
