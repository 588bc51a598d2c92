"""OAuth 2.0: authorization code with PKCE, client credentials with a signed assertion, refresh, revoke, keys."""
