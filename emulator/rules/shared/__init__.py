"""What rules of all families use: amounts, dates, numbers, names, refusals, looking up other records."""
