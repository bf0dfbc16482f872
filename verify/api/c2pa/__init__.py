"""The Soft Binding Resolution API of the C2PA (2.2), with its own names and statuses."""
