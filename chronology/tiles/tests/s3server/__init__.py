"""An S3-compatible server in an environment of its own."""
