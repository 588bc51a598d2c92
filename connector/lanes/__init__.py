"""The account's lanes: who may send when, how many at once, and when it is of no use to send at all."""
