"""The keys of single data: a store of its own, outside ordinary backups, so that losing a key erases its datum."""
