"""Return authorizations."""
