"""Actions that tell what the account is made of."""
