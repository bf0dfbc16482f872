"""From findings to a platform's labels: policies by version, and what they would have said."""
