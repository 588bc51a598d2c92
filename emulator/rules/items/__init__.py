"""Items: their kinds, their own rules, prices."""
