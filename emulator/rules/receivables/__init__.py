"""What customers owe: payments, credits, returns, balances."""
