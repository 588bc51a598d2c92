"""Vendor bills."""
