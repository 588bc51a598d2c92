"""What a test may ask of and do to an account from outside; nothing of this exists at NetSuite."""
