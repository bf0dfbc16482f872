"""A did:web document of the domain that lets a key make assertions: `https://DOMAIN/.well-known/did.json`."""
