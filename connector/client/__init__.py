"""The one client: lanes, signing, sending, repeating, reading the reply."""
