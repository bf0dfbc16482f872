"""The shapes of requests and answers, as the schema tells them."""
