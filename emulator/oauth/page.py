"""The two HTML pages of the authorization flows, OAuth 2.0 and TBA; NetSuite's own look different."""

from __future__ import annotations

CONSENT_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Allow access (NetSuite emulator)</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem; }}
button {{ font: inherit; padding: .5rem 1.5rem; margin-right: .5rem; }}
</style>
</head>
<body>
<h1>Allow access?</h1>
<p><strong>{application}</strong> wants to work in account <strong>{account}</strong> with these scopes:</p>
<ul>{scopes}</ul>
<form method="post" action="{action}">
{hidden}
<p><label>Role: <select name="role">{roles}</select></label></p>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
<p><small>This is an emulator on your own machine, not NetSuite.</small></p>
</body>
</html>
"""

REFUSAL_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Access refused (NetSuite emulator)</title></head>
<body>
<h1>This request cannot be answered</h1>
<p>The application sent something that does not fit its integration record ({reason}).
Nothing was sent back to it.</p>
</body>
</html>
"""
