"""Lines of orders: what of them is open, and which of them somebody means."""
