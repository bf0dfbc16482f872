"""One answer as a document: on paper, as a block for an article, and as linked data."""
