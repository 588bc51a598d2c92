"""Every write exactly once: what is known before sending, after a lost answer, and after a process died.

The sender here stands between the services and the client. A write of a call with an idempotency key goes into a
ledger before it is sent; a write whose answer is lost is looked up in NetSuite, and adopted, sent again when that is
safe, or reported as unknown with what is known. The decisions are in docs/adr/0015.
"""
