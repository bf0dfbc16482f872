"""Changes to dossiers. Whoever calls has found the dossier for somebody of its team: `verify.dossiers.selectors`."""
