"""Shortcuts: actions for one kind of record, made from a description of it.

A family (``families``) says what a kind of record is called; an action module says its columns, filters or fields;
the modules here make inputs, outputs, SQL, request bodies and the ActionSpec of it.
"""
