"""The command line: names files and lists, prints reports."""
