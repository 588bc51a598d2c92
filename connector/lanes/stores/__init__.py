"""Where the processes that work with one account agree on its lanes: a file, PostgreSQL or Redis."""
