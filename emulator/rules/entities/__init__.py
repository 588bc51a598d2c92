"""Customers, vendors, employees, contacts and their addresses."""
