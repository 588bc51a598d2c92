"""Sales orders and what bills them."""
