"""The tables of the chronology and the steps that make them."""
