"""Authors through the interface: who signs here, with which keys, for whom, and what backs that."""
