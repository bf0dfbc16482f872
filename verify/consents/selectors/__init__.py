"""Questions about consents and objections."""
