"""The site: composes what a file says with what is on record."""
