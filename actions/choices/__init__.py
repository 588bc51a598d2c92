"""Dynamic choices for inputs: record types, fields, subsidiaries, customers and the like."""
