"""What every door of the account shares: requests and replies, NetSuite's error body, routing, lanes."""
