"""What a refusal is about in this account: which field, record or period. Looked up after NetSuite has refused.

NetSuite names labels and numbers; these modules find what stands behind them. Looking costs requests only where a call
has failed already, a few of them, and what cannot be found leaves the refusal as it was.
"""
