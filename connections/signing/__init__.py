"""Signatures and key material. Everything here is pure: no network, and time and randomness are handed in."""
