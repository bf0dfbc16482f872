"""The tables of the index and the steps that make them."""
