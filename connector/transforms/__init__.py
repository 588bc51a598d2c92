"""Typed transforms: an order becomes an invoice, a receipt or a bill, an invoice becomes a payment.

Each checks what is left before it sends anything, and knows its own work again by the external ID it gave.
"""
