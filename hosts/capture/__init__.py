"""Copies a sample of an account into a file that the emulator can load."""
