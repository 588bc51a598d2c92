"""The metadata catalog: which record types a role sees, and what they are made of."""
