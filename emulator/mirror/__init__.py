"""Records of a real account, kept as NetSuite returned them: how they are read, loaded and answered with."""
