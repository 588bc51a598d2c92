"""Web-shop orders taken to cash in NetSuite: the worked example of suiteplug. See README.md beside this file."""
