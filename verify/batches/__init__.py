"""Many files, links or digests checked as one piece of work."""
