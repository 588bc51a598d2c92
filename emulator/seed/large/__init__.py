"""Companies of any size: ``large:N`` has N transactions.

A few hundred orders are made by the business rules, with all that follows from each. They are moulds: every
transaction of the large company is cast from one of them, with a number, a day, a customer and items of its own, and
what it does to stock and balances is added up. So totals, taxes, statuses and links are those of the rules, and a
million transactions take minutes instead of hours.
"""

from __future__ import annotations

from suiteplug.emulator.seed.large.size import lives_on_disk, transactions_of

__all__ = ["lives_on_disk", "transactions_of"]
