"""Consents to a likeness, campaigns whose variants prove that they belong, and objections of those who are shown."""
