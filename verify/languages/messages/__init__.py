"""Finding what is to be translated, and keeping the catalogues in step with it; needs Babel, a tool of development."""
