"""Purchase orders and what vendors bill."""
