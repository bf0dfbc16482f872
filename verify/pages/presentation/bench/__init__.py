"""What the bench shows: prints and frames, what a file and others say of it side by side, and searches elsewhere."""
