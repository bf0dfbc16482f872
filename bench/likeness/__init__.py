"""The whole way of a picture through recording, nomination and comparison, for benchmarks."""
