"""A NetSuite account on this machine, as a stranger's program sees it.

It shares only the wire with the connector: each side is written from NetSuite's documentation, on its own.
"""
