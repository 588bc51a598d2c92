"""Ways to sign in to NetSuite: one module per connection type, and what they share."""
