"""Counts of what happened, and beats of who is alive: numbers and codes, nothing about anybody."""
