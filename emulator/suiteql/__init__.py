"""SuiteQL: the query language of the account, over its own tables."""
