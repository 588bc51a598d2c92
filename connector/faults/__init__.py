"""Reading NetSuite's refusals: what it said, which branch of the error tree it is, why it happened, what to do."""
