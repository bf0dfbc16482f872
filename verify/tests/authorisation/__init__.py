"""Every route of the site, tried by everybody who must not get anything there."""
