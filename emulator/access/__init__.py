"""Who may sign in: integration records, access tokens, certificates, users and roles of the account."""
