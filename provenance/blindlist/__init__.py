"""The blind list: asking whether a device is listed without telling which, of a list that nobody can read."""
