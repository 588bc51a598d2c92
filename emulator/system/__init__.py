"""Doors that tell about the account itself."""
