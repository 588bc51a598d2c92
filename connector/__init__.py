"""What every action shares: client, retry rules, lanes, errors, records, SuiteQL, metadata, specs."""
