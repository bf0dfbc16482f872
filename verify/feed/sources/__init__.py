"""Where changes come from: each source says what is so now, or what came since it was last asked."""
