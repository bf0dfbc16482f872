"""The one process that writes to the log, signs, cosigns, and asks chains and authorities. Nothing else imports it."""
