"""Relations between publishers, as both sides state them in their trust.txt files; one side alone is not enough."""
