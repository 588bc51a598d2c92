"""The command line, drawn from the manifest."""
