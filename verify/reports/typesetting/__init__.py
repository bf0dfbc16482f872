"""From our own pages of HTML to a PDF, in a process of its own that has no network and opens nobody's files."""
