"""Reports and proofs on their way to the maintainers of the camera list: read by a worker, sealed, and forgotten."""
