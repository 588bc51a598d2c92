"""A NetSuite account on this machine, as a stranger's program sees it. Shares only the wire with the connector."""
