"""Publication copies: a file without what names its camera, its place or its owner, signed anew by the newsroom."""
