"""Token-based authentication: OAuth 1.0 signatures, checked with code of our own."""
