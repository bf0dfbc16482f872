"""What every code and every word of the pages means, and what it does not show, in plain language."""
