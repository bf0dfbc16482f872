"""Real servers of the system's packages, started on loopback by the tests that need them."""
