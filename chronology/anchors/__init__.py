"""What others attest about our checkpoints: chains, time-stamp authorities and calendars behind one small protocol."""
