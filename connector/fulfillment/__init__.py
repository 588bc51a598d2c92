"""Fulfils sales orders: which lines are open, which of them are wanted, and what NetSuite made of it."""
