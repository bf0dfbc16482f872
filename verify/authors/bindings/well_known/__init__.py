"""A file on the domain that names keys: `https://DOMAIN/.well-known/firstlight-authors.json`."""
