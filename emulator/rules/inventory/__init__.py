"""Stock and the documents that move it."""
