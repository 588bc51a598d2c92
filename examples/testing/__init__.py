"""How a project tests its own NetSuite integration on the emulator."""
