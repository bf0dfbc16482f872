"""Who says so: people and organisations, their keys, and the statements they sign about works."""
