"""The ``q`` parameter: grammar, and its translation to SQL (Oracle help: section_1545222128)."""
