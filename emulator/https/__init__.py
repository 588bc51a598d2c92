"""The account under NetSuite's own https names, for clients whose addresses cannot be changed."""
