"""How a child ends, as its exit status; the faults are apart so that a broken list is not called a broken file."""

ANSWERED = 0
NOT_ASKED = 0
FAULT = 70
BAD_POLICY = 71
NOT_STOCKED = 72
"""It missed something that its zygote had not loaded, and a fuller child has to be asked."""
