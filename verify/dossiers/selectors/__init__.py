"""Questions about dossiers. Whoever is not of the team is answered as if there were nothing."""
