"""Customer payments."""
