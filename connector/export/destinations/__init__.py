"""Where the rows of an export go: each destination commits rows and its mark of progress together."""
