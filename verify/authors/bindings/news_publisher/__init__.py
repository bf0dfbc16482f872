"""A news publisher's certificate, whose key signs the claim of the wallet that names the certificate."""
