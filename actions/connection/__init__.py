"""Actions on the connection itself."""
