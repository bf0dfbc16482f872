"""Consents, campaigns and objections through the interface."""
