"""From hits of codes to items worth a comparison; pure functions over an index."""
