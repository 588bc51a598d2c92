"""Bodies checked before they are sent, against what NetSuite's own metadata says about their record type.

What is not sure is not refused: a value passes unless the metadata leaves no doubt that NetSuite would refuse it.
"""
