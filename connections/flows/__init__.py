"""The httpx.Auth flows: signing each request, token life, the token endpoint."""
