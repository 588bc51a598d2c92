"""Every row of a query of any size: cut by a key into slices that NetSuite hands out whole, read side by side."""
