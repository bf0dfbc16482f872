"""Statements that people and organisations sign with a wallet: what they say, who signed, and whether that holds."""
